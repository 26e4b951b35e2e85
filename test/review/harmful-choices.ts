/** Ways around the rules by what is known after the apply only: it may be one of two things, or be made of one. */
import { code, constant, EVERYTHING, OWN, withProvider } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { created, FUNCTION, fixture, ROLE, resource, updated } from "./planned";
import { changed, grants, kept, newRole, policy } from "./rule-plans";

const LOGGING = grants("logs:PutLogEvents", "*");

/** Something new, of which an attribute is unknown: what is referred to, and the text where the configuration is JSON. */
const unknown = (
  type: string,
  values: Values,
  name: string,
  plan: Values,
  addresses: readonly string[],
  text?: string,
) => {
  const made = created(type, "x", values, plan);
  const attribute = type === "aws_iam_role_policy" ? "name" : name === "bucket" ? "id" : "arn";
  resource(made, `${type}.x`).change.after_unknown[name] = true;
  const references = addresses.flatMap((address) => [`${address}.${attribute}`, address]);
  const found = made.configuration.root_module.resources.find((it: Values) => it.address === `${type}.x`);
  found.expressions[name] = { references, ...(text && { constant_value: text }) };
  return made;
};

/** What may be what is there already, and what surely is new. */
const chooses = (
  what: string,
  type: string,
  values: Values,
  name: string,
  plan: () => Values,
  [fresh, old]: readonly [fresh: string, old: string],
): readonly Detour[] => [
  [
    `${what}, the new one or the old one`,
    () => unknown(type, values, name, plan(), [fresh, old]),
    () => unknown(type, values, name, plan(), [fresh]),
  ],
  [
    `${what}, which a function makes another of`,
    () => unknown(type, values, name, plan(), [fresh], `\${replace(${fresh}.arn, "new", "old")}`),
    () => unknown(type, values, name, plan(), [fresh], `\${${fresh}.arn}`),
  ],
];

const withRoles = () => newRole(LOGGING);
const withPolicies = () => {
  const arn = `arn:aws:iam::${OWN}:policy/admin`;
  const plan = kept("aws_iam_policy", { arn, name: "admin", policy: EVERYTHING }, withRoles());
  return plan;
};
const withBuckets = () =>
  created("aws_s3_bucket", "b", { bucket: "fresh" }, kept("aws_s3_bucket", { bucket: "state" }));
const EXPIRES = { rule: [{ id: "r", status: "Enabled", expiration: [{ days: 1 }] }] };
const BY_A_KEY = {
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms", kms_master_key_id: "k" }] }],
};

const { role: _, ...CODE } = code({});

const runsAs = (role: string, path?: string) => () => {
  const plan = created("aws_lambda_function", "x", { ...CODE, role }, withRoles());
  Object.assign(resource(plan, "aws_iam_role.new").change.after, path && { path });
  return plan;
};

/** Whoever wants to may act under a new role, or only some. */
const anybody = (Condition: Values) => () =>
  created("aws_kms_key", "x", { policy: policy({ AWS: "*" }, { Action: "kms:Decrypt", Condition }) });

/** Alarms, and what they look at. */
const counts = (name: string) => () =>
  created(
    "aws_cloudwatch_log_metric_filter",
    "x",
    { name: "f", log_group_name: "l", pattern: "", metric_transformation: [{ name, namespace: "Skill", value: "0" }] },
    kept("aws_cloudwatch_metric_alarm", {
      alarm_name: "a",
      metric_query: [{ id: "m", metric: [{ namespace: "Skill", metric_name: "Errors" }] }],
    }),
  );

const tells = (address: string) => () =>
  unknown(
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "a", comparison_operator: "GreaterThanThreshold", evaluation_periods: 1, actions_enabled: true },
    "alarm_actions",
    created("aws_sns_topic", "ops", { name: "ops" }),
    [address],
  );

const KNOWN = {
  arn: `arn:aws:logs:us-east-1:${OWN}:log-group:l`,
  name: "l",
  log_group_class: "STANDARD",
  deletion_protection_enabled: true,
};

export const BY_CHOICES: readonly Detour[] = [
  ...chooses("a role of new code", "aws_lambda_function", CODE, "role", withRoles, ["aws_iam_role.new", ROLE]),
  ...chooses("who gets a policy", "aws_iam_role_policy", { name: "a", policy: LOGGING }, "role", withRoles, [
    "aws_iam_role.new",
    ROLE,
  ]),
  ...chooses("a bucket whose objects expire", "aws_s3_bucket_lifecycle_configuration", EXPIRES, "bucket", withBuckets, [
    "aws_s3_bucket.b",
    "aws_s3_bucket.kept",
  ]),
  ...chooses(
    "a bucket with another key",
    "aws_s3_bucket_server_side_encryption_configuration",
    BY_A_KEY,
    "bucket",
    withBuckets,
    ["aws_s3_bucket.b", "aws_s3_bucket.kept"],
  ),
  ...chooses("a key", "aws_cloudwatch_log_group", { name: "l" }, "kms_key_id", () => created("aws_kms_key", "k", {}), [
    "aws_kms_key.k",
    "data.aws_kms_key.k",
  ]),
  [
    "a policy that is there already, by what a new role attaches",
    () =>
      unknown("aws_iam_role_policy_attachment", { role: "new" }, "policy_arn", withPolicies(), ["aws_iam_policy.kept"]),
    () =>
      created(
        "aws_iam_role_policy_attachment",
        "x",
        { role: "new", policy_arn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess" },
        withPolicies(),
      ),
  ],
  [
    "a role of the same name on another path",
    runsAs(`arn:aws:iam::${OWN}:role/admin/new`),
    runsAs(`arn:aws:iam::${OWN}:role/new`),
  ],
  [
    "a role of a path",
    runsAs(`arn:aws:iam::${OWN}:role/new`, "/service/"),
    runsAs(`arn:aws:iam::${OWN}:role/service/new`, "/service/"),
  ],
  ["another source of what an alarm's query looks at", counts("Errors"), counts("Other")],
  ["an alarm that somebody else is told of", tells("data.aws_sns_topic.ops"), tells("aws_sns_topic.ops")],
  [
    "a log that can be deleted",
    () => changed("aws_cloudwatch_log_group", KNOWN, { ...KNOWN, deletion_protection_enabled: false }),
    () => changed("aws_cloudwatch_log_group", { ...KNOWN, deletion_protection_enabled: null }, KNOWN),
  ],
  [
    "a log of another class, which no metric filter reads",
    () => changed("aws_cloudwatch_log_group", KNOWN, { ...KNOWN, log_group_class: "INFREQUENT_ACCESS" }),
    () => changed("aws_cloudwatch_log_group", { ...KNOWN, tags: {} }, { ...KNOWN, tags: { a: "b" } }),
  ],
  [
    "messages that are lost sooner",
    () =>
      changed(
        "aws_sqs_queue",
        { name: "q", message_retention_seconds: 345600 },
        { name: "q", message_retention_seconds: 60 },
      ),
    () =>
      changed(
        "aws_sqs_queue",
        { name: "q", message_retention_seconds: 60 },
        { name: "q", message_retention_seconds: 345600 },
      ),
  ],
  [
    "messages that come twice",
    () =>
      changed(
        "aws_sqs_queue",
        { name: "q", visibility_timeout_seconds: 30 },
        { name: "q", visibility_timeout_seconds: 0 },
      ),
    () =>
      changed(
        "aws_sqs_queue",
        { name: "q", visibility_timeout_seconds: 30 },
        { name: "q", visibility_timeout_seconds: 60 },
      ),
  ],
  [
    "a role of another account for CloudFormation",
    withProvider(
      { role_arn: constant("arn:aws:iam::999999999999:role/x") },
      "awscc",
      "registry.terraform.io/hashicorp/awscc",
    ),
    withProvider(
      { role_arn: constant(`arn:aws:iam::${OWN}:role/x`) },
      "awscc",
      "registry.terraform.io/hashicorp/awscc",
    ),
  ],
  [
    "a role for CloudFormation that no plan shows",
    withProvider({ role_arn: { references: ["local.x"] } }, "awscc", "registry.terraform.io/hashicorp/awscc"),
    withProvider({ region: constant("us-east-1") }, "awscc", "registry.terraform.io/hashicorp/awscc"),
  ],
  [
    "credentials of a file, by an old name",
    withProvider({ shared_credentials_file: constant("x") }),
    withProvider({ max_retries: constant(5) }),
  ],
];

/** Open to whoever writes what he is asked for, or is called so anywhere. */
export const OPEN_TO_CALLERS: readonly Detour[] = [
  [
    "an id that the caller gives",
    anybody({ StringEquals: { "sts:ExternalId": "abc" } }),
    anybody({ StringEquals: { "sts:ExternalId": "abc", "aws:PrincipalAccount": OWN } }),
  ],
  [
    "a name of any account",
    anybody({ StringLike: { "aws:PrincipalArn": "*:role/deploy" } }),
    anybody({ StringLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/deploy*` } }),
  ],
  [
    "a session of any role",
    anybody({ StringLike: { "aws:userid": "*:bot" } }),
    anybody({ StringLike: { "aws:userid": "AROAEXAMPLE:*" } }),
  ],
];

/** Secrets by the names of variables that nobody marked, and in what shows of a plan without its values. */
const SECRET = "hunter2!";
const given = (name: string, value: string, plan: Values) => ({
  ...plan,
  variables: { [name]: { value } },
  configuration: {
    ...plan.configuration,
    root_module: { ...plan.configuration.root_module, variables: { [name]: {} } },
  },
});
const describes = (text: string) =>
  updated(FUNCTION, (it) => {
    it.description = text;
  });
const keyed = (key: string) => created("random_id", "x", { byte_length: 4 }, fixture("unchanged"), key);
const parameterOf = (name: string) => () => {
  const plan = created("aws_ssm_parameter", "x", { name: "x", type: "String", value: "x", overwrite: false });
  const found = plan.configuration.root_module.resources.find((it: Values) => it.address === "aws_ssm_parameter.x");
  found.expressions.value = { references: [`var.${name}`] };
  return plan;
};

const byModule = (name: string) => () => {
  const plan = created("random_id", "x", { byte_length: 4 });
  const { root_module } = plan.configuration;
  const module = { outputs: { o: { expression: { references: [`var.${name}`] } } }, variables: { [name]: {} } };
  root_module.module_calls = { m: { expressions: { [name]: { references: ["var.x"] } }, module } };
  root_module.outputs = { more: { expression: { references: ["module.m.o", "module.m"] } } };
  const marks = { after_unknown: false, before_sensitive: false, after_sensitive: false };
  plan.output_changes.more = { actions: ["create"], before: null, after: "Zk29dkfKJ2kd92kd02", ...marks };
  return plan;
};

export const BY_NAMES: readonly Detour[] = [
  [
    "a short secret of a variable",
    () => given("db_password", SECRET, describes(`By ${SECRET}`)),
    () => given("greeting", SECRET, describes(`By ${SECRET}`)),
  ],
  [
    "a place of a secret is none",
    () => given("db_password", "s3cretS-of-the-db", describes("s3cretS-of-the-db")),
    () => given("db_password", "/shop/db-password-1", describes("/shop/db-password-1")),
  ],
  [
    "a secret as a key",
    () => given("db_password", SECRET, keyed(SECRET)),
    () => given("db_password", SECRET, keyed("staging-1")),
  ],
  ...["api_token", "api_key", "credentials", "private_key", "passphrase", "signing_key", "db_pass", "webhook_url"].map(
    (name): Detour => [`a parameter of var.${name}`, parameterOf(name), parameterOf("event_source_token")],
  ),
  ["a parameter of a setting's name", parameterOf("refresh_token"), parameterOf("tokens")],
  ["a password of a module", byModule("password"), byModule("passwords")],
  ...(
    [
      ["npm", `npm_${"aB3".repeat(12)}`],
      ["Hugging Face", `hf_${"aBc".repeat(11)}`],
      ["a webhook's signature", `whsec_${"aB3".repeat(8)}`],
      ["Slack's webhooks", `https://hooks.slack.com/services/T0/B0/${"aB3".repeat(8)}`],
      ["a storage's signature", `https://x.blob.core.windows.net/c?sp=r&sig=${"aB3".repeat(8)}%3D`],
      ["SendGrid", `SG.${"aB3".repeat(7)}.${"cD4".repeat(10)}`],
    ] as const
  ).map(
    ([what, text]): Detour => [
      `a token of ${what}`,
      () => describes(text),
      () => describes("npm_config_cache hf_home"),
    ],
  ),
];

export const RUNS_ELSE: readonly Detour[] = [
  "AWS_CONFIG_FILE",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CA_BUNDLE",
  "NODE_DEBUG",
  "SSLKEYLOGFILE",
  "OPENSSL_MODULES",
  "DOTNET_STARTUP_HOOKS",
  "JDK_JAVA_OPTIONS",
].map((name): Detour => {
  const plan = (variables: Values) => () =>
    created(
      "aws_lambda_function",
      "x",
      { ...CODE, role: `arn:aws:iam::${OWN}:role/new`, environment: [{ variables }] },
      withRoles(),
    );
  return [`a new function with ${name}`, plan({ [name]: "x" }), plan({ LOG_LEVEL: "info", NODE_ENV: "production" })];
});
