import type { EnvironmentProps } from "../../constructs";
import { minimalEnvironment, wheres } from "./example-environment";
import { resourceAt, synthesize } from "./synthesize";

const SKILL = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
const POOL = "aws_cognito_user_pool.user_pool";
const CLIENT = "aws_cognito_user_pool_client.alexa";

const adopting = (adopt: EnvironmentProps["adopt"], more: Partial<EnvironmentProps> = {}): EnvironmentProps => ({
  ...minimalEnvironment(),
  alexa: { vendorId: "M1EXAMPLE0DEV", skillIds: [SKILL] },
  userPool: { name: "Shop users" },
  client: { name: "Alexa" },
  function: { name: "shop-alexa", roleName: "shop-role" },
  adopt,
  ...more,
});
const importsOf = (environment: EnvironmentProps): unknown =>
  (synthesize(environment) as unknown as { readonly import?: unknown }).import;
const ignoredIn = (environment: EnvironmentProps, address: string): string[] =>
  resourceAt(synthesize(environment), address).lifecycle.ignore_changes;

test("without it there is no import block, and nothing is ignored", () => {
  expect(importsOf(adopting(undefined))).toBeUndefined();
  expect(JSON.stringify(synthesize(adopting(undefined)))).not.toContain("ignore_changes");
});

test("everything that it names is imported by the provider's ids", () => {
  const all = adopting({
    userPoolId: "us-east-1_Abc",
    clientId: "abc",
    named: ["domain", "function", "logGroup", "role", "logPolicy", "alias"],
    permittedSkillIds: [SKILL],
  });

  expect(importsOf(all)).toEqual([
    { to: POOL, id: "us-east-1_Abc" },
    { to: "aws_cognito_user_pool_domain.domain", id: "example-skill-dev" },
    { to: CLIENT, id: "us-east-1_Abc/abc" },
    { to: "aws_cloudwatch_log_group.skill_logs", id: "/aws/lambda/shop-alexa" },
    { to: "aws_iam_role.skill_role", id: "shop-role" },
    { to: "aws_iam_role_policy.skill_write_logs", id: "shop-role:write-logs" },
    { to: "aws_lambda_function.skill", id: "shop-alexa" },
    { to: "aws_lambda_alias.skill_live", id: "shop-alexa/live" },
    {
      to: `aws_lambda_permission.skill_alexa["${SKILL}"]`,
      id: "shop-alexa:live/amzn1-ask-skill-11111111-1111-4111-8111-111111111111",
    },
  ]);
});

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";

test("a custom domain is imported by its host, with its certificate and without records", () => {
  const domain = { prefix: "example-skill-dev", name: "login.example.com", certificateArn: CERTIFICATE };
  const json = synthesize(adopting({ userPoolId: "us-east-1_Abc", named: ["domain", "customDomain"] }, { domain }));

  expect((json as unknown as { readonly import: unknown }).import).toEqual([
    { to: POOL, id: "us-east-1_Abc" },
    { to: "aws_cognito_user_pool_domain.domain", id: "example-skill-dev" },
    { to: "aws_cognito_user_pool_domain.domain_custom", id: "login.example.com" },
  ]);
  expect(resourceAt(json, "aws_cognito_user_pool_domain.domain_custom")).toMatchObject({
    certificate_arn: CERTIFICATE,
    lifecycle: { ignore_changes: ["managed_login_version"] },
  });
  expect(json.resource.aws_route53_record).toBeUndefined();
});

test("an alias that is taken over can end its canary: its shares are in the plan", () => {
  const json = synthesize(adopting({ userPoolId: "us-east-1_Abc", named: ["function", "alias"] }));
  expect(resourceAt(json, "aws_lambda_alias.skill_live").lifecycle?.ignore_changes ?? []).toEqual([]);
});

test("names that are left out are the environment's", () => {
  const own = adopting({ named: ["function", "role"] }, { function: {} });

  expect(importsOf(own)).toEqual([
    { to: "aws_iam_role.skill_role", id: "alexa-skill-dev" },
    { to: "aws_lambda_function.skill", id: "alexa-skill-dev" },
  ]);
});

test("a client of a pool that is only read can be taken over", () => {
  const client = adopting({ clientId: "abc" }, { userPool: { existing: { id: "us-east-1_Def" } } });

  expect(importsOf(client)).toEqual([{ to: CLIENT, id: "us-east-1_Def/abc" }]);
});

describe("what Terraform leaves alone", () => {
  const both = { userPoolId: "us-east-1_Abc", clientId: "abc" };

  test("what can never be changed, and what an import does not read", () => {
    expect(ignoredIn(adopting(both), POOL)).toEqual(expect.arrayContaining(["schema", "username_configuration"]));
    expect(resourceAt(synthesize(adopting(both)), CLIENT)).not.toHaveProperty("generate_secret");
  });

  test("what no property says, and not what one says", () => {
    expect(ignoredIn(adopting(both), POOL)).toEqual(expect.arrayContaining(["user_pool_tier", "email_configuration"]));

    const sesIdentityArn = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
    const said = adopting(both, { userPool: { plan: "PLUS", email: { sesIdentityArn, from: "a@example.com" } } });
    for (const name of ["user_pool_tier", "email_configuration"]) {
      expect(ignoredIn(said, POOL)).not.toContain(name);
    }
  });

  test("the invitation, beside who may sign up", () => {
    expect(ignoredIn(adopting(both), POOL)).toContain("admin_create_user_config[0].invite_message_template");
  });

  test("beside the protection from being destroyed", () => {
    expect(resourceAt(synthesize(adopting(both)), POOL).lifecycle.prevent_destroy).toBe(true);
  });

  test("only arguments that the resource does not set, but for those that can never be changed", () => {
    const json = synthesize(adopting({ ...both, named: ["domain", "function", "logGroup", "role", "alias"] }));
    for (const [type, named] of Object.entries(json.resource)) {
      for (const { lifecycle, ...set } of Object.values(named)) {
        const ignored: string[] = lifecycle?.ignore_changes ?? [];
        expect([type, ignored.filter((name) => Object.hasOwn(set, name) && !UNCHANGEABLE.includes(name))]).toEqual([
          type,
          [],
        ]);
      }
    }
  });
});

const UNCHANGEABLE = ["schema", "username_configuration"];

test("a client without a secret ends the plan in words", () => {
  const [postcondition] = resourceAt(synthesize(adopting({ userPoolId: "us-east-1_Abc", clientId: "abc" })), CLIENT)
    .lifecycle.postcondition;

  expect(postcondition.condition).toContain("self.client_secret");
  expect(postcondition.error_message).toMatch(/client\.imported[\s\S]*without a secret[\s\S]*one is made/);
});

test.each<[string, string, EnvironmentProps]>([
  [
    "a pool that is taken over and only read",
    "adopt.userPoolId",
    adopting({ userPoolId: "us-east-1_Abc" }, { userPool: { existing: { id: "us-east-1_Abc" } } }),
  ],
  ["a pool of another region", "adopt.userPoolId", adopting({ userPoolId: "eu-west-1_Abc" })],
  [
    "an attribute of a pool that keeps its own",
    "adopt.userPoolId",
    adopting({ userPoolId: "us-east-1_Abc" }, { userPool: { customAttributes: { level: { type: "Boolean" } } } }),
  ],
  ["a client of a new pool", "adopt.clientId", adopting({ clientId: "abc" })],
  [
    "a client that is only read",
    "adopt.clientId",
    adopting(
      { clientId: "abc" },
      { userPool: { existing: { id: "us-east-1_Abc" } }, client: { existing: { id: "abc" } } },
    ),
  ],
  ["the domain of a new pool", "adopt.named", adopting({ named: ["domain"] })],
  [
    "a custom domain whose certificate is made",
    "adopt.named",
    adopting(
      { userPoolId: "us-east-1_Abc", named: ["customDomain"] },
      { domain: { name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" } },
    ),
  ],
  [
    "a custom domain that no property names",
    "adopt.named",
    adopting({ userPoolId: "us-east-1_Abc", named: ["customDomain"] }),
  ],
  ["a policy of a role that is made", "adopt.named", adopting({ named: ["logPolicy"] })],
  ["an alias of a function that is made", "adopt.named", adopting({ named: ["alias"] })],
  [
    "a permission of an alias that is made",
    "adopt.permittedSkillIds",
    adopting({ named: ["function"], permittedSkillIds: [SKILL] }),
  ],
  [
    "a permission of another skill",
    "adopt.permittedSkillIds",
    adopting({ named: ["function", "alias"], permittedSkillIds: [SKILL.replace(/1$/, "2")] }),
  ],
])("%s is refused", (_, path, environment) => {
  expect(wheres(environment)).toEqual([`dev: ${path}`]);
});
