import { SmapiError } from "../../alexa/smapi/smapi";
import type { CommandContext } from "../../common/command";
import { ExitCode, Interrupted, Problem, WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";

/** One of several skills for which it could not be done. */
export interface Failed {
  readonly kind: "failed";
  readonly reason: string;
}

export type Outcome<T> = T | Failed;

/**
 * Does the same for each of an environment's skills. One skill's failure is said on stderr, and does not stop the next.
 *
 * @throws what is no failure of that skill alone: an interrupt, and how the command was called
 */
export async function forEachSkill<Target, Result>(
  targets: readonly Target[],
  { secrets }: CommandContext,
  work: (target: Target) => Promise<Result>,
): Promise<Outcome<Result>[]> {
  const outcomes: Outcome<Result>[] = [];
  for (const target of targets) {
    const outcome = await work(target).catch(failureOf);
    if (isFailed(outcome)) {
      new Terminal(secrets, process.stderr).line(outcome.reason);
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

const isFailed = (outcome: unknown): outcome is Failed => (outcome as Partial<Failed>).kind === "failed";

function failureOf(error: unknown): Failed {
  if (error instanceof SmapiError && error.kind === "interrupted") {
    throw new Interrupted();
  }
  if (error instanceof Problem && !(error instanceof Interrupted) && !(error instanceof WrongUse)) {
    return { kind: "failed", reason: error.message };
  }
  throw error;
}

/** What was not done because somebody said no, or only compared, is a finding; what failed could not be done. */
export function exitCodeOf(outcomes: readonly Outcome<{ readonly kind: string }>[]): number {
  if (outcomes.some(isFailed)) {
    return ExitCode.unavailable;
  }
  const isLeft = outcomes.some(({ kind }) => kind.startsWith("would") || kind === "declined");
  return isLeft ? ExitCode.failed : ExitCode.ok;
}
