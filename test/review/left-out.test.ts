import { OpenWords } from "../../review/open-words";
import { readPlan } from "../../review/read-plan";
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { created, fixture, resource } from "./planned";
import { trusts } from "./rule-plans";

/** A new role, of which the plan does not show what it may. */
function newRole(): Values {
  const plan = created("aws_iam_role", "x", {
    name: "x",
    assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }),
  });
  resource(plan, "aws_iam_role.x").change.after_unknown.inline_policy = true;
  return plan;
}

const review = (file: unknown) =>
  reviewEnvironment({
    environment: "staging",
    plan: newRole(),
    basis: {
      files: { "main.tf": file },
      providers: {},
      backend: { type: "local", config: {} },
      workspace: "default",
      endpoints: {},
      state: { lineage: "", serial: 0 },
    },
    digest: () => "",
  });

const inline = (name: string): unknown => ({
  resource: { aws_iam_role: { x: { name: "x", dynamic: { [name]: { for_each: "x", content: {} } } } } },
});

test.each<[string, unknown, unknown]>([
  ["JSON", inline("inline_policy"), inline("timeouts")],
  ["a list of blocks", { resource: { aws_iam_role: [{ x: [{ dynamic: [{ inline_policy: {} }] }] }] } }, {}],
  ["HCL", 'dynamic "inline_policy" {', 'inline_policy {\n}\ndynamic "timeouts" {'],
  ["HCL without quotes", "dynamic inline_policy {", "dynamic timeouts {"],
  ["HCL with a comment", 'dynamic /* x */ "inline_policy" {', 'dynamic /* inline_policy */ "timeouts" {'],
  ["HCL with escapes", 'dynamic "inline\\u005fpolicy" {', 'dynamic "inline" {'],
])("a dynamic block of %s makes what the provider may compute", (_, made, computed) => {
  expect(review(made).findings.map(({ rule }) => rule)).toContain("iam-wider");
  expect(review(computed)).toMatchObject({ verdict: "safe", unexamined: [] });
  expect(review(computed).findings.map(({ rule }) => rule)).not.toContain("iam-wider");
});

const { changes = [] } = readPlan(fixture("unchanged")).plan ?? {};
const words = new OpenWords(changes);

test.each([
  "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_EXAMPLE01",
  "https://example.com/signed-out?lang=en",
  { a: [true, null, 512], b: "Staging environment" },
])("is made of words that are open: %j", (value) => expect(words.isOpen(value)).toBe(true));

test.each([
  "7d3f0a9b51c2e864",
  "https://example.com/?t=7d3f0a9b51c2e864",
  "abcdefghijklmnopqrstuvwxyz",
  [..."7d3f0a9b51c2e864"],
  [..."7d3f0a9b51c2e864"].map((it) => it.charCodeAt(0)),
  Object.fromEntries([..."7d3f0a9b51c2e864"].map((it, at) => [at, it])),
  1e24,
])("may be made of a secret: %j", (value) => expect(words.isOpen(value)).toBe(false));
