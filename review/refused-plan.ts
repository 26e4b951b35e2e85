import type { Finding } from "./finding";
import type { EnvironmentReview } from "./review";
import type { ReviewEnvironmentProps } from "./review-environment";
import { reviewEnvironment } from "./review-environment";

const REFUSED: Finding = {
  rule: "destroy-prevented",
  severity: "block",
  what: "Terraform refuses this change: it would destroy what is protected.",
  who: "nobody, as long as the protection stays",
  effect: "Nothing can be applied. The other findings say what would happen without prevent_destroy.",
  recover:
    "Take the change back, or make it as the other findings say. Do not remove prevent_destroy, and do not use -target " +
    "to get around it. This cannot be acknowledged.",
};

/**
 * The review of a change that Terraform refuses, by a plan made without the protection. There is no digest: nobody can
 * approve, and nothing can apply, what was never planned as it stands.
 */
export function reviewRefused(props: Omit<ReviewEnvironmentProps, "acknowledged" | "digest">): EnvironmentReview {
  const { digest: _, ...review } = reviewEnvironment(props);
  const { findings, verdict } = review;
  return { ...review, verdict: verdict === "safe" ? "blocked" : verdict, findings: [REFUSED, ...findings] };
}
