/** Ways around the rules by what no plan shows as a whole: blocks, references and secrets that are made of something else. */
import { constant, of, withProvider } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, FUNCTION, fixture, POOL, resource, SKILL, updated } from "./planned";
import { answering, grants, kept, newRole, POOL_ARN, trusts } from "./rule-plans";

const expressionsOf = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address).expressions;

/** Something new of which an attribute is unknown: by references, or by a block that the configuration does not show. */
const unknown =
  (type: string, values: Values, name: string, references?: readonly string[], plan?: () => Values) => () => {
    const made = created(type, "x", values, plan?.());
    resource(made, `${type}.x`).change.after_unknown[name] = true;
    if (references !== undefined) {
      expressionsOf(made, `${type}.x`)[name] = { references };
    }
    return made;
  };

/** The same where something is referred to, which an expression of the plan names or none does. */
const relevant = (plan: () => Values, resource: string, attribute: string) => () => ({
  ...plan(),
  relevant_attributes: [{ resource, attribute: [attribute] }],
});
const evident = (plan: () => Values) => relevant(plan, "terraform_data.later", "output");
const named = (plan: () => Values) => relevant(plan, "aws_iam_role.skill_role", "arn");

const some = (type: string, values: Values, plan?: () => Values) => () => created(type, "x", values, plan?.());

const CODE = { function_name: "f", package_type: "Zip" };
const TABLE = { name: "t", hash_key: "id", attribute: [{ name: "id", type: "S" }] };
const ROLE = { name: "x", assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }) };
const OLD = { name: "c", user_pool_id: "us-east-1_old" };

const blocks: readonly (readonly [type: string, values: Values, made: string, computed: string])[] = [
  ["aws_lambda_function", CODE, "file_system_config", "logging_config"],
  ["aws_lambda_function", CODE, "environment", "tracing_config"],
  ["aws_lambda_function", CODE, "dead_letter_config", "ephemeral_storage"],
  ["aws_cognito_user_pool", { name: "p" }, "lambda_config", "sign_in_policy"],
  ["aws_dynamodb_table", TABLE, "replica", "ttl"],
  ["aws_cloudwatch_metric_alarm", { alarm_name: "a" }, "metric_query", "arn"],
];

const ON = "arn:aws:dynamodb:us-east-1:123456789012:table";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012";
const withTable = () => kept("aws_dynamodb_table", { arn: `${ON}/scores` });
const withQueue = () => kept("aws_sqs_queue", { arn: `${QUEUE}:jobs` });

const permission = (values: Values, plan?: () => Values) =>
  some(
    "aws_lambda_permission",
    {
      action: "lambda:InvokeFunction",
      function_name: "alexa-skill-staging",
      qualifier: "live",
      principal: "alexa-appkit.amazon.com",
      event_source_token: SKILL,
      ...values,
    },
    plan,
  );
const ofPool = (source_arn: string) =>
  permission({ principal: "cognito-idp.amazonaws.com", event_source_token: null, source_arn });
const OTHER_SKILL = "amzn1.ask.skill.other";

/** Of sixteen characters, as some function makes them of a secret. */
const MADE = "7d3f0a9b51c2e8647d3f0a9b51c2e864";

/** A new output that is printed. */
const output = (after: unknown, references: readonly string[], edit?: (root: Values) => void) => () => {
  const plan = created("random_id", "x", { byte_length: 4 });
  const { root_module } = plan.configuration;
  root_module.outputs = { more: { expression: { references } } };
  edit?.(root_module);
  plan.output_changes.more = {
    actions: ["create"],
    before: null,
    after,
    after_unknown: false,
    before_sensitive: false,
    after_sensitive: false,
  };
  return plan;
};
const ID = resource(fixture("unchanged"), CLIENT).change.after.id;

const inModule = (root: Values, references: readonly string[]): void => {
  const module = { outputs: { o: { expression: { references: ["var.s"] } } }, variables: { s: {} } };
  root.module_calls = { m: { expressions: { s: { references } }, module } };
};

/** What keeps a value in the state, known or not. */
const keeps = (type: string, name: string, references: readonly string[]) => unknown(type, {}, name, references);
const SECRET = [`${CLIENT}.client_secret`, CLIENT];
const PUBLIC = [`${CLIENT}.id`, CLIENT];

const drifted = (values: Values) => () => {
  const plan = fixture("unchanged");
  const found = resource(plan, FUNCTION);
  const before = { ...found.change.before, source_code_size: 100 };
  const after = { ...before, ...values };
  Object.assign(found.change, { before: after, after });
  plan.resource_drift = [{ ...found, change: { ...found.change, actions: ["update"], before, after } }];
  return plan;
};

const nested = (mark: Values, written: Values) => () => {
  const plan = updated(POOL, (after, before, change) => {
    before.lambda_config = [{ pre_sign_up: null, custom_sms_sender: [], pre_token_generation: null }];
    after.lambda_config = [{ pre_sign_up: null }];
    after.tags = { a: "b" };
    change.after_unknown = { ...change.after_unknown, lambda_config: [mark] };
  });
  expressionsOf(plan, POOL).lambda_config = [written];
  return plan;
};

const newPool = () => {
  const plan = created("aws_cognito_user_pool", "fresh", { name: "fresh" });
  resource(plan, "aws_cognito_user_pool.fresh").change.after_unknown.id = true;
  return plan;
};
const signsInWith = (references: readonly string[]) =>
  unknown(
    "aws_cognito_user_pool_client",
    { name: "c", explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"] },
    "user_pool_id",
    references,
    newPool,
  );

const parameter = (value: string) => () => {
  const plan = created("aws_ssm_parameter", "x", { name: "x", type: "String", value, overwrite: false });
  expressionsOf(plan, "aws_ssm_parameter.x").value = { references: ["local.x"] };
  return plan;
};

const signsOut = (url: string) =>
  some("aws_cognito_user_pool_client", {
    ...OLD,
    explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
    callback_urls: ["https://app.example/cb"],
    logout_urls: [url],
  });

const assumes = (references: readonly string[], value?: string) => () => ({
  ...withProvider({ assume_role: [{ role_arn: { references } }] }, "aws.other")(),
  variables: value === undefined ? {} : { role: { value } },
});

const triggers = (second: string) => () => {
  const plan = created("aws_cognito_user_pool", "x", { name: "p", lambda_config: [{}] });
  resource(plan, "aws_cognito_user_pool.x").change.after_unknown.lambda_config = [
    { pre_sign_up: true, post_authentication: true },
  ];
  expressionsOf(plan, "aws_cognito_user_pool.x").lambda_config = [
    {
      pre_sign_up: { references: [`${FUNCTION}.arn`, FUNCTION] },
      post_authentication: { references: [`${second}.arn`, second] },
    },
  ];
  return plan;
};

export const MADE_OF_ELSE: readonly Detour[] = [
  ...blocks.map(
    ([type, values, made, computed]): Detour => [
      `${made} of something new, by a dynamic block`,
      unknown(type, values, made),
      unknown(type, values, computed),
    ],
  ),
  [
    "analytics of a new client, by a dynamic block",
    unknown("aws_cognito_user_pool_client", { ...OLD, explicit_auth_flows: [] }, "analytics_configuration"),
    unknown("aws_cognito_user_pool_client", { ...OLD, explicit_auth_flows: [] }, "id_token_validity"),
  ],
  [
    "what a new role may do, by a dynamic block",
    evident(unknown("aws_iam_role", ROLE, "inline_policy")),
    named(unknown("aws_iam_role", ROLE, "inline_policy")),
  ],
  [
    "who reads a new bucket, by a dynamic block",
    evident(unknown("aws_s3_bucket", { bucket: "b" }, "grant")),
    named(unknown("aws_s3_bucket", { bucket: "b" }, "grant")),
  ],
  [
    "a trigger within a block that is written",
    nested({ custom_sms_sender: true }, { pre_sign_up: constant(null) }),
    nested({}, { pre_sign_up: constant(null) }),
  ],
  ["a function of elsewhere among triggers", triggers("data.aws_lambda_function.y"), triggers("aws_lambda_function.y")],
  [
    "another stack's table",
    () => newRole(grants("dynamodb:Scan", `${ON}/payments`), withTable()),
    () => newRole(grants("dynamodb:Scan", `${ON}/scores`), withTable()),
  ],
  [
    "another stack's queue",
    () => newRole(grants("sqs:ReceiveMessage", `${QUEUE}:payments`), withQueue()),
    () => newRole(grants("sqs:ReceiveMessage", `${QUEUE}:jobs`), withQueue()),
  ],
  [
    "every topic",
    () => newRole(grants("sns:Publish", "*")),
    () =>
      newRole(
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sns:Publish", NotResource: "arn:*:sns:*:*:*" }],
        }),
      ),
  ],
  [
    "a policy for a role that only looks new",
    unknown("aws_iam_role_policy", { name: "a", policy: grants("logs:PutLogEvents", "*") }, "role", [
      "terraform_data.y.output",
      "terraform_data.y",
    ]),
    unknown(
      "aws_iam_role_policy",
      { name: "a", policy: grants("logs:PutLogEvents", "*") },
      "role",
      ["aws_iam_role.y.name", "aws_iam_role.y"],
      () => created("aws_iam_role", "y", ROLE),
    ),
  ],
  [
    "a key of elsewhere",
    unknown("aws_cloudwatch_log_group", { name: "l" }, "kms_key_id", ["data.aws_kms_key.y.arn", "data.aws_kms_key.y"]),
    unknown("aws_cloudwatch_log_group", { name: "l" }, "kms_key_id", ["aws_kms_key.y.arn", "aws_kms_key.y"]),
  ],
  [
    "a role that only its local value knows",
    assumes(["local.role"]),
    assumes(["var.role"], "arn:aws:iam::123456789012:role/x"),
  ],
  [
    "a role of another account in a variable",
    assumes(["var.role"], "arn:aws:iam::999999999999:role/x"),
    assumes(["var.role"], "arn:aws:iam::123456789012:role/x"),
  ],
  ["credentials in the provider", withProvider({ token: constant("t") }), withProvider({ max_retries: constant(3) })],
  ["what is made of a local value", output(MADE, ["local.x"]), output(`https://example.com/${ID}`, ["local.x"])],
  ["a secret in single characters", output([...MADE], ["local.x"]), output(["a", "b"], ["local.x"])],
  [
    "a secret in numbers",
    output(
      [...MADE].map((it) => it.charCodeAt(0)),
      ["local.x"],
    ),
    output([8, 512], ["local.x"]),
  ],
  [
    "a parameter in clear",
    output(MADE, ["data.aws_ssm_parameter.x.value", "data.aws_ssm_parameter.x"]),
    output("eu-west-1", ["data.aws_region.x.name", "data.aws_region.x"]),
  ],
  [
    "a sensitive variable, made open",
    output(MADE, ["var.p"], (root) => Object.assign(root, { variables: { p: { sensitive: true } } })),
    output(MADE, ["var.p"], (root) => Object.assign(root, { variables: { p: {} } })),
  ],
  [
    "a secret by a variable of a module",
    output(MADE, ["module.m.o", "module.m"], (root) => inModule(root, SECRET)),
    output(MADE, ["module.m.o", "module.m"], (root) => inModule(root, PUBLIC)),
  ],
  ["a client as a whole, transformed", output({ a: MADE }, [CLIENT]), output({ a: ID }, [CLIENT])],
  ...(
    [
      ["terraform_data", "input"],
      ["terraform_data", "triggers_replace"],
      ["null_resource", "triggers"],
      ["random_id", "keepers"],
    ] as const
  ).map(
    ([type, name]): Detour => [`a secret that ${type} keeps`, keeps(type, name, SECRET), keeps(type, name, PUBLIC)],
  ),
  ["a parameter of a local value", parameter(MADE), parameter("https://example.com")],
  ["code of another size", drifted({ source_code_size: 200 }), drifted({ last_modified: "2026-11-27T00:00:00Z" })],
  [
    "another function under the same address",
    drifted({ arn: "arn:aws:lambda:us-east-1:123456789012:function:other" }),
    drifted({ last_modified: "2026-11-27T00:00:00Z" }),
  ],
  [
    "a skill that the function does not answer",
    permission({ event_source_token: OTHER_SKILL }),
    permission({ event_source_token: OTHER_SKILL }, () => answering(OTHER_SKILL)),
  ],
  [
    "a smart home of another skill",
    permission({ principal: "alexa-connectedhome.amazon.com", event_source_token: OTHER_SKILL }),
    permission({ principal: "alexa-connectedhome.amazon.com" }),
  ],
  ["calls by an address", permission({ function_url_auth_type: "NONE" }), permission({ function_url_auth_type: null })],
  [
    "a trigger for another pool",
    ofPool("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_other"),
    ofPool(POOL_ARN),
  ],
  [
    "a client of an old pool, which a new one hides",
    signsInWith(["terraform_data.y.output", "terraform_data.y"]),
    signsInWith(["aws_cognito_user_pool.fresh.id", "aws_cognito_user_pool.fresh"]),
  ],
  [
    "a sign-out at a host that looks known: what stands before @ is a user",
    signsOut("https://app.example@evil.example/bye"),
    signsOut("https://app.example/bye?to=a@b"),
  ],
  ["a sign-out that ends elsewhere", signsOut("https://evil.example/bye"), signsOut("https://app.example/bye")],
  [
    "one more sign-out, elsewhere",
    of(
      CLIENT,
      { logout_urls: ["https://example.com/signed-out", "https://evil.example"] },
      { logout_urls: ["https://example.com/signed-out"] },
    ),
    of(
      CLIENT,
      { logout_urls: ["https://example.com/signed-out", "https://example.com/bye"] },
      { logout_urls: ["https://example.com/signed-out"] },
    ),
  ],
];
