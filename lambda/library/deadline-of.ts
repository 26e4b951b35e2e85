import { Deadline } from "./deadline";

/** Left of the invocation for the answer itself. */
const RESERVE_MS = 500;

/** What Lambda says of an invocation. Tools that call a skill on a laptop may leave it out. */
export interface InvocationContext {
  getRemainingTimeInMillis?(): number;
}

/**
 * When work for an answer has to be done: after so long, and half a second before the invocation would end.
 *
 * @param context Lambda's, as handlers have it
 */
export function deadlineOf(context: InvocationContext | undefined, budgetMs: number): Deadline {
  const remainingMs = context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  return Deadline.in(Math.min(budgetMs, remainingMs - RESERVE_MS));
}
