import type { DeployedFunction } from "./comparison";
import type { Weights } from "./planned-canary";
import { areSame, shares, sharesText } from "./planned-canary";
import type { Release } from "./release";

/** The code behind an alias, as AWS has it. */
export interface RunningFunction
  extends Pick<DeployedFunction, "awsRegion" | "codeSha256" | "isExisting" | "routing" | "version"> {
  /** The AWS region, of a function beside the first. */
  readonly region?: string;
}

/**
 * What runs behind an alias instead of a release's code, in words, or undefined where it is the release's: by the hash
 * that AWS has of the published version, with no second version beside it but that of a canary that was planned.
 *
 * @param released the release's name in the text
 * @param canary what other versions are to get beside the release's
 */
export function whatRunsInstead(
  place: string,
  { codeSha256, isExisting, region, version, routing = {} }: RunningFunction,
  { codeSha256: allowed, commit }: Pick<Release, "codeSha256" | "commit">,
  released = "the release",
  canary: Weights = {},
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
  if (areSame(routing, canary)) {
    return undefined;
  }
  if (shares(canary).length > 0) {
    return (
      `${environment} does not share its requests as the release says: beside version ${version} its alias gives them to ` +
      `${shares(routing).length === 0 ? "none" : `version ${sharesText(routing)}`}. Allowed is version ${sharesText(canary)}, ` +
      "as function.canary says. Somebody moved the alias."
    );
  }
  return (
    `${environment} does not run ${released} alone: its alias gives requests to version ${sharesText(routing)} beside ` +
    `${version}. Allowed is an alias on one version. End the canary first: take function.canary out of the environment and ` +
    "apply that, or npx alexa-link rollback, which gives all requests back to the former version."
  );
}

/**
 * The same of every function of an environment: the first that runs something else.
 *
 * @param canaries those that were planned, by AWS region
 */
export function whatAnyRunsInstead(
  environment: string,
  functions: readonly RunningFunction[],
  release: Pick<Release, "codeSha256" | "commit">,
  released?: string,
  canaries: ReadonlyMap<string, Weights> = new Map(),
): string | undefined {
  return functions
    .map((it) => whatRunsInstead(environment, it, release, released, canaries.get(it.awsRegion ?? "")))
    .find((reason) => reason !== undefined);
}
