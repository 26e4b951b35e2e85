import type { Environment } from "../common/child-process";
import type { CommandContext } from "../common/command";
import { findTerraform } from "../terraform/binary";
import { synthesizedStacks } from "../terraform/project-stacks";
import { initStack } from "../terraform/stack-plan";
import type { ApplyOutcome, ApplyReleaseOptions } from "./apply-release";
import { applyRelease, lockfileOf } from "./apply-release";
import type { DeployedFacts, DeploymentComparison } from "./comparison";
import { compareDeployments } from "./comparison";
import { assertNothingForeign } from "./planned-release";
import type { Release } from "./release";
import { assertRelease, readRelease } from "./release-file";
import type { RunningFunction } from "./running-code";
import { whatAnyRunsInstead } from "./running-code";

export interface PromoteOptions extends Pick<ApplyReleaseOptions, "acknowledged" | "approval" | "exists" | "onReview"> {
  /** The environment that was tested. */
  readonly from: string;
  /** The one that gets the release. */
  readonly to: string;
  /** Whether to synthesize the stacks first. Those that stand there must be the release as well. */
  readonly synth: boolean;
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
  const { from, to, synth, releaseFile, env, deployed } = options;
  const { signal, secrets } = context;
  const release = await readRelease(releaseFile, signal); // before a synth, not after it
  const stacks = await synthesizedStacks([from, to], synth, context);
  const [fromFolder = "", folder = ""] = [stacks[from], stacks[to]];
  // Of both: what another stack or another state says of <from> proves nothing.
  await assertRelease(release, releaseFile, { [from]: fromFolder, [to]: folder }, context);
  assertNothingForeign(from, fromFolder, env(from));
  const binary = await findTerraform(process.env, signal);
  await initStack({ binary, folder: fromFolder, env: env(from), signal, secrets }, lockfileOf(release, from));
  const reason = whyNotRunning(await deployed(from), release, releaseFile);
  if (reason !== undefined) {
    return { kind: "not running", reason };
  }
  const running = async (environment: string): Promise<readonly RunningFunction[]> =>
    runningFunctions(await deployed(environment));
  const outcome = await applyRelease({ ...options, environment: to, folder, release, env: env(to), running }, context);
  if (outcome.kind !== "applied" && outcome.kind !== "unchanged") {
    return outcome;
  }
  return { ...outcome, comparison: compareDeployments(await deployed(from), await deployed(to), release) };
}

/** What an environment's functions run, each with its region. */
const runningFunctions = ({ function: first, further = {} }: DeployedFacts): readonly RunningFunction[] => [
  first,
  ...Object.entries(further).map(([region, it]) => ({ ...it, region })),
];

/** Why a release cannot be promoted from an environment: it was not this release that was tested there. */
export function whyNotRunning(facts: DeployedFacts, release: Release, file: string): string | undefined {
  const { environment } = facts;
  const reason = whatAnyRunsInstead(environment, runningFunctions(facts), release, `the release in ${file}`);
  return reason === undefined
    ? undefined
    : `${reason} Deploy the release to ${environment} first: npx alexa-link review ${environment}, then npx alexa-link ` +
        `apply ${environment} --digest sha256:…. Or check out the commit that ${environment} runs, and promote its release.`;
}
