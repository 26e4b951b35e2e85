import { combine, EXIT_CODES, reviewJson } from "../../review/report";
import type { Verdict } from "../../review/review";
import { blockedReview, environment } from "./example-review";

describe("the verdict of a review", () => {
  test.each<[Verdict[], Verdict, number]>([
    [["safe"], "safe", 0],
    [["safe", "safe"], "safe", 0],
    [["safe", "not judged"], "not judged", 3],
    [["not judged", "blocked", "safe"], "blocked", 1],
    [[], "not judged", 3],
    // What a later version might say is never taken for safe.
    [["safe", "unheard of" as Verdict], "not judged", 3],
  ])("of environments %j is %s, exit code %i", (verdicts, expected, exitCode) => {
    const { verdict } = combine(verdicts.map((verdict, index) => environment(`e${index}`, { verdict })));

    expect(verdict).toBe(expected);
    expect(EXIT_CODES[verdict]).toBe(exitCode);
  });
});

describe("the JSON form", () => {
  test("has a version and holds the whole review", () => {
    expect(JSON.parse(reviewJson(blockedReview()))).toEqual({
      version: 1,
      ...JSON.parse(JSON.stringify(blockedReview())),
    });
  });

  test("is the same text for the same review, whatever the order of its keys", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.map(turned);
      }
      if (typeof value !== "object" || value === null) {
        return value;
      }
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, turned(item)]),
      );
    };

    expect(reviewJson(turned(blockedReview()) as ReturnType<typeof blockedReview>)).toBe(reviewJson(blockedReview()));
    expect(reviewJson(blockedReview())).toMatch(/^{\n {2}"version": 1,\n {2}"verdict": "blocked",\n[\s\S]*\n}\n$/);
  });
});
