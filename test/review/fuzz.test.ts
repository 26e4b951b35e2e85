/** A plan that is cut off, and one that is read twice; of any other form it is the door's: test/doors/plans.ts. */
import fc from "fast-check";
import { parseJson } from "../../common/json";
import { readPlan } from "../../review/read-plan";
import { reviewEnvironment } from "../../review/review-environment";
import { deleted, fixture, POOL, stack } from "./planned";

/** Raises what judging raises, instead of not judging the plan. */
const verdictOf = (plan: unknown): string => {
  const review = reviewEnvironment({ environment: "staging", plan, configuration: stack(), digest: () => "none" });
  expect(review.notJudged).not.toContain("The plan has a form that this program cannot read.");
  return review.verdict;
};

/** Cut text is no JSON. Whoever closes its brackets gets a part of the plan; undefined where that is not enough. */
function fixed(text: string): unknown {
  const open: string[] = [];
  for (const [part] of text.replace(/"(?:[^"\\]|\\.)*"/g, '""').matchAll(/[{}[\]]/g)) {
    if (part === "{" || part === "[") {
      open.unshift(part === "{" ? "}" : "]");
    } else {
      open.shift();
    }
  }
  return parseJson(text + open.join(""));
}

const SETTINGS = { numRuns: 150, seed: 7 };

describe("a plan of any form", () => {
  test("that is cut off anywhere is never safe", () => {
    const text = JSON.stringify(deleted(POOL));
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        const part = fixed(text.slice(0, length));
        if (part === undefined) {
          return;
        }
        expect(verdictOf(part)).not.toBe("safe");
      }),
      SETTINGS,
    );
  });

  test("is read the same again", () => {
    const plan = fixture("renamed-pool");
    const before = JSON.stringify(plan);

    expect(JSON.stringify(readPlan(plan))).toBe(JSON.stringify(readPlan(plan)));
    expect(JSON.stringify(plan)).toBe(before);
  });
});
