import type { CheckResult, CheckStatus } from "./check";

/** What the results come to. */
export interface Verdict {
  /** 0: nothing is wrong. 1: something is. 3: nothing wrong was seen, and not everything could be judged. */
  readonly exitCode: 0 | 1 | 3;
  readonly counts: Readonly<Record<CheckStatus, number>>;
  /** The results that made it 1, in their order. */
  readonly found: readonly CheckResult[];
}

/** @param failOn `warn` takes what works today and will hurt for a failure */
export function verdict(results: readonly CheckResult[], failOn: "fail" | "warn" = "fail"): Verdict {
  const counts: Record<CheckStatus, number> = { ok: 0, warn: 0, fail: 0, unknown: 0, skip: 0 };
  for (const { status } of results) {
    counts[status] += 1;
  }
  const found = results.filter(({ status }) => status === "fail" || (failOn === "warn" && status === "warn"));
  return { exitCode: found.length > 0 ? 1 : counts.unknown > 0 ? 3 : 0, counts, found };
}
