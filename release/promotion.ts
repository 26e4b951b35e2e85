import type { Environment } from "../common/child-process";
import type { CommandContext } from "../common/command";
import { findTerraform } from "../terraform/binary";
import { synthesizedStacks } from "../terraform/project-stacks";
import { initStack } from "../terraform/stack-plan";
import type { ApplyOutcome, ApplyReleaseOptions } from "./apply-release";
import { applyRelease, lockfileOf } from "./apply-release";
import type { DeployedFacts, DeploymentComparison } from "./comparison";
import { compareDeployments, runsMore } from "./comparison";
import type { Release } from "./release";
import { assertRelease } from "./release-file";

export interface PromoteOptions extends Pick<ApplyReleaseOptions, "acknowledged" | "approval" | "onReview"> {
  /** The environment that was tested. */
  readonly from: string;
  /** The one that gets the release. */
  readonly to: string;
  /** The file that the release stands in. */
  readonly releaseFile: string;
  /** By environment, Terraform's whole environment variables. */
  readonly env: (environment: string) => Environment;
  /** Asks AWS what runs in an environment, whose stack is initialized. */
  readonly deployed: (environment: string) => Promise<DeployedFacts>;
}

/** What became of a promotion. Both run the same afterwards only if the comparison says so. */
export type Promotion =
  | (ApplyOutcome & { readonly comparison?: DeploymentComparison })
  /** Nothing was planned: the environment to promote from does not run the release. */
  | { readonly kind: "not running"; readonly reason: string };

/**
 * Brings the release that one environment runs to another one: what runs is compared with the release, then planned,
 * reviewed, approved and applied; at the end both are compared as AWS has them.
 *
 * @throws Problem when this checkout is not the release, or AWS cannot be asked; nothing was changed then
 */
export async function promote(options: PromoteOptions, context: CommandContext): Promise<Promotion> {
  const { from, to, releaseFile, env, deployed } = options;
  const { signal, secrets } = context;
  const stacks = await synthesizedStacks([from, to], true, context);
  const [fromFolder = "", folder = ""] = [stacks[from], stacks[to]];
  const release = await assertRelease(releaseFile, { [to]: folder }, context);
  const binary = await findTerraform(process.env, signal);
  await initStack({ binary, folder: fromFolder, env: env(from), signal, secrets }, lockfileOf(release, from));
  const reason = whyNotRunning(await deployed(from), release, releaseFile);
  if (reason !== undefined) {
    return { kind: "not running", reason };
  }
  const outcome = await applyRelease({ ...options, environment: to, folder, release, env: env(to) }, context);
  if (outcome.kind !== "applied" && outcome.kind !== "unchanged") {
    return outcome;
  }
  return { ...outcome, comparison: compareDeployments(await deployed(from), await deployed(to), release) };
}

/** Why a release cannot be promoted from an environment: it was not this release that was tested there. */
export function whyNotRunning(facts: DeployedFacts, release: Release, file: string): string | undefined {
  const { environment, function: deployed } = facts;
  const fix =
    `Deploy the release to ${environment} first: npx alexa-link review ${environment}, then npx alexa-link apply ` +
    `${environment} --digest sha256:…. Or check out the commit that ${environment} runs, and promote its release.`;
  if (deployed.codeSha256 !== release.codeSha256) {
    return (
      `${environment} does not run the release in ${file}: behind its alias is version ${deployed.version}, whose zip ` +
      `has the SHA-256 ${deployed.codeSha256}; allowed is the release's, ${release.codeSha256} (commit ` +
      `${release.commit}). ${fix}`
    );
  }
  if (!runsMore(facts)) {
    return undefined;
  }
  const others = Object.entries(deployed.routing ?? {}).map(([version, weight]) => `${version} (${weight * 100} %)`);
  return deployed.version === "$LATEST"
    ? `${environment} does not run a published version: its alias names $LATEST, which changes with every upload. ` +
        `Allowed is an alias on one published version. ${fix}`
    : `${environment} does not run the release alone: its alias gives requests to version ${others.join(", ")} beside ` +
        `${deployed.version}. Allowed is an alias on one version. End the shift of traffic first.`;
}
