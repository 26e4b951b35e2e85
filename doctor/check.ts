import type { LinkFailureCode } from "../alexa/diagnosis/link-failures";

export type CheckStatus =
  | "ok"
  /** Works today, and will hurt. */
  | "warn"
  | "fail"
  /** Could not be judged: no answer, no credentials, no permission. `seen` says why. */
  | "unknown"
  /** Was not asked for, or does not apply here. `seen` says why. */
  | "skip";

/** One line of the examination. */
export interface CheckResult {
  /** A stable name for machines, in words and hyphens: `token-endpoint-secret`. */
  readonly name: string;
  /** What was checked, for people: "Access token URI accepts the client's id and secret". */
  readonly what: string;
  readonly status: CheckStatus;
  readonly seen: string;
  readonly expected: string;
  /** The row of LINK_FAILURES that explains it; present with `warn` and `fail`. */
  readonly code?: LinkFailureCode;
  readonly durationMs: number;
}
