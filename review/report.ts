import { isObject } from "../common/json";
import { environmentDifferences } from "./environment-differences";
import type { EnvironmentReview, Review, Verdict } from "./review";

/** What a command that reviews ends with. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = { safe: 0, blocked: 1, "not judged": 3 };

/** The version of the JSON form, raised with every change that a reader has to know of. */
const VERSION = 1;

/** The keys of the JSON form in the order in which a person reads them; any other follows by name. */
const KEYS: readonly string[] = [
  "version",
  "verdict",
  "environment",
  "environments",
  "digest",
  "unfit",
  "counts",
  "rule",
  "severity",
  "construct",
  "address",
  "what",
  "who",
  "effect",
  "recover",
  "paste",
  "acknowledgement",
  "subject",
  "values",
  "findings",
  "acknowledged",
  "changes",
  "outputs",
  "differences",
];

/**
 * One review of all environments. Its verdict is the worst of theirs: blocked, then not judged, then safe. Without any
 * environment nothing was judged.
 */
export function combine(environments: readonly EnvironmentReview[]): Review {
  return { verdict: worstVerdict(environments), environments, differences: environmentDifferences(environments) };
}

function worstVerdict(environments: readonly EnvironmentReview[]): Verdict {
  if (environments.some(({ verdict }) => verdict === "blocked")) {
    return "blocked";
  }
  const allSafe = environments.length > 0 && environments.every(({ verdict }) => verdict === "safe");
  return allSafe ? "safe" : "not judged";
}

/** A review as JSON for programs and for comparison: the same review makes the same text. Ends with a line break. */
export function reviewJson(review: Review): string {
  return `${JSON.stringify({ version: VERSION, ...review }, inOrder, 2)}\n`;
}

function inOrder(_key: string, value: unknown): unknown {
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function rank(key: string): number {
  const index = KEYS.indexOf(key);
  return index === -1 ? KEYS.length : index;
}
