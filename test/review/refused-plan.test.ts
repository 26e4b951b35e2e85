import { acknowledge } from "../../review/acknowledgement";
import { reviewRefused } from "../../review/refused-plan";
import { CLIENT, deleted, updated } from "./planned";

const rulesOf = (plan: unknown): readonly string[] =>
  reviewRefused({ environment: "prod", plan }).findings.map(({ rule }) => rule);

test("a change that Terraform refuses is blocked, with what it would do, and without a digest", () => {
  const review = reviewRefused({ environment: "prod", plan: deleted(CLIENT) });
  expect(review).toMatchObject({ verdict: "blocked", notJudged: [], acknowledged: [] });
  expect(review).not.toHaveProperty("digest");
  expect(rulesOf(deleted(CLIENT)).slice(0, 2)).toEqual(["destroy-prevented", "client-destroyed"]);
});

test("it is blocked also where no rule finds harm, and never safe where it cannot be read", () => {
  const harmless = updated(CLIENT, () => {});
  expect(reviewRefused({ environment: "prod", plan: harmless }).verdict).toBe("blocked");
  expect(reviewRefused({ environment: "prod", plan: "no plan" }).verdict).toBe("not judged");
});

test("nobody can acknowledge it", () => {
  const { findings } = reviewRefused({ environment: "prod", plan: deleted(CLIENT) });
  const digest = `sha256:${"0".repeat(64)}`;
  const given = findings.map(({ rule, address = "" }) => ({
    rule,
    where: address,
    environment: "prod",
    digest,
    by: "Ada",
    reason: "because",
  }));
  const { open } = acknowledge(findings, given, { environment: "prod", digest });
  expect(open.map(({ rule }) => rule)).toContain("destroy-prevented");
});
