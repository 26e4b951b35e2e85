import type { DeployedFunction } from "./comparison";
import type { Release } from "./release";

/** The code behind an alias, as AWS has it. */
export interface RunningFunction extends Pick<DeployedFunction, "codeSha256" | "isExisting" | "routing" | "version"> {
  /** The AWS region, of a function beside the first. */
  readonly region?: string;
}

/**
 * What runs behind an alias instead of a release's code, in words, or undefined where it is the release's: by the hash
 * that AWS has of the published version, with no second version beside it.
 *
 * @param released the release's name in the text
 */
export function whatRunsInstead(
  place: string,
  { codeSha256, isExisting, region, version, routing = {} }: RunningFunction,
  { codeSha256: allowed, commit }: Pick<Release, "codeSha256" | "commit">,
  released = "the release",
): string | undefined {
  if (isExisting === true) {
    return undefined;
  }
  const environment = region === undefined ? place : `${place} in ${region}`;
  if (codeSha256 !== allowed) {
    return (
      `${environment} does not run ${released}: behind its alias is version ${version}, whose zip has the SHA-256 ` +
      `${codeSha256 || "(unknown)"}, as AWS says; allowed is the release's, ${allowed} (commit ${commit}).`
    );
  }
  if (version === "$LATEST") {
    return (
      `${environment} does not run a published version: its alias names $LATEST, which changes with every upload. ` +
      "Allowed is an alias on one published version."
    );
  }
  const others = Object.entries(routing).filter(([, weight]) => weight > 0);
  return others.length === 0
    ? undefined
    : `${environment} does not run ${released} alone: its alias gives requests to version ` +
        `${others.map(([other, weight]) => `${other} (${weight * 100} %)`).join(", ")} beside ${version}. Allowed is an ` +
        "alias on one version. End the shift of traffic first.";
}

/** The same of every function of an environment: the first that runs something else. */
export function whatAnyRunsInstead(
  environment: string,
  functions: readonly RunningFunction[],
  release: Pick<Release, "codeSha256" | "commit">,
  released?: string,
): string | undefined {
  return functions
    .map((it) => whatRunsInstead(environment, it, release, released))
    .find((reason) => reason !== undefined);
}
