/** One of a thing is not several. */
import { Reasons } from "../../review/reasons";
import { reviewEnvironment } from "../../review/review-environment";
import { plans } from "./link-plans";

const effectOf = (left: number): string | undefined => {
  const plan = plans((it) => {
    it.applyable = true;
    it.planned_values.root_module = {};
    it.resource_changes = it.resource_changes.filter(({ mode }: { mode: string }) => mode === "managed").slice(0, left);
    for (const { change } of it.resource_changes) {
      change.actions = ["delete"];
      change.after = null;
    }
  });
  return reviewEnvironment({ environment: "staging", plan }).findings.find(
    ({ rule }) => rule === "everything-destroyed",
  )?.effect;
};

test.each([
  [1, "1 resource is destroyed, and nothing is created."],
  [2, "2 resources are destroyed, and nothing is created."],
])("%i resources that are destroyed", (left, words) => {
  expect(effectOf(left)).toBe(words);
});

test.each([
  [21, "There is 1 more reason of this kind."],
  [22, "There are 2 more reasons of this kind."],
])("%i reasons", (number, words) => {
  const reasons = new Reasons();
  for (let index = 0; index < number; index++) {
    reasons.add(`reason ${index}`);
  }

  expect(reasons.list().at(-1)).toBe(words);
});
