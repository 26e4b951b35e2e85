import { readPlan } from "../../review/read-plan";
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { fixture, POOL, resource } from "./planned";

/** The plan on an empty state. */
function onEmptyState(): Values {
  const plan = fixture("unchanged");
  for (const { change } of plan.resource_changes) {
    Object.assign(change, { actions: ["create"], before: null });
  }
  return { ...plan, applyable: true };
}

const rulesOf = (plan: Values): readonly string[] =>
  reviewEnvironment({ environment: "prod", plan, acknowledged: [], digest: () => "" }).findings.map(({ rule }) => rule);

test("a new user pool on an empty state warns, and does not block", () => {
  const review = reviewEnvironment({ environment: "prod", plan: onEmptyState(), acknowledged: [], digest: () => "" });
  const { verdict, findings } = review;
  expect(verdict).toBe("safe");
  expect(findings).toMatchObject([{ rule: "first-deployment", severity: "warn" }]);
});

test("a user pool that is only read is not made", () => {
  const plan = onEmptyState();
  Object.assign(resource(plan, POOL), { mode: "data", address: `data.${POOL}` });
  resource(plan, `data.${POOL}`).change.actions = ["read"];
  expect(readPlan(plan).plan?.changes.map(({ address }) => address)).toContain(`data.${POOL}`);
  expect(rulesOf(plan)).not.toContain("first-deployment");
});
