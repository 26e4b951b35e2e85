import { count, plainText } from "../common/plain-text";
import type { Finding } from "./finding";
import { pathInStack } from "./report-own-values";
import { listOf } from "./report-text";
import type { EnvironmentReview, Review, Verdict } from "./review";

/** One finding, in all the environments where it was found with the same words. */
export interface SharedFinding {
  readonly finding: Finding;
  readonly environments: readonly string[];
  /** The construct's path below the stack, which is the same in all environments. */
  readonly construct?: string;
}

/** The findings of a review by what a reader has to do about them, each in the order of the environments. */
export interface SharedFindings {
  readonly blocks: readonly SharedFinding[];
  readonly warnings: readonly SharedFinding[];
  readonly notes: readonly SharedFinding[];
  readonly acknowledged: readonly SharedFinding[];
}

export function sharedFindings({ environments }: Review): SharedFindings {
  const of = (severity: Finding["severity"]): readonly SharedFinding[] =>
    share(environments, (environment) => findingsOf(environment, severity));
  return {
    blocks: of("block"),
    warnings: of("warn"),
    notes: of("info"),
    acknowledged: share(environments, ({ acknowledged }) => acknowledged),
  };
}

/** How many findings of an environment block it. */
export function blocksOf(environment: EnvironmentReview): number {
  return findingsOf(environment, "block").length;
}

/**
 * The verdict in words, for the first line: "Blocked: 1 block in staging, 2 blocks in prod". What was acknowledged
 * happens to people nevertheless, so it is not called safe.
 */
export function verdictLine({ verdict, environments }: Review): string {
  const names = environments.map(({ environment }) => plainText(environment, 60));
  if (verdict === "safe") {
    const letThrough = environments.flatMap(({ acknowledged }, index) =>
      acknowledged.length > 0 ? [`${count(acknowledged.length, "acknowledged block")} in ${names[index]}`] : [],
    );
    if (letThrough.length === 0) {
      return `Safe: nothing blocks ${listOf(names)}`;
    }
    return `Let through: ${shortList(letThrough)}; nothing else blocks ${listOf(names)}`;
  }
  if (verdict === "not examined") {
    const unread = environments.flatMap((environment, index) =>
      environment.verdict === "not examined" ? [`${unexaminedCount(environment)} in ${names[index]}`] : [],
    );
    return `Not examined: nothing blocks, but ${shortList(unread)} must be read`;
  }
  const notJudged = names.filter((_, index) => environments[index]?.verdict === "not judged");
  if (verdict === "not judged") {
    return names.length === 0
      ? "Not judged: there is no plan"
      : `Not judged: ${thePlans(notJudged)} cannot be relied on`;
  }
  const blocked = environments.flatMap((environment, index) =>
    environment.verdict === "blocked" ? [`${count(blocksOf(environment), "block")} in ${names[index]}`] : [],
  );
  return `Blocked: ${shortList(blocked)}${notJudged.length === 0 ? "" : `; not judged: ${listOf(notJudged)}`}`;
}

/** What the verdict means for whoever reads it. */
export function advice(verdict: Verdict, findings: SharedFindings): string {
  if (verdict === "not judged") {
    return "Do not apply. What is not judged is not safe: make the plan again, and review it again.";
  }
  if (verdict === "blocked") {
    return "Do not apply. Each block says who is hurt, and how to make the change without harm.";
  }
  const acknowledged = findings.acknowledged.length;
  const warnings = count(findings.warnings.length, "warning");
  if (verdict === "not examined") {
    return `No rule knows what is listed under "Not examined". Apply only when somebody has read it${findings.warnings.length > 0 ? `, and ${warnings}` : ""}.`;
  }
  const sentences = [
    ...(acknowledged > 0 ? [`${count(acknowledged, "acknowledged block")} will take effect, see below.`] : []),
    ...(findings.warnings.length > 0 ? [`${warnings} to read first.`] : []),
  ];
  return sentences.length > 0 ? sentences.join(" ") : "No rule finds harm to the people who use the skill.";
}

/** The verdict of one environment, with the number of its blocks. */
export function environmentVerdict(environment: EnvironmentReview): string {
  return environment.verdict === "blocked" ? `blocked (${count(blocksOf(environment), "block")})` : environment.verdict;
}

/** How many attributes changed that nobody examined: "2 changes". */
export function unexaminedCount({ unexamined }: EnvironmentReview): string {
  return count(
    unexamined.reduce((sum, { attributes }) => sum + attributes.length, 0),
    "change",
  );
}

/** How many findings of each weight: "1 block, 2 warnings", "none". */
export function findingCounts(environment: EnvironmentReview): string {
  const number = (severity: Finding["severity"]): number => findingsOf(environment, severity).length;
  const parts = [
    [number("block"), "block"],
    [number("warn"), "warning"],
    [number("info"), "note"],
    [environment.acknowledged.length, "acknowledged", "acknowledged"],
    [
      environment.unexamined.reduce((sum, { attributes }) => sum + attributes.length, 0),
      "not examined",
      "not examined",
    ],
  ] as const;
  const counts = parts.filter(([amount]) => amount > 0).map(([amount, noun, plural]) => count(amount, noun, plural));
  return counts.length === 0 ? "none" : counts.join(", ");
}

/** Without the finding that a plan cannot be judged: the reasons stand in `notJudged`, and are shown from there. */
function findingsOf({ findings, notJudged }: EnvironmentReview, severity: Finding["severity"]): readonly Finding[] {
  return findings.filter(
    (finding) => finding.severity === severity && (notJudged.length === 0 || finding.rule !== NOT_JUDGED),
  );
}

const NOT_JUDGED = "plan-not-judged";

const shortList = (parts: readonly string[]): string =>
  (parts.length > 6 ? [...parts.slice(0, 5), `${parts.length - 5} more environments`] : parts).join(", ");

const thePlans = (names: readonly string[]): string =>
  names.length === 1 ? `the plan of ${names[0]}` : `the plans of ${listOf(names)}`;

function share(
  environments: readonly EnvironmentReview[],
  pick: (environment: EnvironmentReview) => readonly Finding[],
): readonly SharedFinding[] {
  const shared: Shared[] = [];
  // By rule and place, because most findings stand alone there and need not be compared.
  const byPlace = new Map<string, Shared[]>();
  for (const environment of environments) {
    for (const finding of pick(environment)) {
      const construct = finding.construct && pathInStack(finding.construct, environment.environment);
      const place = `${finding.rule}\n${finding.address ?? ""}`;
      const there = byPlace.get(place) ?? [];
      const known = there.find((it) => it.construct === construct && saysTheSame(it.finding, finding));
      if (known === undefined) {
        const first: Shared = { finding, construct, environments: [environment.environment] };
        shared.push(first);
        there.push(first);
        byPlace.set(place, there);
      } else if (!known.environments.includes(environment.environment)) {
        known.environments.push(environment.environment);
      }
    }
  }
  return shared;
}

type Shared = SharedFinding & { readonly environments: string[] };

const WORDS = ["rule", "severity", "address", "what", "who", "effect", "recover", "paste"] as const;

const saysTheSame = (one: Finding, other: Finding): boolean =>
  WORDS.every((name) => one[name] === other[name]) &&
  one.acknowledgement?.by === other.acknowledgement?.by &&
  one.acknowledgement?.reason === other.acknowledgement?.reason;
