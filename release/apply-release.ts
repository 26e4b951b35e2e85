import type { Environment } from "../common/child-process";
import type { CommandContext } from "../common/command";
import { messageOf, Problem } from "../common/problem";
import { Progress } from "../common/progress";
import type { Acknowledgement } from "../review/acknowledgement";
import type { EnvironmentReview } from "../review/review";
import { plannedStacks } from "../terraform/project-stacks";
import { digestMismatch } from "./digest-mismatch";
import type { FunctionExists } from "./first-deployment";
import { assertFirst } from "./first-deployment";
import type { Weights } from "./planned-canary";
import { plannedCanaries, sharesText } from "./planned-canary";
import { assertNothingForeign, assertPlannedFrom } from "./planned-release";
import type { Release } from "./release";
import type { RunningFunction } from "./running-code";
import { whatAnyRunsInstead } from "./running-code";
import { isEmpty, reviewStack } from "./stack-review";

/** Who says that a plan may be applied. */
export type Approval =
  /** Somebody who saw a review of the same change: its digest, and its JSON form to show what differs. */
  | { readonly digest: string; readonly review?: unknown }
  /** A person who has the review before them. */
  | { readonly ask: () => Promise<boolean> };

export interface ApplyReleaseOptions {
  readonly environment: string;
  /** The folder of the environment's stack, which was synthesized and found to be the release's. */
  readonly folder: string;
  readonly release: Release;
  readonly acknowledged: readonly Acknowledgement[];
  readonly approval: Approval;
  /** Asks AWS what the aliases of an environment run, once its stack is applied. */
  readonly running: (environment: string) => Promise<readonly RunningFunction[]>;
  /** Asks AWS whether a function is there, before a first deployment. */
  readonly exists: FunctionExists;
  /** Gets the review of the plan before anybody is asked. */
  readonly onReview: (review: EnvironmentReview) => void;
  /** Terraform's whole environment. @default process.env */
  readonly env?: Environment;
}

/** What became of a plan. */
export type ApplyOutcome =
  /** `blocked` also says that it could not be planned or judged: the verdict says which. */
  | { readonly kind: "blocked" | "declined"; readonly review: EnvironmentReview }
  | Confirmed
  /** It was applied, or there was nothing to apply, and AWS runs other code than the release's. */
  | { readonly kind: "other code"; readonly review: EnvironmentReview; readonly reason: string }
  /** It is not the change that was approved. */
  | { readonly kind: "not approved"; readonly review: EnvironmentReview; readonly reason: string };

/** The release's code runs, as AWS says. */
export interface Confirmed {
  readonly kind: "applied" | "unchanged";
  readonly review: EnvironmentReview;
  /** What former versions still answer, one sentence a function. @default - nothing */
  readonly canary?: readonly string[];
}

/**
 * Plans an environment from a release, reviews the plan, has it approved, applies that very plan, and asks AWS whether
 * the release's code runs.
 *
 * @throws Problem when anything would have Terraform do something else than the release says; nothing was changed then
 */
export async function applyRelease(options: ApplyReleaseOptions, context: CommandContext): Promise<ApplyOutcome> {
  const { environment, folder, release, acknowledged, approval, onReview, env = process.env } = options;
  assertNothingForeign(environment, folder, env);
  const lockfile = lockfileOf(release, environment);
  const [stack] = await plannedStacks({ [environment]: folder }, { parallel: 1, lockfile, env }, context);
  if (stack === undefined) {
    throw new Problem(
      `${environment} was not planned, and Terraform gave no reason. Nothing was applied. Run the command again.`,
    );
  }
  if (!("failure" in stack)) {
    assertPlannedFrom(stack, release, environment);
  }
  const review = reviewStack(stack, acknowledged);
  onReview(review);
  if ("failure" in stack || (review.verdict !== "safe" && review.verdict !== "not examined")) {
    return { kind: "blocked", review };
  }
  if (isEmpty(review)) {
    return confirmed({ kind: "unchanged", review }, options, plannedCanaries(stack.basis.stack));
  }
  if ("digest" in approval) {
    if (review.digest !== approval.digest) {
      return { kind: "not approved", review, reason: digestMismatch(approval.digest, review, approval.review) };
    }
  } else if (!(await approval.ask())) {
    return { kind: "declined", review };
  }
  await assertFirst(environment, stack, options.exists);
  context.signal.throwIfAborted();
  await new Progress().step(`Apply to ${environment}`, () => stack.terraform.apply(stack.planFile));
  return confirmed({ kind: "applied", review }, options, plannedCanaries(stack.basis.stack));
}

/** The zip on this machine may have been another one by the time Terraform read it: AWS's own hash decides. */
async function confirmed(
  outcome: Confirmed,
  { environment, release, running }: ApplyReleaseOptions,
  canaries: ReadonlyMap<string, Weights>,
): Promise<ApplyOutcome> {
  const done = outcome.kind === "applied" ? "The plan was applied" : "There was nothing to apply";
  let found: readonly RunningFunction[];
  try {
    found = await running(environment);
  } catch (error) {
    throw new Problem(
      `${environment}: ${done}, and whether AWS runs the release's code is not known: ${messageOf(error)}\n` +
        `Ask again with the same command, which then finds nothing to apply.`,
    );
  }
  const reason = whatAnyRunsInstead(environment, found, release, undefined, canaries);
  const fix =
    `The zip was changed while this ran, or the function was. Find out by whom, then apply the release again; the ` +
    `version before comes back at once with npx alexa-link rollback ${environment}`;
  const canary = found.flatMap(({ awsRegion = "", version }) => {
    const weights = canaries.get(awsRegion);
    return weights === undefined
      ? []
      : [
          `A canary runs in ${awsRegion}: version ${version} is the release's, and version ${sharesText(weights)} answers ` +
            `the rest. To end it, take canary out of ${environment} and apply that; to give it up, npx alexa-link rollback ${environment}`,
        ];
  });
  return reason === undefined
    ? { ...outcome, ...(canary.length > 0 && { canary }) }
    : { kind: "other code", review: outcome.review, reason: `${done}, but ${reason} ${fix}` };
}

/** A release that was made before any `terraform init` knows no lock. */
export const lockfileOf = ({ providerLockSha256 }: Release, environment: string): "readonly" | undefined =>
  (providerLockSha256[environment] ?? null) === null ? undefined : "readonly";
