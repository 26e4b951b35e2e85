/** What no rule and no list of harmless changes knows is never called safe. */
import { markdownReport } from "../../review/markdown";
import { combine, exitCodeOf, reviewJson } from "../../review/report";
import { reviewEnvironment } from "../../review/review-environment";
import { terminalReport } from "../../review/terminal";
import type { Values } from "./planned";
import { CLIENT, created, deleted, FUNCTION, fixture, LOGS, POOL, resource, updated } from "./planned";
import { UNEXAMINED } from "./rule-cases-more";

const reviewOf = (plan: Values) => reviewEnvironment({ environment: "staging", plan, digest: () => "none" });

test.each<[string, Values, readonly string[]]>([
  ["a type that is not known", created("aws_sfn_state_machine", "x", { definition: "{}" }), ["(all of it)"]],
  [
    "an attribute that is not known",
    updated(FUNCTION, (it) => Object.assign(it, { snap_start: [{ apply_on: "x" }] })),
    ["snap_start.apply_on"],
  ],
  [
    "a variable of the function that is the code's own",
    updated(FUNCTION, (it) => Object.assign(it.environment[0].variables, { TABLE: "x" })),
    ["environment.variables.TABLE"],
  ],
  [
    "a value that a rule cannot read",
    updated(POOL, (it, _before, change) => {
      delete it.mfa_configuration;
      change.after_unknown.mfa_configuration = true;
    }),
    ["mfa_configuration"],
  ],
])("%s is listed, and the plan is not safe", (_, plan, attributes) => {
  const review = reviewOf(plan);

  expect(review).toMatchObject({ verdict: "not examined", notJudged: [], unexamined: [{ attributes }] });
  expect([exitCodeOf(review.verdict), exitCodeOf(review.verdict, "blocked")]).toEqual([4, 0]);
  for (const report of reports(review)) {
    expect(report).toContain(String(attributes[0]));
    expect(report).toMatch(/not examined/i);
  }
});

test("a resource whose part of the configuration is missing is not examined, and says so", () => {
  const plan = updated(FUNCTION, (it) => Object.assign(it, { memory_size: 1024 }));
  const { root_module: root } = plan.configuration;
  root.resources = root.resources.filter((it: Values) => it.address !== FUNCTION);

  const review = reviewOf(plan);

  expect(review).toMatchObject({
    verdict: "not examined",
    notJudged: [],
    unexamined: [{ address: FUNCTION, attributes: ["(all of it: the plan's configuration does not have it)"] }],
  });
});

test.each<[string, Values]>([
  ["nothing", fixture("unchanged")],
  ["a tag", updated(LOGS, (it) => Object.assign(it, { tags: { a: "b" } }))],
  ["a description", updated(FUNCTION, (it) => Object.assign(it, { description: "new" }))],
  ["longer retention", updated(LOGS, (it) => Object.assign(it, { retention_in_days: 400 }))],
  ["more memory", updated(FUNCTION, (it) => Object.assign(it, { memory_size: 1024 }))],
  [
    "a release of new code, which lies elsewhere",
    updated(FUNCTION, (it) => Object.assign(it, { source_code_hash: "b2==", filename: "assets/other/skill.zip" })),
  ],
  ["a client's name", updated(CLIENT, (it) => Object.assign(it, { name: "new" }))],
  ["a resource of a Unicode name", created("terraform_data", "größe", { input: null, output: null })],
])("%s is safe", (_, plan) => {
  expect(reviewOf(plan)).toMatchObject({ verdict: "safe", unexamined: [], notJudged: [] });
});

test.each(UNEXAMINED)("what is harmless in one direction only is listed in the other: %s", (where, open, harmless) => {
  const listed = reviewOf(open()).unexamined.map(({ address, attributes }) => `${address}: ${attributes.join()}`);

  expect(listed).toEqual([where]);
  expect(reviewOf(harmless())).toMatchObject({ verdict: "safe", findings: [], unexamined: [], notJudged: [] });
});

test("a thing is judged whatever type describes it", () => {
  // GIVEN the pool and the client by other types, and the pool is destroyed
  const plan = deleted(POOL);
  Object.assign(resource(plan, POOL), {
    type: "awscc_cognito_user_pool",
    address: "awscc_cognito_user_pool.user_pool",
  });
  const managed = updated(CLIENT, (it) => Object.assign(it, { supported_identity_providers: [] }));
  const type = "aws_cognito_managed_user_pool_client";
  Object.assign(resource(managed, CLIENT), { type, address: `${type}.alexa` });

  // THEN
  expect(reviewOf(plan).findings.map(({ rule }) => rule)).toContain("pool-destroyed");
  expect(reviewOf(managed).findings.map(({ rule }) => rule)).toContain("oauth-off");
});

test("a client that is not Alexa's cuts no linked account off", () => {
  const own = { name: "web", callback_urls: ["https://a.example.com"], id: "other" };
  const plan = created("aws_cognito_user_pool_client", "web", own);
  const found = resource(plan, "aws_cognito_user_pool_client.web");
  Object.assign(found, { action_reason: "delete_because_no_resource_config" });
  Object.assign(found.change, { actions: ["delete"], before: own, after: null, after_unknown: {} });

  expect(reviewOf(plan)).toMatchObject({
    verdict: "safe",
    findings: [{ rule: "client-destroyed", severity: "warn", what: expect.stringContaining("Alexa does not use") }],
  });
});

test("a known secret is in no report, in no form", () => {
  // GIVEN
  const secret = "fd538c72-6412-4b23-a70b-ec820e8aba50";
  const forms = [
    `a=${secret}`,
    `x${secret}.json`,
    Buffer.from(`id:${secret}`).toString("base64"),
    Buffer.from(secret).toString("hex"),
  ];
  const plan = updated(LOGS, (it) =>
    Object.assign(it, { tags: Object.fromEntries(forms.map((form, at) => [`t${at}`, form])) }),
  );
  const client = resource(plan, CLIENT).change;
  Object.assign(client.before, { client_secret: secret });
  Object.assign(client.after, { client_secret: secret });

  // THEN
  const review = reviewOf(plan);
  expect(review.findings.map(({ rule }) => rule)).toEqual(["secret-in-clear"]);
  for (const report of reports(review)) {
    for (const form of [secret, forms[2]?.slice(8, -8) ?? "", forms[3] ?? ""]) {
      expect(report).not.toContain(form);
    }
  }
});

test("an output that holds what is a secret elsewhere is shown in the open", () => {
  const plan = fixture("unchanged");
  const secret = "fd538c72-6412-4b23-a70b-ec820e8aba50";
  const mark = { before_sensitive: false, after_sensitive: false, after_unknown: false };
  plan.output_changes.debug = { actions: ["create"], before: null, after: `id:${secret}`, ...mark };
  plan.output_changes.linking = {
    actions: ["no-op"],
    before: { secret },
    after: { secret },
    before_sensitive: true,
    after_sensitive: true,
  };
  plan.applyable = true;

  expect(reviewOf(plan).findings).toMatchObject([{ rule: "secret-shown", what: expect.stringContaining("debug") }]);
});

test("a plan's text is no command to a pipeline's runner", () => {
  const plan = updated(LOGS, (it) =>
    Object.assign(it, {
      tags: {
        a: "::error file=x::y",
        b: "##[error]y",
        c: `${"a".repeat(90)} ::set-output name=x::y`,
        d: "##vso[task]",
      },
    }),
  );

  for (const report of reports(reviewOf(plan))) {
    expect(report).not.toMatch(/^\s*::|##\w*\[|::[a-z-]+[^:\n]*::/m);
  }
  expect(JSON.parse(reviewJson(combine([reviewOf(plan)]))).environments[0].changes[0].attributes[0].after).toMatch(
    /^::error/,
  );
});

const reports = (review: ReturnType<typeof reviewOf>): readonly string[] => {
  const whole = combine([review]);
  return [
    terminalReport(whole, { color: false, width: 80, detail: true }),
    markdownReport(whole, { marker: "<!-- x -->" }),
    reviewJson(whole),
  ];
};

test.each<[string, unknown, string, RegExp]>([
  [
    "JSON",
    { ephemeral: { aws_lambda_invocation: { x: {} } } },
    "program-unseen",
    /ephemeral\.aws_lambda_invocation\.x/,
  ],
  ["HCL", 'ephemeral "http" "x" {\n}', "program-unseen", /ephemeral\.http\.x/],
  ["JSON", { removed: [{ from: "terraform_data.x", provisioner: {} }] }, "program-unseen", /terraform_data\.x/],
  [
    "HCL",
    'removed {\n  from = a.b\n  provisioner "local-exec" {\n  }\n}',
    "program-unseen",
    /removed block of a resource/,
  ],
])("what Terraform leaves out of its plan's JSON is read from the files: %s %j", (_, file, rule, says) => {
  const [plan, digest] = [fixture("unchanged"), () => "none"];
  const of = (one: unknown) => reviewEnvironment({ environment: "staging", plan, digest, basis: basisOf(one) });

  expect(of(file).findings).toMatchObject([{ rule, effect: expect.stringMatching(says) }]);
  for (const harmless of [{ ephemeral: { random_password: { x: {} } } }, 'ephemeral "aws_kms_secrets" "x" {\n}']) {
    expect(of(harmless)).toMatchObject({ verdict: "safe", findings: [] });
  }
});

const basisOf = (file: unknown) => ({
  files: { "m-/file": file },
  providers: {},
  backend: { type: "local", config: {} },
  workspace: "default",
  endpoints: {},
  state: { lineage: "", serial: 0 },
});
