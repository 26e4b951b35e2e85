import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownReport } from "../../review/markdown";
import { combine } from "../../review/report";
import type { Review } from "../../review/review";
import {
  attribute,
  blockedReview,
  change,
  environment,
  finding,
  released,
  safeReview,
  shorter,
} from "./example-review";

const MARKER = "<!-- alexa-link review -->";
const RUN = "https://github.com/example/skill/actions/runs/1";
const report = (review: Review, options: object = {}): string => markdownReport(review, { marker: MARKER, ...options });

const acknowledgedReview = (): Review =>
  combine([
    environment("prod", {
      acknowledged: [finding({ acknowledgement: { by: "Ada Example", reason: "The skill is not published yet." } })],
    }),
  ]);

/** To take a new report over: UPDATE_GOLDEN=1 npm test -- unit, then read the diff. */
describe("the report as it is committed", () => {
  test.each<[string, Review, object]>([
    ["blocked", blockedReview(), { commit: "0123456789abcdef0123456789abcdef01234567", runUrl: RUN }],
    ["safe", safeReview(), {}],
    ["acknowledged", acknowledgedReview(), {}],
    ["no-plan", combine([]), {}],
  ])("%s.md", (name, review, options) => {
    const file = join(__dirname, "golden", `${name}.md`);
    if (process.env.UPDATE_GOLDEN === "1") {
      writeFileSync(file, report(review, options));
    }

    expect(report(review, options)).toBe(readFileSync(file, "utf8"));
  });
});

test("the first line is the marker, the first visible one the verdict with the number of blocks by environment", () => {
  const blocked = environment("prod", { verdict: "blocked", findings: [finding(), finding({ rule: "b" })] });
  const also = environment("staging", { verdict: "blocked", findings: [finding()] });

  expect(
    report(combine([also, blocked]))
      .split("\n")
      .slice(0, 2),
  ).toEqual([MARKER, "## Blocked: 1 block in staging, 2 blocks in prod"]);
});

test("a block that was acknowledged is not called safe", () => {
  expect(report(acknowledgedReview())).toContain(
    "## Let through: 1 acknowledged block in prod; nothing else blocks prod",
  );
});

test("a plan that could not be judged is not said to change nothing", () => {
  const text = report(combine([environment("prod", { verdict: "not judged", notJudged: ["It is cut off."] })]));

  expect(text).toContain("## Not judged: the plan of prod cannot be relied on");
  expect(text).toContain("| prod | not judged | not known | not known | not known | not known |");
  expect(text).toContain("- **prod:** It is cut off.");
});

test("why a plan could not be judged is reported once", () => {
  const notJudged = finding({ rule: "plan-not-judged", what: "The plan cannot be judged.", effect: "It is cut off." });
  const text = report(
    combine([
      environment("prod", { verdict: "not judged", notJudged: ["It is cut off."], findings: [notJudged, finding()] }),
    ]),
  );

  expect(text.match(/It is cut off\./g)).toHaveLength(1);
  expect(text).toContain("### What blocks (1)");
  expect(text).toContain("| not known | 1 block | ");
});

test("more than ten differences are collapsed", () => {
  const changes = Array.from({ length: 12 }, (_, index) => change({ address: `a[${index}]`, construct: undefined }));
  const text = report(combine([environment("staging"), environment("prod", { changes })]));

  expect(text).toContain("### What differs between the environments (10)");
  expect(text).toContain("<summary>More differences (2)</summary>");
});

test("the same finding in several environments is reported once", () => {
  const environments = ["dev", "staging", "prod"].map((name) =>
    environment(name, { findings: [finding({ ...shorter, construct: `${name}/account_linking/client` })] }),
  );

  const text = report(combine(environments));

  expect(text.match(/lives 30 days/g)).toHaveLength(1);
  expect(text).toContain("#### 1. In dev, staging and prod: The refresh token");
  expect(text).toContain("- **Where:** `account_linking/client` (`aws_cognito_user_pool_client.alexa`)");
});

test("of a plan that came as JSON alone it is said what its digest does not hold", () => {
  const changes = [change()];

  expect(report(combine([environment("dev", { basis: undefined, changes })]))).toContain("JSON alone");
  expect(report(combine([environment("dev", { changes })]))).not.toContain("JSON alone");
});

test("equal reviews make equal reports", () => {
  expect(report(blockedReview())).toBe(report(JSON.parse(JSON.stringify(blockedReview())) as Review));
});

describe("what does not fit", () => {
  const many = (severity: "block" | "warn" | "info", number: number): Review => {
    const findings = Array.from({ length: number }, (_, index) =>
      finding({ severity, what: `Finding ${index}.`, address: `aws_lambda_function.skill[${index}]` }),
    );
    const changes = Array.from({ length: number }, (_, index) =>
      change({ address: `aws_lambda_function.skill[${index}]` }),
    );
    return combine([environment("prod", { verdict: severity === "block" ? "blocked" : "safe", findings, changes })]);
  };
  /** How many finding items a report shows. */
  const shown = (text: string): number => text.match(/Finding \d+\./g)?.length ?? 0;

  test("of 5,000 blocks is cut at 60,000 characters, and the head and the table stay", () => {
    const text = report(many("block", 5000), { runUrl: RUN });

    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.length).toBeGreaterThan(55_000);
    expect(text).toContain("## Blocked: 5,000 blocks in prod");
    expect(text).toContain("| prod | blocked (5,000 blocks) |");
    expect(text).toContain(`### What blocks (${shown(text)} of 5,000)`);
    expect(text).toContain(
      `**Left out for length:** ${(5000 - shown(text)).toLocaleString("en")} of 5,000 blocks; 5,000 of 5,000 changes. [The run](<${RUN}>) has it all.`,
    );
  });

  test.each([8000, 10_000, 20_000, 65_000])("of anything stays within %i characters", (limit) => {
    for (const severity of ["block", "warn", "info"] as const) {
      const text = report(many(severity, 300), { limit });
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text.startsWith(`${MARKER}\n## `)).toBe(true);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    }
  });

  test("is cut from the least dangerous end: changes before notes, notes before warnings, warnings before blocks", () => {
    const findings = [
      ...Array.from({ length: 8 }, (_, index) => finding({ what: `Block ${index}.` })),
      ...Array.from({ length: 8 }, (_, index) => finding({ ...shorter, what: `Warning ${index}.` })),
      ...Array.from({ length: 8 }, (_, index) => finding({ ...released, what: `Note ${index}.` })),
    ];
    const review = combine([environment("prod", { verdict: "blocked", findings, changes: [change()] })]);
    const counts = (limit: number): number[] =>
      [/Block \d\./g, /Warning \d\./g, /Note \d\./g, /refresh_token_validity/g].map(
        (pattern) => report(review, { limit }).match(pattern)?.length ?? 0,
      );

    expect(counts(60_000)).toEqual([8, 8, 8, 1]);
    for (const limit of [8000, 8500, 9000, 9500, 10_000]) {
      const [blocks = 0, warnings = 0, notes = 0, changes = 0] = counts(limit);
      if (warnings > 0) {
        expect(blocks).toBe(8);
      }
      if (notes > 0) {
        expect(warnings).toBe(8);
      }
      if (changes > 0) {
        expect(notes).toBe(8);
      }
    }
    expect(counts(8000)[3]).toBe(0);
  });

  test("of the table never takes the room of the blocks", () => {
    const environments = Array.from({ length: 1000 }, (_, index) => environment(`e${index}`));
    const prod = environment("prod", { verdict: "blocked", findings: [finding()] });

    const text = report(combine([...environments, prod]));

    expect(text).toContain("Every Alexa account link ends.");
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(
      /\*\*Left out for length:\*\* \d+ of 1,001 environments\. The review's JSON form has it all\./,
    );
  });

  test("of one text is cut with the number of characters that are missing", () => {
    const text = report(combine([environment("prod", { findings: [finding({ effect: "x".repeat(10_600) })] })]));

    expect(text).toContain(`${"x".repeat(600)}… (10,000 more characters)`);
  });

  test("of the attributes of a change is counted", () => {
    const attributes = Array.from({ length: 42 }, (_, index) => attribute(`tags.${index}`, "a", "b"));

    expect(report(combine([environment("prod", { changes: [change({ attributes })] })]))).toContain(
      "  - and 12 more attributes",
    );
  });
});

describe("options that make no report", () => {
  test.each(["alexa-link", "<!-- a --> b -->", "<!-- a\n-->", "<!---->-->", ""])("the marker %j", (marker) => {
    expect(() => markdownReport(safeReview(), { marker })).toThrow("The marker must be one HTML comment on one line");
  });

  test.each([7999, 0, Number.NaN])("the limit %p", (limit) => {
    expect(() => report(safeReview(), { limit })).toThrow(`The limit is ${limit} characters; it must be at least 8000`);
  });

  test.each(["http://example.com", "javascript:alert(1)", "https://example.com/> <b>"])("the address %j", (runUrl) => {
    expect(() => report(safeReview(), { runUrl })).toThrow("must begin with https://");
  });
});
