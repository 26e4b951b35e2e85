import { connectionError } from "../common/connection-error";
import { codeOf } from "../common/problem";
import { NotOnThisMachine } from "./web";

/** The end of something that can go wrong by throwing. */
export type Attempt<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly reason: string; readonly code?: string }
  | { readonly kind: "not on this machine"; readonly reason: string };

export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    return error instanceof NotOnThisMachine
      ? { kind: "not on this machine", reason: error.message }
      : { kind: "failed", reason: connectionError(error), code: codeOf(error) };
  }
}
