import { isObject, kindOf, member } from "../common/json";
import { cut } from "../common/plain-text";
import { Problem } from "../common/problem";
/** What one commit was built into: promoting it means to deploy these bytes, and no others, to every environment. */
export interface Release {
  /** Of this form. */
  readonly version: 1;
  /** The commit's hash, 40 or 64 hexadecimal digits. */
  readonly commit: string;
  /** The function's zip, SHA-256 in base64: what AWS calls CodeSha256 and Terraform source_code_hash. */
  readonly codeSha256: string;
  /** The provider lock file's SHA-256 in hexadecimal, by environment; null where there was none. */
  readonly providerLockSha256: Readonly<Record<string, string | null>>;
  /** The SHA-256 of the stack's cdk.tf.json in hexadecimal, by environment. */
  readonly stackSha256: Readonly<Record<string, string>>;
  /** Versions of the programs that built it, such as terraform; for people. @default - not recorded */
  readonly tools?: Readonly<Record<string, string>>;
}

/** What a release is made of. */
export type ReleaseParts = Omit<Release, "version">;

/** What stands on a machine that is about to deploy a release. */
export interface FoundParts extends Omit<ReleaseParts, "tools"> {
  /** Files that differ from the commit. */
  readonly differing: readonly string[];
}

/** The first of some files, for people. */
export function fewOf(files: readonly string[]): string {
  const more = files.length - MAX_FILES;
  return files.slice(0, MAX_FILES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

const MAX_FILES = 5;

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const HEX = /^[0-9a-f]{64}$/;
/** 32 bytes: 43 characters and one of padding. */
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** @throws Problem with every flaw of the parts */
export function makeRelease(parts: ReleaseParts): Release {
  const { release, flaws } = parseRelease({ version: 1, ...parts });
  if (release === undefined) {
    throw new Problem(`The release cannot be made:\n${flaws.join("\n")}`);
  }
  return release;
}

/** A release from JSON, or everything that is wrong with it. Strict: an unknown property is a flaw. */
export function parseRelease(json: unknown): { readonly release?: Release; readonly flaws: readonly string[] } {
  if (!isObject(json)) {
    return { flaws: [`The release must be a JSON object, and is ${kindOf(json)}.`] };
  }
  const { version, commit, codeSha256, providerLockSha256, stackSha256, tools, ...unknown } = json;
  const flaws = [
    ...(version === 1 ? [] : [`version must be 1, and is ${shown(version)}.`]),
    ...textFlaws("commit", commit, COMMIT, "a commit's full hash: 40 or 64 hexadecimal digits, in lower case"),
    ...textFlaws("codeSha256", codeSha256, BASE64, "a SHA-256 in base64: 44 characters"),
    ...recordFlaws(
      "stackSha256",
      stackSha256,
      (value) => isHash(value),
      "a SHA-256: 64 hexadecimal digits, in lower case",
    ),
    ...recordFlaws(
      "providerLockSha256",
      providerLockSha256,
      (value) => value === null || isHash(value),
      "a SHA-256 (64 hexadecimal digits, in lower case) or null",
    ),
    ...environmentFlaws(stackSha256, providerLockSha256),
    ...(tools === undefined ? [] : recordFlaws("tools", tools, (value) => typeof value === "string", "a string")),
    ...Object.keys(unknown).map((name) => `${shown(name)} is no property of a release.`),
  ];
  return flaws.length === 0 ? { release: json as unknown as Release, flaws } : { flaws };
}

/**
 * What on this machine differs from the release, each with how to fix it; empty when it may be deployed.
 *
 * @param environments those that are about to be deployed @default - all of the release
 */
export function releaseFlaws(
  release: Release,
  found: FoundParts,
  environments: readonly string[] = Object.keys(release.stackSha256),
): readonly string[] {
  const commit =
    found.commit === release.commit
      ? []
      : [
          `The release is commit ${release.commit}; checked out is ${shown(found.commit)}. Check out the release's commit.`,
        ];
  const differing =
    found.differing.length > 0
      ? [
          `Files differ from the commit: ${fewOf(found.differing)}. A release is a commit: put the changes away, or have Git ignore what is no source.`,
        ]
      : [];
  const zip =
    found.codeSha256 === release.codeSha256
      ? []
      : [
          `The function's zip is not the release's: its SHA-256 is ${shown(found.codeSha256)}, the release's is ${release.codeSha256}. Install the locked packages with npm ci, and build it again.`,
        ];
  return [...commit, ...differing, ...zip, ...environments.flatMap((name) => stackFlaws(name, release, found))];
}

function stackFlaws(environment: string, release: Release, found: FoundParts): readonly string[] {
  const [released, here] = [member(release.stackSha256, environment), member(found.stackSha256, environment)];
  if (released === undefined) {
    return [
      `The release has no environment ${shown(environment)}; it has ${Object.keys(release.stackSha256).join(", ")}.`,
    ];
  }
  const stack =
    here === released
      ? []
      : [
          here === undefined
            ? `${environment}: the stack was not synthesized here. Synthesize it with npx cdktf synth.`
            : `${environment}: the synthesized stack (cdk.tf.json, SHA-256 ${shown(here)}) is not the release's (${released}). Synthesize it again from the release's commit with npm ci and npx cdktf synth.`,
        ];
  const [locked, lock] = [
    member(release.providerLockSha256, environment),
    member(found.providerLockSha256, environment),
  ];
  // A release that was made before any terraform init knows no lock.
  if (locked === undefined || locked === null || locked === lock) {
    return stack;
  }
  return [
    ...stack,
    lock === undefined || lock === null
      ? `${environment}: the provider lock file (.terraform.lock.hcl) is missing; without it another provider may be used. Put the release's in its place.`
      : `${environment}: the provider lock file (.terraform.lock.hcl, SHA-256 ${shown(lock)}) is not the release's (${locked}): other providers would be used. Put the release's in its place.`,
  ];
}

function textFlaws(name: string, value: unknown, pattern: RegExp, allowed: string): readonly string[] {
  return typeof value === "string" && pattern.test(value)
    ? []
    : [`${name} must be ${allowed}, and is ${shown(value)}.`];
}

function recordFlaws(
  name: string,
  value: unknown,
  isAllowed: (value: unknown) => boolean,
  allowed: string,
): readonly string[] {
  if (!isObject(value)) {
    return [`${name} must be an object, and is ${kindOf(value)}.`];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    isAllowed(inner) ? [] : [`${name}.${key} must be ${allowed}, and is ${shown(inner)}.`],
  );
}

/** Both records speak of the same environments, and of one at least. */
function environmentFlaws(stacks: unknown, locks: unknown): readonly string[] {
  if (!isObject(stacks) || !isObject(locks)) {
    return [];
  }
  if (Object.keys(stacks).length === 0) {
    return ["stackSha256 must name at least one environment."];
  }
  return [
    ...missing(stacks, locks).map((name) => `providerLockSha256.${name} is missing; null says that there is no lock.`),
    ...missing(locks, stacks).map((name) => `stackSha256.${name} is missing; providerLockSha256 names it.`),
  ];
}

const missing = (from: object, into: object): readonly string[] =>
  Object.keys(from).filter((name) => !Object.hasOwn(into, name));

const isHash = (value: unknown): boolean => typeof value === "string" && HEX.test(value);

/** A value as it was received, in a length for a line. */
function shown(value: unknown): string {
  if (typeof value === "object" || value === undefined) {
    return value === undefined ? "missing" : kindOf(value);
  }
  const text = JSON.stringify(value) ?? kindOf(value);
  return cut(text, 100);
}
