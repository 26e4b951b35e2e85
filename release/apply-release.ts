import type { Environment } from "../common/child-process";
import type { CommandContext } from "../common/command";
import { Progress } from "../common/progress";
import type { Acknowledgement } from "../review/acknowledgement";
import type { EnvironmentReview } from "../review/review";
import { plannedStacks } from "../terraform/project-stacks";
import { digestMismatch } from "./digest-mismatch";
import type { Release } from "./release";
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
  /** Gets the review of the plan before anybody is asked. */
  readonly onReview: (review: EnvironmentReview) => void;
  /** Terraform's whole environment. @default process.env */
  readonly env?: Environment;
}

/** What became of a plan. */
export type ApplyOutcome =
  /** `blocked` also says that it could not be planned or judged: the verdict says which. */
  | { readonly kind: "applied" | "unchanged" | "blocked" | "declined"; readonly review: EnvironmentReview }
  /** It is not the change that was approved. */
  | { readonly kind: "not approved"; readonly review: EnvironmentReview; readonly reason: string };

/** Plans an environment from a release, reviews the plan, has it approved, and applies that very plan. */
export async function applyRelease(options: ApplyReleaseOptions, context: CommandContext): Promise<ApplyOutcome> {
  const { environment, folder, release, acknowledged, approval, onReview, env } = options;
  const lockfile = lockfileOf(release, environment);
  const [stack] = await plannedStacks({ [environment]: folder }, { parallel: 1, lockfile, env }, context);
  if (stack === undefined) {
    throw new Error(`${environment} was not planned.`);
  }
  const review = reviewStack(stack, acknowledged);
  onReview(review);
  if ("failure" in stack || (review.verdict !== "safe" && review.verdict !== "not examined")) {
    return { kind: "blocked", review };
  }
  if (isEmpty(review)) {
    return { kind: "unchanged", review };
  }
  if ("digest" in approval) {
    if (review.digest !== approval.digest) {
      return { kind: "not approved", review, reason: digestMismatch(approval.digest, review, approval.review) };
    }
  } else if (!(await approval.ask())) {
    return { kind: "declined", review };
  }
  context.signal.throwIfAborted();
  await new Progress().step(`Apply to ${environment}`, () => stack.terraform.apply(stack.planFile));
  return { kind: "applied", review };
}

/** A release that was made before any `terraform init` knows no lock. */
export const lockfileOf = ({ providerLockSha256 }: Release, environment: string): "readonly" | undefined =>
  (providerLockSha256[environment] ?? null) === null ? undefined : "readonly";
