import { asText, isObject, member } from "../common/json";
import { quoted } from "../common/json-text";
import type { Finding } from "./finding";

/** A person's word that one block of one plan may pass. */
export interface Acknowledgement {
  /** The finding's rule. */
  readonly rule: string;
  /** The finding's construct path or address; not for a finding on the plan as a whole. */
  readonly where?: string;
  readonly environment: string;
  /** The plan's digest, in full: the word counts for this change only. */
  readonly digest: string;
  /** Who answers for it. */
  readonly by: string;
  readonly reason: string;
}

export interface ParsedAcknowledgements {
  readonly acknowledgements: readonly Acknowledgement[];
  /** What is wrong with the file; empty when it can be used. */
  readonly flaws: readonly string[];
}

/** No word counts for these: a plan that is not understood cannot be answered for. */
const NEVER = new Set(["plan-not-judged", "destroy-prevented"]);

const REQUIRED = ["rule", "environment", "digest", "by", "reason"] as const;
const KEYS: readonly string[] = [...REQUIRED, "where"];

/** Reads a list of acknowledgements. With any flaw in it none of them may count. */
export function parseAcknowledgements(json: unknown): ParsedAcknowledgements {
  if (!Array.isArray(json)) {
    return {
      acknowledgements: [],
      flaws: ["The file is not a list: [{rule, where, environment, digest, by, reason}]."],
    };
  }
  const flaws = json.flatMap((item: unknown, index) => flawsOf(item).map((flaw) => `[${index}]: ${flaw}.`));
  return { acknowledgements: flaws.length === 0 ? json.map(acknowledgementOf) : [], flaws };
}

function flawsOf(item: unknown): readonly string[] {
  if (!isObject(item)) {
    return ["is not an object with rule, where, environment, digest, by and reason"];
  }
  const missing = REQUIRED.filter((key) => !isText(member(item, key))).map((key) => `${key} is missing or not a text`);
  const where = member(item, "where");
  const digest = member(item, "digest");
  return [
    ...missing,
    ...(where === undefined || isText(where) ? [] : ["where is not a text: a construct path or an address"]),
    ...(isText(digest) && !/^sha256:[0-9a-f]{64}$/.test(digest)
      ? ["digest is not sha256: and 64 hexadecimal digits, as the review shows it in full"]
      : []),
    ...[...NEVER].filter((rule) => member(item, "rule") === rule).map((rule) => `${rule} cannot be acknowledged`),
    ...Object.keys(item)
      .filter((key) => !KEYS.includes(key))
      .map((key) => `${quoted(key, 40)} is not known; known are ${KEYS.join(", ")}`),
  ];
}

function acknowledgementOf(item: unknown): Acknowledgement {
  const text = (key: string): string => asText(member(item, key)).trim();
  const [rule, environment, digest, by, reason] = REQUIRED.map(text) as [string, string, string, string, string];
  return {
    rule,
    environment,
    digest,
    by,
    reason,
    ...(member(item, "where") === undefined ? {} : { where: text("where") }),
  };
}

/** Findings parted by what somebody answers for. */
export interface Acknowledgements {
  readonly open: readonly Finding[];
  readonly acknowledged: readonly Finding[];
}

/** Lets through the blocks that somebody answers for in this environment and for this digest. */
export function acknowledge(
  findings: readonly Finding[],
  given: readonly Acknowledgement[],
  { environment, digest }: { readonly environment: string; readonly digest: string | undefined },
): Acknowledgements {
  const here = given.filter((word) => word.environment === environment);
  const valid = here.filter((word) => word.digest === digest);
  const expired = here.filter((word) => word.digest !== digest);
  const open: Finding[] = [];
  const acknowledged: Finding[] = [];
  for (const finding of findings) {
    const word = finding.severity === "block" ? valid.find((one) => isFor(one, finding)) : undefined;
    if (word !== undefined) {
      acknowledged.push({ ...finding, acknowledgement: { by: word.by, reason: word.reason } });
    } else {
      const old = finding.severity === "block" ? expired.find((one) => isFor(one, finding)) : undefined;
      open.push(old === undefined ? finding : withExpired(finding, old));
    }
  }
  return { open, acknowledged };
}

function isFor({ rule, where }: Acknowledgement, finding: Finding): boolean {
  if (NEVER.has(rule) || rule !== finding.rule) {
    return false;
  }
  const isOfPlan = finding.construct === undefined && finding.address === undefined;
  return where === undefined ? isOfPlan : where === finding.construct || where === finding.address;
}

const withExpired = (finding: Finding, { by, digest }: Acknowledgement): Finding => ({
  ...finding,
  recover: `${finding.recover} The acknowledgement by ${by} does not count: it is for another plan (${digest.slice(0, 19)}).`,
});

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
