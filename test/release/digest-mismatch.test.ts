import { digestMismatch } from "../../release/digest-mismatch";
import { combine, reviewJson } from "../../review/report";
import type { EnvironmentReview } from "../../review/review";
import { attribute, change, environment } from "../review/example-review";

const APPROVED = `sha256:${"a".repeat(64)}`;
const NOW = `sha256:${"b".repeat(64)}`;
const days = (digest: string, after: string): EnvironmentReview =>
  environment("prod", {
    digest,
    changes: [change({ construct: "prod/client", attributes: [attribute("refresh_token_validity", "3650", after)] })],
  });
const jsonOf = (...environments: EnvironmentReview[]): unknown => JSON.parse(reviewJson(combine(environments)));

test("without the approved review, the two digests and what to do are reported", () => {
  expect(digestMismatch(APPROVED, days(NOW, "30"))).toBe(
    [
      `prod: this plan is not the one that was approved. Approved was ${APPROVED}; the current plan has the digest ${NOW}.`,
      "What differs is not known here. Pass --approved with the approved review's JSON to see it.",
      "Nothing was applied. Review and approve the current plan.",
    ].join("\n"),
  );
});

test("with the approved review, what differs is reported, numbers and ids of the environment included", () => {
  const approved = jsonOf(environment("dev"), days(APPROVED, "365"));

  expect(digestMismatch(APPROVED, days(NOW, "30"), approved)).toContain(
    "\n  prod/client, refresh_token_validity: approved 3650 to 365; now 3650 to 30\n",
  );
});

test("a change that was not approved, and one that is gone, are reported", () => {
  const more = environment("prod", {
    digest: NOW,
    changes: [change({ address: "a.b", construct: undefined, action: "delete" })],
  });
  const words = digestMismatch(APPROVED, more, jsonOf(days(APPROVED, "30")));

  expect(words).toContain("  a.b, action: approved no change; now delete\n");
  expect(words).toContain("  prod/client, refresh_token_validity: approved 3650 to 30; now no change\n");
});

test.each([
  ["configuration", `sha256:${"d".repeat(64)}`],
  ["backend", "s3, bucket other"],
  ["state", "serial 4 of 0e7c"],
])("another %s is reported, though the changes are the same", (name, value) => {
  const approved = days(APPROVED, "30");
  const words = digestMismatch(
    APPROVED,
    { ...approved, digest: NOW, basis: { ...approved.basis, [name]: value } },
    jsonOf(approved),
  );

  expect(words).toContain(`  ${name}: approved ${approved.basis?.[name]}; now ${value}`);
  expect(words).not.toContain("such as secrets");
});

test("that the approved review was of JSON alone is reported", () => {
  const { basis: _, ...approved } = days(APPROVED, "30");

  expect(digestMismatch(APPROVED, days(NOW, "30"), jsonOf(approved))).toContain("JSON alone");
});

test("a difference in values that are not shown is said to be one", () => {
  expect(digestMismatch(APPROVED, days(NOW, "30"), jsonOf(days(APPROVED, "30")))).toContain(
    "they differ in values that are not shown, such as secrets",
  );
});

test("a plan that cannot be judged has no digest", () => {
  expect(digestMismatch(APPROVED, environment("prod", { digest: undefined }))).toContain(
    "the current plan cannot be judged",
  );
});

test("many differences are counted", () => {
  const changes = Array.from({ length: 50 }, (_, index) => change({ address: `a[${index}]`, construct: undefined }));
  const words = digestMismatch(
    APPROVED,
    environment("prod", { digest: NOW, changes }),
    jsonOf(environment("prod", { digest: APPROVED })),
  );

  expect(words.split("\n")).toHaveLength(23);
  expect(words).toContain("\n  and 30 more\n");
});

test.each<[string, unknown]>([
  ["of another plan", jsonOf(days(NOW, "30"))],
  ["of another environment", jsonOf({ ...days(APPROVED, "30"), environment: "dev" })],
  ["that is null", null],
  ["that is a text", "{}"],
  ["without environments", { environments: [null, 1] }],
  ["with changes of another shape", { environments: [{ ...days(APPROVED, "30"), changes: [{ address: 1 }] }] }],
  [
    "with attributes of another shape",
    { environments: [{ ...days(APPROVED, "30"), changes: [{ ...change(), attributes: [null] }] }] },
  ],
  ["with a basis of another shape", { environments: [{ ...days(APPROVED, "30"), basis: { state: 1 } }] }],
  ["with findings of another shape", { environments: [{ ...days(APPROVED, "30"), findings: [null] }] }],
])("a review %s is not compared with", (_, review) => {
  expect(digestMismatch(APPROVED, days(NOW, "30"), review)).toContain("What differs is not known here");
});
