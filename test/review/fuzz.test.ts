/** Whatever a plan looks like: no exception, and no block that is lost. */
import fc from "fast-check";
import { parseJson } from "../../common/json";
import { parseAcknowledgements } from "../../review/acknowledgement";
import { constructPaths } from "../../review/construct-paths";
import { readPlan } from "../../review/read-plan";
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { CLIENT, deleted, FUNCTION, fixture, PERMISSION, POOL, replaced, stack, updated } from "./planned";

/** Raises what judging raises, instead of not judging the plan. */
const verdictOf = (plan: unknown): string => {
  const review = reviewEnvironment({ environment: "staging", plan, configuration: stack(), digest: () => "none" });
  expect(review.notJudged).not.toContain("The plan has a form that this program cannot read.");
  return review.verdict;
};

/** Plans that block, each with the place of the change itself: without it the plan is another one. */
const BLOCKING: readonly (readonly [plan: () => Values, itself: RegExp])[] = [
  [() => deleted(POOL), /^$/],
  [
    () =>
      replaced(CLIENT, "generate_secret", (it) => {
        it.generate_secret = false;
      }),
    /^$/,
  ],
  [() => deleted(PERMISSION, "delete_because_each_key"), /\.before\.principal$/],
  [
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.pop();
      }),
    /\.callback_urls(\.\d+)?$/,
  ],
  [
    () =>
      updated(FUNCTION, (it) => {
        it.timeout = 9;
      }),
    /\.timeout$/,
  ],
  [
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 5;
      }),
    /access_token|token_validity_units/,
  ],
  [
    () =>
      updated(POOL, (_it, was) => {
        was.deletion_protection = "ACTIVE";
      }),
    /\.deletion_protection$/,
  ],
  [
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows = ["implicit"];
      }),
    /\.allowed_oauth_flows(\.\d+)?$/,
  ],
  [() => fixture("renamed-pool"), /^$/],
];

const json = fc.jsonValue({ maxDepth: 3 });
const odd = fc.oneof(
  json,
  fc.constantFrom<unknown>(null, true, false, "", 0, -1, [], {}, [[]], "no-op", ["no-op"], ["update"], ["read"]),
);

/** Every place in a plan, as steps. Text and numbers deep in values are what a plan consists of. */
function placesIn(value: unknown, steps: readonly string[] = []): (readonly string[])[] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [steps, ...below.flatMap(([name, item]) => placesIn(item, [...steps, name]))];
}

function mutate(plan: Values, steps: readonly string[], change: (parent: Values, name: string) => void): void {
  let parent = plan;
  for (const step of steps.slice(0, -1)) {
    parent = parent[step];
  }
  change(parent, steps.at(-1) as string);
}

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
  test("is never an exception", () => {
    fc.assert(
      fc.property(json, (plan) => {
        expect(verdictOf(plan)).toBe("not judged");
        expect(() => [constructPaths(plan), parseAcknowledgements(plan)]).not.toThrow();
      }),
      SETTINGS,
    );
  });

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

  test.each(BLOCKING)("with a block does not become safe by any other value anywhere (%#)", (make, itself) => {
    const places = placesIn(make()).filter(({ length }) => length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.option(odd, { nil: undefined }), (place, value) => {
        // GIVEN one value that is lost or another one
        const plan = make();
        mutate(plan, place, (parent, name) => {
          if (value === undefined && Array.isArray(parent)) {
            parent.splice(Number(name), 1);
          } else if (value === undefined) {
            delete parent[name];
          } else {
            Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
          }
        });

        // THEN
        if (verdictOf(plan) === "safe") {
          expect(place.join(".")).toMatch(itself);
        }
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
