import type { LinkFailureCode } from "../alexa/diagnosis/link-failures";
import type { CheckResult, CheckStatus } from "./check";

/** What a check found. */
export type Judgement = Pick<CheckResult, "status" | "seen" | "code">;

export const ok = (seen: string): Judgement => ({ status: "ok", seen });
export const warn = (code: LinkFailureCode, seen: string): Judgement => ({ status: "warn", code, seen });
export const fail = (code: LinkFailureCode, seen: string): Judgement => ({ status: "fail", code, seen });
export const unknown = (seen: string): Judgement => ({ status: "unknown", seen });
export const skip = (seen: string): Judgement => ({ status: "skip", seen });

/** Another check says why this one says nothing. */
export const see = (name: string): Judgement => skip(`See ${name}.`);

const WORST_FIRST: readonly CheckStatus[] = ["fail", "unknown", "warn", "ok", "skip"];

/** One judgement on several things of a kind: the worst of them, and what was seen of all that are as bad. */
export function worst(judgements: readonly Judgement[]): Judgement {
  const status = WORST_FIRST.find((it) => judgements.some((judgement) => judgement.status === it)) ?? "skip";
  const those = judgements.filter((judgement) => judgement.status === status);
  return { ...those[0], status, seen: [...new Set(those.map(({ seen }) => seen))].join(" ") };
}

/** One thing that is examined. */
export interface Check extends Pick<CheckResult, "name" | "what" | "expected"> {
  /** Whether it needs the network between here and the user pool's hosts. @default false */
  readonly online?: boolean;
  /**
   * The checks that explain that this one is not ok, by name. This one is then skipped, so that one cause is one
   * failure. `any`: whatever is wrong there, or unknown; codes: only a failure of one of those explains a failure.
   */
  readonly follows?: Readonly<Record<string, "any" | readonly LinkFailureCode[]>>;
  judge(): Promise<Judgement>;
}
