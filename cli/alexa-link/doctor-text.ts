import type { LinkFailureCode } from "../../alexa/diagnosis/link-failures";
import { fixIn, LINK_FAILURES } from "../../alexa/diagnosis/link-failures";
import type { Style } from "../../common/paint";
import type { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";
import type { CheckResult, CheckStatus } from "../../doctor/check";
import type { LinkedEnvironment } from "./linked-environment";

const MARKS: Readonly<Record<CheckStatus, string>> = {
  ok: "ok      ",
  warn: "warning ",
  fail: "FAILED  ",
  unknown: "unknown ",
  skip: "skipped ",
};

const STYLES: Readonly<Record<CheckStatus, Style>> = {
  ok: "green",
  warn: "yellow",
  fail: "red",
  unknown: "yellow",
  skip: "dim",
};

/** Shows every check with what was seen, and the reason of what failed. */
export function showResults(terminal: Terminal, name: string, results: readonly CheckResult[], explain: Explain): void {
  const reasons = new Set<string>();
  for (const { status, what, seen, expected, code } of results) {
    terminal.write(MARKS[status], STYLES[status]);
    terminal.line(what);
    const styles: readonly Style[] = status === "ok" || status === "skip" ? ["dim"] : [];
    const lines = (label: string, text: string): void => {
      for (const line of wrappedText(`          ${label}`, text, terminal.width)) {
        terminal.line(line, ...styles);
      }
    };
    // Without a network a dozen checks have the same reason: it is shown once.
    if (status === "unknown" && reasons.has(seen)) {
      lines("seen      ", "The same as above.");
      continue;
    }
    reasons.add(seen);
    lines("seen      ", withTitle(seen, results));
    if (status === "warn" || status === "fail" || status === "unknown") {
      lines("expected  ", expected);
    }
    const row = explain(code);
    if (row !== undefined) {
      lines("users see ", row.userSees);
      lines("cause     ", row.cause);
      lines("fix       ", `${row.fix} (docs/troubleshooting.md, ${row.code})`);
    }
  }
  const count = (status: CheckStatus): number => results.filter((it) => it.status === status).length;
  const counts = (["fail", "warn", "unknown", "skip", "ok"] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${COUNTED[status]}`);
  terminal.line();
  terminal.line(`${name}: ${counts.join(", ")}`, "bold");
}

/** A check that another one explains names it; people know that one by its title. */
function withTitle(seen: string, results: readonly CheckResult[]): string {
  const name = /^See ([\w-]+)\.$/.exec(seen)?.[1];
  const other = results.find((it) => it.name === name);
  return other === undefined ? seen : `Follows from "${other.what}".`;
}

const COUNTED: Readonly<Record<CheckStatus, string>> = {
  ok: "ok",
  warn: "to watch",
  fail: "failed",
  unknown: "unknown",
  skip: "skipped",
};

export type Explain = (code: LinkFailureCode | undefined) => ReturnType<typeof explained>;

/** The row of the failures that explains a result. In the simulator nothing is to be deployed for it. */
export function explained(code: LinkFailureCode | undefined, { name, simulator }: LinkedEnvironment) {
  if (code === undefined) {
    return undefined;
  }
  const { userSees, cause, fix } = LINK_FAILURES[code];
  const named = fixIn(fix, simulator?.environment ?? name, name);
  const here = "If you switched this failure on, switch it off in the simulator. In an environment that is deployed: ";
  return { code, userSees, cause, fix: simulator === undefined ? named : `${here}${named}` };
}
