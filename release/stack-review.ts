import type { Acknowledgement } from "../review/acknowledgement";
import { planDigest } from "../review/digest";
import { reviewRefused } from "../review/refused-plan";
import type { EnvironmentReview } from "../review/review";
import { reviewEnvironment, unjudgedEnvironment } from "../review/review-environment";
import type { PlannedStack } from "../terraform/stacks";

/**
 * A stack that could not be planned is not judged, and never safe. Of a change that Terraform refuses it is said what it
 * would do.
 */
export function reviewStack(stack: PlannedStack, acknowledged: readonly Acknowledgement[]): EnvironmentReview {
  if ("failure" in stack) {
    return stack.refused === undefined
      ? unjudgedEnvironment(stack.name, [stack.failure])
      : reviewRefused({
          environment: stack.name,
          plan: stack.refused.json,
          configuration: stack.refused.configuration,
        });
  }
  return reviewEnvironment({
    environment: stack.name,
    plan: stack.json,
    configuration: stack.configuration,
    basis: stack.basis,
    acknowledged,
    digest: planDigest,
  });
}

/** Whether applying the plan would change nothing, outputs and addresses included. */
export const isEmpty = ({ changes, outputs }: EnvironmentReview): boolean =>
  changes.every(({ action }) => action === "read") && outputs.length === 0;
