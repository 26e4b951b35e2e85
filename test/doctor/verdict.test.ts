import type { CheckResult, CheckStatus } from "../../doctor/check";
import { verdict } from "../../doctor/verdict";

const results = (...statuses: readonly CheckStatus[]): CheckResult[] =>
  statuses.map((status, index) => ({
    name: `check-${index}`,
    what: "What",
    seen: "seen",
    expected: "expected",
    durationMs: 1,
    status,
  }));

test.each<[readonly CheckStatus[], "fail" | "warn", number]>([
  [[], "fail", 0],
  [["ok", "skip"], "fail", 0],
  [["ok", "warn"], "fail", 0],
  [["ok", "warn"], "warn", 1],
  [["ok", "unknown"], "fail", 3],
  [["warn", "unknown"], "fail", 3],
  [["warn", "unknown"], "warn", 1],
  [["unknown", "fail"], "fail", 1],
  [["fail", "ok"], "warn", 1],
])("%j with %s ends with %i", (statuses, failOn, exitCode) => {
  expect(verdict(results(...statuses), failOn).exitCode).toBe(exitCode);
});

test("counts, and names what was found in its order", () => {
  const { counts, found } = verdict(results("warn", "ok", "fail", "unknown", "skip", "fail"), "warn");
  expect(counts).toEqual({ ok: 1, warn: 1, fail: 2, unknown: 1, skip: 1 });
  expect(found.map(({ name }) => name)).toEqual(["check-0", "check-2", "check-5"]);
  expect(verdict(results("warn", "fail")).found.map(({ name }) => name)).toEqual(["check-1"]);
});
