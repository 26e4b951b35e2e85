import { canonicalJson } from "../common/canonical-json";
import { plainText } from "../common/plain-text";
import { withoutOwnValues } from "../review/report-own-values";
import { shares } from "./planned-canary";
import type { Release } from "./release";

/** What runs in one environment, as AWS reports it. */
export interface DeployedFacts {
  readonly environment: string;
  readonly function: DeployedFunction;
  /** Functions of further regions, by AWS region. @default - none */
  readonly further?: Readonly<Record<string, DeployedFunction>>;
  /** The user pool's settings, as `DescribeUserPool` has them. */
  readonly userPool: Readonly<Record<string, unknown>>;
  /** The app client's settings, as `DescribeUserPoolClient` has them. */
  readonly client: Readonly<Record<string, unknown>>;
}

/** The function that the alias names, which Alexa invokes. */
export interface DeployedFunction {
  /** Whether it is made elsewhere, so that its code is no release's of this project. */
  readonly isExisting?: true;
  /** Where it is. @default - not asked for */
  readonly awsRegion?: string;
  /** Of the version that the alias names, SHA-256 in base64. */
  readonly codeSha256: string;
  /** The alias's version: a number, or `$LATEST`. */
  readonly version: string;
  /** Other versions that get a part of the requests, from 0 to 1, by version. @default - none */
  readonly routing?: Readonly<Record<string, number>>;
  readonly runtime: string;
  readonly handler: string;
  /** In MB. */
  readonly memorySize: number;
  /** In seconds. */
  readonly timeout: number;
  /** The names of its environment variables. Their values are the environment's own. */
  readonly variables: readonly string[];
}

export interface DeploymentComparison {
  /** Whether both run the same zip, and nothing else beside it. */
  readonly sameZip: boolean;
  /** Whether that zip is the release's. @default - there was none to compare with */
  readonly sameAsRelease?: boolean;
  /** What differs: nothing when what was tested in one is what runs in the other. */
  readonly differences: readonly DeploymentDifference[];
  /** What is behind each alias. */
  readonly versions: readonly [ComparedVersion, ComparedVersion];
}

/** The version that an alias names. */
export interface ComparedVersion {
  readonly environment: string;
  readonly version: string;
  readonly codeSha256: string;
  /** Versions that answer beside it. @default - none */
  readonly routing?: Readonly<Record<string, number>>;
}

export interface DeploymentDifference {
  /** As in `function.timeout`, `userPool.Policies.PasswordPolicy.MinimumLength`. */
  readonly what: string;
  /** The value in each environment, safe to show; `-` for none. */
  readonly values: readonly [string, string];
}

/** What no two environments share, or what AWS counts by itself. */
const OWN = new Set([
  "Arn",
  "ClientId",
  "ClientName",
  "CreationDate",
  "CustomDomain",
  "Domain",
  "EstimatedNumberOfUsers",
  "Id",
  "LastModifiedDate",
  "Name",
  "Status",
  "UserPoolId",
  "UserPoolTags",
]);

/** Never shown and never compared. */
const SECRET = /secret|password$|private|externalid|credential|apikey|accesskey/i;

/**
 * Whether two environments run the same thing, and what differs. The zip is compared by the hash of the version behind
 * the alias; the versions' numbers differ by nature and do not count. Settings are compared by attribute, without ids,
 * secrets and what is an environment's own.
 *
 * @param release that both should run, if one is known
 */
export function compareDeployments(
  a: DeployedFacts,
  b: DeployedFacts,
  release?: Pick<Release, "codeSha256">,
): DeploymentComparison {
  const all = [...functionsOf(a), ...functionsOf(b)];
  return {
    sameZip: new Set(all.map(({ codeSha256 }) => codeSha256)).size === 1 && !runsMore(a) && !runsMore(b),
    ...(release !== undefined &&
      all.some(isMade) && {
        sameAsRelease: all.filter(isMade).every(({ codeSha256 }) => codeSha256 === release.codeSha256),
      }),
    differences: compare(flatFacts(a), flatFacts(b)),
    versions: [versionOf(a), versionOf(b)],
  };
}

const versionOf = ({ environment, function: { version, codeSha256, routing } }: DeployedFacts): ComparedVersion => ({
  environment,
  version,
  codeSha256,
  ...(shares(routing).length > 0 && { routing }),
});

/** Every function of an environment that Alexa invokes. */
export const functionsOf = ({ function: first, further = {} }: DeployedFacts): readonly DeployedFunction[] => [
  first,
  ...Object.values(further),
];

const isMade = ({ isExisting }: DeployedFunction): boolean => isExisting !== true;

/** A second version, or one that may change any time. */
export function runsMore(facts: DeployedFacts): boolean {
  return functionsOf(facts).some(({ version, routing }) => version === "$LATEST" || shares(routing).length > 0);
}

/** Every value by its path: as it is shown, and as it is compared. */
type Flat = ReadonlyMap<string, { readonly shown: string; readonly compared: string }>;

function compare(a: Flat, b: Flat): readonly DeploymentDifference[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .filter((what) => a.get(what)?.compared !== b.get(what)?.compared)
    .map((what) => ({ what, values: [a.get(what)?.shown ?? "-", b.get(what)?.shown ?? "-"] as const }));
}

/** What counts of a function, with words for an alias that can change any time. */
const factsOf = ({ awsRegion: _, version, ...facts }: DeployedFunction): object => ({
  ...facts,
  ...(version === "$LATEST" ? { alias: "$LATEST, which changes with every upload" } : {}),
});

function flatFacts({ environment, function: first, further = {}, userPool, client }: DeployedFacts): Flat {
  const flat = new Map<string, { shown: string; compared: string }>();
  const values: [path: string, value: unknown][] = [
    ["function", factsOf(first)],
    ...Object.entries(further).map(([region, it]): [string, unknown] => [`functionRegions.${region}`, factsOf(it)]),
    ["userPool", withoutOwn(userPool)],
    ["client", withoutOwn(client)],
  ];
  for (let next = values.pop(); next !== undefined; next = values.pop()) {
    const [path, value] = next;
    const members = membersOf(value);
    if (members === undefined) {
      const text = textOf(value);
      flat.set(path, { shown: plainText(text, 200) || "(empty)", compared: withoutOwnValues(text, environment) });
    }
    for (const [name, member] of members ?? []) {
      if (member != null && !SECRET.test(name)) {
        values.push([`${path}.${name}`, member]);
      }
    }
  }
  return flat;
}

function withoutOwn(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !OWN.has(name)));
}

/** An object's members, or those of a list whose items have names; undefined for a value. */
function membersOf(value: unknown): readonly (readonly [name: string, value: unknown])[] | undefined {
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    return Object.entries(value);
  }
  const isNamed = value.length > 0 && value.every((item) => typeof item?.Name === "string");
  return isNamed ? value.map(({ Name, ...item }) => [Name, item] as const) : undefined;
}

/** AWS gives lists in any order. */
function textOf(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (!Array.isArray(value)) {
    return String(value);
  }
  return value
    .map((item) => (typeof item === "string" ? item : canonicalJson(item)))
    .sort()
    .join(", ");
}
