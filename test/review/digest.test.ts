import { planDigest } from "../../review/digest";
import { planMeaning } from "../../review/digest-meaning";

type Json = Record<string, unknown>;
type Change = Json & { change: Json };

const client = (change: Json = {}): Change => ({
  address: "aws_cognito_user_pool_client.alexa",
  mode: "managed",
  type: "aws_cognito_user_pool_client",
  name: "alexa",
  provider_name: "registry.terraform.io/hashicorp/aws",
  change: {
    actions: ["update"],
    before: {
      id: "1example23456789",
      refresh_token_validity: 3650,
      callback_urls: ["https://a.example", "https://b.example"],
      client_secret: "s3cret",
      name: "alexa",
    },
    after: {
      id: "1example23456789",
      refresh_token_validity: 30,
      callback_urls: ["https://a.example", "https://c.example"],
      client_secret: "s3cret",
      name: "alexa",
    },
    after_unknown: { callback_urls: [false, false] },
    before_sensitive: { client_secret: true },
    after_sensitive: { client_secret: true },
    ...change,
  },
});

/** As Terraform 1.11 plans a new time-out: what the provider computes becomes unknown. */
const lambda = (change: Json = {}): Change => ({
  address: "aws_lambda_function.skill",
  mode: "managed",
  type: "aws_lambda_function",
  name: "skill",
  change: {
    actions: ["update"],
    before: {
      arn: "arn:aws:lambda:us-east-1:123456789012:function:skill",
      timeout: 7,
      version: "1",
      last_modified: "x",
    },
    after: { arn: "arn:aws:lambda:us-east-1:123456789012:function:skill", timeout: 5 },
    after_unknown: { version: true, qualified_arn: true, last_modified: true, environment: [{ variables: {} }] },
    ...change,
  },
});

const alias = (change: Json = {}): Change => ({
  address: "aws_lambda_alias.live",
  mode: "managed",
  type: "aws_lambda_alias",
  name: "live",
  change: {
    actions: ["update"],
    before: { name: "live", function_version: "1" },
    after: { name: "live" },
    after_unknown: { function_version: true },
    ...change,
  },
});

const idle: Change = {
  address: "aws_cognito_user_pool.users",
  mode: "managed",
  type: "aws_cognito_user_pool",
  name: "users",
  change: { actions: ["no-op"], before: { id: "p", estimated_number_of_users: 1 }, after: { id: "p" } },
};

const configuration = (reference = "aws_lambda_function.skill.version", region = "us-east-1"): Json => ({
  provider_config: { aws: { name: "aws", expressions: { region: { constant_value: region } } } },
  root_module: {
    resources: [
      {
        address: "aws_cognito_user_pool_client.alexa",
        expressions: { refresh_token_validity: { constant_value: 30 }, callback_urls: { constant_value: [] } },
      },
      { address: "aws_lambda_function.skill", expressions: { timeout: { constant_value: 5 } } },
      {
        address: "aws_lambda_alias.live",
        expressions: { name: { constant_value: "live" }, function_version: { references: [reference] } },
      },
    ],
  },
});

const plan = (changes: readonly unknown[] = [client(), lambda(), alias(), idle], more: Json = {}): Json => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  timestamp: "2026-01-01T00:00:00Z",
  resource_changes: changes,
  output_changes: {
    client_id: { actions: ["no-op"], before: "a", after: "a", before_sensitive: false, after_sensitive: false },
    account_linking: {
      actions: ["update"],
      before: { version: 1 },
      after_unknown: true,
      before_sensitive: true,
      after_sensitive: true,
    },
  },
  configuration: configuration(),
  ...more,
});

const withOutput = (account_linking: Json): Json => ({ root_module: { outputs: { account_linking } } });

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const withChange = (address: string, change: Json): Json =>
  plan(
    (plan().resource_changes as Change[]).map((entry) =>
      entry.address === address ? { ...entry, change: { ...entry.change, ...change } } : entry,
    ),
  );
const ALEXA = "aws_cognito_user_pool_client.alexa";
const SKILL = "aws_lambda_function.skill";

describe("the digest is equal", () => {
  const { before, after } = client().change as { before: Json; after: Json };
  const reordered = (changes: readonly Change[]): Json => plan(changes);

  test.each<[string, Json]>([
    ["for a copy", copy(plan())],
    ["with keys in another order", Object.fromEntries(Object.entries(plan()).reverse())],
    ["with changes in another order", reordered([idle, alias(), client(), lambda()])],
    [
      "at another time, by another patch of Terraform",
      plan(undefined, { timestamp: "2027", terraform_version: "1.11.5" }),
    ],
    ["without resources that stay as they are", reordered([client(), lambda(), alias()])],
    [
      "with drift, prior state, variables",
      plan(undefined, { resource_drift: [idle], prior_state: { a: 1 }, variables: {} }),
    ],
    ["with relevant attributes", plan(undefined, { relevant_attributes: [{ resource: ALEXA, attribute: ["id"] }] })],
    [
      "with a set-like list in another order",
      withChange(ALEXA, { after: { ...after, callback_urls: ["https://c.example", "https://a.example"] } }),
    ],
    [
      "with another value of an attribute that stays as it is",
      withChange(ALEXA, { before: { ...before, name: "other" }, after: { ...after, name: "other" } }),
    ],
    ["with null for what is not set", withChange(ALEXA, { after: { ...after, logout_urls: null } })],
    [
      "with one more computed attribute that becomes unknown because of this change",
      withChange(SKILL, { after_unknown: { version: true, qualified_invoke_arn: true } }),
    ],
    [
      "with what the provider computed before",
      withChange(SKILL, { before: { ...(lambda().change.before as Json), version: "2", last_modified: "y" } }),
    ],
    [
      "with data that a check reads",
      reordered([
        ...(plan().resource_changes as Change[]),
        {
          ...idle,
          mode: "data",
          action_reason: "read_because_check_nested",
          change: { actions: ["read"], after: { a: 1 } },
        },
      ]),
    ],
  ])("%s", (_, other) => {
    expect(planMeaning(other)).toBe(planMeaning(plan()));
  });

  test("for plans that change nothing, with data that is only read", () => {
    const reads = { ...idle, mode: "data", change: { actions: ["read"], after: { json: "{}" } } };

    expect(planDigest(plan([reads, idle], { output_changes: {} }))).toBe(planDigest(plan([], { output_changes: {} })));
  });

  test("for a pool that is deleted while users sign up", () => {
    const deleted = (users: number): Json =>
      plan([{ ...idle, change: { actions: ["delete"], before: { id: "p", estimated_number_of_users: users } } }]);

    expect(planDigest(deleted(1))).toBe(planDigest(deleted(2)));
  });
});

describe("the digest differs", () => {
  const { before, after } = client().change as { before: Json; after: Json };
  const output = (change: Json): Json =>
    plan(undefined, {
      output_changes: { ...(plan().output_changes as Json), account_linking: { actions: ["update"], ...change } },
    });
  const replaced = { actions: ["delete", "create"], before, after };

  test.each<[string, Json, Json?]>([
    ["for another address", plan([{ ...client(), address: "aws_cognito_user_pool_client.b" }, lambda(), alias()])],
    ["for another action", withChange(ALEXA, { actions: ["delete", "create"] })],
    [
      "for creating first instead of deleting first",
      plan([client(replaced)]),
      plan([client({ ...replaced, actions: ["create", "delete"] })]),
    ],
    ["for another value after", withChange(ALEXA, { after: { ...after, refresh_token_validity: 31 } })],
    ["for another value before", withChange(ALEXA, { before: { ...before, refresh_token_validity: 31 } })],
    ["for another resource at the same address", withChange(ALEXA, { before: { ...before, id: "2" } })],
    ["for a secret that changes", withChange(ALEXA, { after: { ...after, client_secret: "new" } })],
    [
      "for a secret that changes to another",
      withChange(ALEXA, { after: { ...after, client_secret: "new" } }),
      withChange(ALEXA, { after: { ...after, client_secret: "newer" } }),
    ],
    [
      "for what forces the replacement",
      plan([client({ ...replaced, replace_paths: [["generate_secret"]] })]),
      plan([client({ ...replaced, replace_paths: [["user_pool_id"]] })]),
    ],
    [
      "for an attribute of the configuration that becomes unknown",
      withChange(ALEXA, { after_unknown: { callback_urls: true } }),
    ],
    [
      "for an unknown value that will be made of something else",
      plan(undefined, { configuration: configuration("aws_lambda_function.other.version") }),
    ],
    [
      "for unknown values that nothing else accounts for",
      withChange(SKILL, { after: lambda().change.before, after_unknown: { version: true } }),
      withChange(SKILL, { after: lambda().change.before, after_unknown: { qualified_arn: true } }),
    ],
    ["for another region", plan(undefined, { configuration: configuration(undefined, "eu-west-1") })],
    ["for a move", plan([client(), lambda(), alias(), { ...idle, previous_address: "aws_cognito_user_pool.old" }])],
    [
      "for a move from elsewhere",
      plan([{ ...idle, previous_address: "aws_cognito_user_pool.a" }]),
      plan([{ ...idle, previous_address: "aws_cognito_user_pool.b" }]),
    ],
    [
      "for the import of another id",
      plan([{ ...idle, change: { ...idle.change, importing: { id: "a" } } }]),
      plan([{ ...idle, change: { ...idle.change, importing: { id: "b" } } }]),
    ],
    [
      "for forgetting instead of deleting",
      plan([{ ...idle, change: { actions: ["forget"], before: { id: "p" } } }]),
      plan([{ ...idle, change: { actions: ["delete"], before: { id: "p" } } }]),
    ],
    [
      "for another output",
      output({ before: { version: 2 }, after_unknown: true, before_sensitive: true, after_sensitive: true }),
    ],
    [
      "for a sensitive output that is shown, which Terraform marks like one that stays sensitive",
      plan(undefined, { configuration: withOutput({ sensitive: true }) }),
      plan(undefined, { configuration: withOutput({}) }),
    ],
    ["for an output that is shown", output({ before: { version: 1 }, after_unknown: true, before_sensitive: true })],
    [
      "for a list whose order counts",
      plan([lambda({ after: { layers: ["a", "b"] } })]),
      plan([lambda({ after: { layers: ["b", "a"] } })]),
    ],
    [
      "for other data that is read during the apply",
      plan([alias(), { ...idle, mode: "data", change: { actions: ["read"], after: { actions: ["logs:*"] } } }]),
      plan([alias(), { ...idle, mode: "data", change: { actions: ["read"], after: { actions: ["*"] } } }]),
    ],
    [
      "for an action that Terraform invokes",
      plan(),
      plan(undefined, { action_invocations: [{ address: "action.aws_lambda_invoke.a" }] }),
    ],
    ["for a change that is missing", plan([client(), lambda()])],
    ["for a change that is not understood", plan([client(), lambda(), alias(), { address: "a" }])],
  ])("%s", (_, other, from = plan()) => {
    expect(planMeaning(other)).not.toBe(planMeaning(from));
  });

  test("between inputs that are no plans, which are never taken for a plan without changes", () => {
    const inputs = [null, undefined, [], {}, "plan", { resource_changes: [] }, plan([], { resource_changes: "all" })];

    expect(new Set([...inputs, { format_version: "1.2" }].map(planMeaning)).size).toBe(inputs.length + 1);
  });
});

test("a digest is sha256: and 64 hexadecimal digits, one for each meaning", () => {
  const other = withChange(ALEXA, { actions: ["delete", "create"] });

  expect(planDigest(plan())).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(planDigest(copy(plan()))).toBe(planDigest(plan()));
  expect(planDigest(other)).not.toBe(planDigest(plan()));
});

test("nesting of any depth is digested, and two depths are two changes", () => {
  const nested = (depth: number): unknown => {
    let value: unknown = "x";
    for (let level = 0; level < depth; level++) {
      value = level % 2 === 0 ? [value] : { schema: value };
    }
    return value;
  };
  const deep = (depth: number): Json =>
    plan([{ ...idle, change: { actions: ["update"], before: { schema: [] }, after: { schema: nested(depth) } } }]);

  expect(planMeaning(deep(100_000))).not.toBe(planMeaning(deep(100_001)));
});

test("10,000 changes have a digest that one of them alone changes", () => {
  const attributes = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`attribute_${index}`, [{ index }]]));
  const many = (last: number): Json =>
    plan(
      Array.from({ length: 10_000 }, (_, index) => ({
        ...client({
          before: { ...attributes, id: "a" },
          after: { ...attributes, id: "a", name: index === 9999 ? last : index },
        }),
        address: `aws_cognito_user_pool_client.alexa[${index}]`,
      })),
    );

  const digest = planDigest(many(1));
  expect(planDigest(many(1))).toBe(digest);
  expect(planDigest(many(2))).not.toBe(digest);
});
