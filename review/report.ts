import { isObject } from "../common/json";
import { jsonText } from "../common/json-text";
import { environmentDifferences } from "./environment-differences";
import type { EnvironmentReview, Review, Verdict } from "./review";

/** What a command that reviews ends with. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  safe: 0,
  blocked: 1,
  "not judged": 3,
  "not examined": 4,
};

/** From which verdict on a command fails. */
export type FailOn = "blocked" | "not-examined";

/**
 * What a command ends with. By default anything but safe fails, so that a required check is never green over a change
 * that nobody looked at; with `blocked` a review whose unexamined changes somebody reads elsewhere ends with 0.
 */
export function exitCodeOf(verdict: Verdict, failOn: FailOn = "not-examined"): number {
  return verdict === "not examined" && failOn === "blocked" ? 0 : EXIT_CODES[verdict];
}

/** The version of the JSON form, raised with every change that a reader has to know of. */
const VERSION = 1;

/** The keys of the JSON form in the order in which a person reads them; any other follows by name. */
const KEYS: readonly string[] = [
  "version",
  "verdict",
  "environment",
  "environments",
  "digest",
  "basis",
  "notJudged",
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
  "unexamined",
  "changes",
  "outputs",
  "differences",
];

/**
 * One review of all environments. Its verdict is the worst of theirs: blocked, not judged, not examined, safe. Without any
 * environment nothing was judged.
 */
export function combine(environments: readonly EnvironmentReview[]): Review {
  return { verdict: worstVerdict(environments), environments, differences: environmentDifferences(environments) };
}

function worstVerdict(environments: readonly EnvironmentReview[]): Verdict {
  if (environments.some(({ verdict }) => verdict === "blocked")) {
    return "blocked";
  }
  const allAre = (...verdicts: readonly Verdict[]): boolean =>
    environments.length > 0 && environments.every(({ verdict }) => verdicts.includes(verdict));
  if (allAre("safe")) {
    return "safe";
  }
  return allAre("safe", "not examined") ? "not examined" : "not judged";
}

/** A review as JSON for programs and for comparison: the same review makes the same text. Ends with a line break. */
export function reviewJson(review: Review): string {
  return jsonText({ version: VERSION, ...review }, inOrder);
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
