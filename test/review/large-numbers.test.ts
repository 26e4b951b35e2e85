import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExactJson } from "../../common/exact-json";
import { reviewEnvironment } from "../../review/review-environment";

const FIXTURE = readFileSync(join(__dirname, "fixtures/unchanged.plan.json"), "utf8");

interface PlanJson {
  applyable: boolean;
  readonly resource_changes: {
    readonly address: string;
    type: string;
    change: { actions: string[]; before: object; after: object };
  }[];
}

/** The fixture with one attribute of each of its resources changed, to a number in words. */
function planWith(before: string, after: string): unknown {
  const plan = JSON.parse(FIXTURE) as PlanJson;
  plan.applyable = true;
  for (const { change } of plan.resource_changes) {
    change.actions = ["update"];
    change.before = { ...change.before, read_capacity: "BEFORE" };
    change.after = { ...change.after, read_capacity: "AFTER" };
  }
  return parseExactJson(JSON.stringify(plan).replaceAll('"BEFORE"', before).replaceAll('"AFTER"', after));
}

test("two numbers that JavaScript would read as one are two in changes and digest", () => {
  const review = reviewEnvironment({ environment: "dev", plan: planWith("9007199254740992", "9007199254740993") });
  expect(review.notJudged).toEqual([]);
  expect(review.verdict).not.toBe("safe");
  expect(review.changes.length).toBeGreaterThan(0);
  for (const { attributes } of review.changes) {
    expect(attributes).toContainEqual(
      expect.objectContaining({ path: "read_capacity", before: "9007199254740992", after: "9007199254740993" }),
    );
  }
  const other = reviewEnvironment({ environment: "dev", plan: planWith("9007199254740992", "9007199254740994") });
  expect(other.digest).not.toBe(review.digest);
});
