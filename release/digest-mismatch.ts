import { listAt, member } from "../common/json";
import { plainText } from "../common/plain-text";
import { changeDifferences } from "../review/environment-differences";
import type { ShownBasis } from "../review/plan-basis";
import { environmentsByValue, listOf } from "../review/report-text";
import type { EnvironmentDifference, EnvironmentReview } from "../review/review";
import { reviewFlaw } from "../review/review-shape";

/** So many differences are shown one by one. */
const MAX_DIFFERENCES = 20;

/**
 * The words for a plan that is not the one that was approved, with what differs as far as the approved review shows.
 *
 * @param approved the digest that was approved
 * @param found the review of the plan that would be applied
 * @param approvedReview the JSON form of the approved review, as it was parsed, if it is at hand
 */
export function digestMismatch(approved: string, found: EnvironmentReview, approvedReview?: unknown): string {
  const environment = plainText(found.environment, 60);
  const now = found.digest === undefined ? "cannot be judged" : `has the digest ${plainText(found.digest)}`;
  return [
    `${environment}: this plan is not the one that was approved. Approved was ${plainText(approved)}; the current plan ${now}.`,
    ...whatDiffers(approved, found, approvedReview),
    "Nothing was applied. Review and approve the current plan.",
  ].join("\n");
}

function whatDiffers(approved: string, found: EnvironmentReview, review: unknown): readonly string[] {
  const before = environmentOf(review, found.environment);
  if (before === undefined) {
    return ["What differs is not known here. Pass --approved with the approved review's JSON to see it."];
  }
  if (before.digest !== approved) {
    return [
      `What differs is not known here: the review at hand is of another plan (${plainText(before.digest ?? "without a digest")}).`,
    ];
  }
  const basis = basisDifferences(before.basis, found.basis);
  const differences = changeDifferences([
    { ...before, environment: "approved" },
    { ...found, environment: "now" },
  ]);
  if (differences.length + basis.length === 0) {
    return ["The visible parts of the two plans are equal: they differ in values that are not shown, such as secrets."];
  }
  const hidden = differences.length - MAX_DIFFERENCES;
  return [
    ...basis,
    ...differences.slice(0, MAX_DIFFERENCES).map(words),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
  ];
}

/** What the two plans stand on: configuration, providers, backend, workspace, endpoints, state. */
function basisDifferences(approved: ShownBasis | undefined, now: ShownBasis | undefined): readonly string[] {
  if (approved === undefined && now !== undefined) {
    return [
      "  The approved review is of a plan's JSON alone, whose digest no plan has that is made here. Review the " +
        "environment by its name: npx alexa-link review …",
    ];
  }
  const names = new Set([...Object.keys(approved ?? {}), ...Object.keys(now ?? {})]);
  const shown = (value: string | undefined): string => (value === undefined ? "none" : plainText(value, 200));
  return [...names]
    .filter((name) => approved?.[name] !== now?.[name])
    .map((name) => `  ${plainText(name, 40)}: approved ${shown(approved?.[name])}; now ${shown(now?.[name])}`);
}

function words({ subject, what, values }: EnvironmentDifference): string {
  const parts = [...environmentsByValue(values)].map(
    ([value, names]) => `${listOf(names)} ${value === "-" ? "no change" : plainText(value, 200)}`,
  );
  return `  ${plainText(subject, 200)}, ${plainText(what, 200)}: ${parts.join("; ")}`;
}

/** One environment of a review's JSON form, if it has the shape; a review that was written by hand is not trusted. */
function environmentOf(review: unknown, environment: string): EnvironmentReview | undefined {
  return listAt(review, "environments").find(
    (found): found is EnvironmentReview =>
      member(found, "environment") === environment && reviewFlaw(found) === undefined,
  );
}
