/** Ways around the rules by what something new, or something more, takes from what is there and used. */
import { arn, code, of, role } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, FUNCTION, fixture, resource } from "./planned";
import { changed, grants, kept, newRole, policy } from "./rule-plans";

const expressionsOf = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address).expressions;

/** A new policy that lets nobody in, where somebody was let in until now, and where nobody was. */
const closes = (type: string, name: string, owner: string, by: string): readonly Detour[] => {
  const plan = (text: string | undefined) => () =>
    created(
      type,
      "x",
      { [name]: "q", policy: '{"Version":"2012-10-17","Statement":[]}' },
      text === undefined ? undefined : kept(owner, { [by]: "q", policy: text }),
    );
  return [
    [`a new ${type} over one that lets somebody in`, plan(policy({ Service: "sns.amazonaws.com" })), plan("")],
    [`a new ${type} of what this plan does not show`, plan(undefined), plan("")],
  ];
};

/** Many functions that take some more each. */
const takes = (type: string, name: string, willBe: number) => () => {
  const plan = fixture("unchanged");
  for (const function_name of ["a", "b", "c", "d"]) {
    created(type, function_name, { function_name, [name]: willBe }, plan);
    const { change } = resource(plan, `${type}.${function_name}`);
    Object.assign(change, { actions: ["update"], before: { ...change.after, [name]: 10 }, after_unknown: {} });
  }
  return plan;
};

/** Something new that refers to what is hidden, though it is known already. */
const hides = (type: string, values: Values, name: string, value: string, reference: string, plan: Values) => {
  const made = created(type, "x", { ...values, [name]: value }, plan);
  resource(made, `${type}.x`).change.after_sensitive = { [name]: true };
  expressionsOf(made, `${type}.x`)[name] = { references: [`${reference}.name`, reference] };
  return made;
};
const waits = (type: string, values: Values, name: string, reference: string, plan: Values) => {
  const made = created(type, "x", values, plan);
  resource(made, `${type}.x`).change.after_unknown[name] = true;
  expressionsOf(made, `${type}.x`)[name] = { references: [`${reference}.arn`, reference] };
  return made;
};
const withRole = () => newRole(grants("logs:PutLogEvents", "*"));
const withKey = () => created("aws_kms_key", "k", {});
const { role: _, ...CODE } = code({});

/** Random, as Amazon Cognito makes them. */
const SECRET = "7d3f0a9b51c2e8647d3f0a9b51c2e864abcd12";
const random = (plan: Values): Values => {
  for (const side of ["before", "after"]) {
    resource(plan, CLIENT).change[side].client_secret = SECRET;
  }
  return plan;
};
const output = (after: unknown, references: readonly string[], after_unknown = false) => {
  const plan = created("random_id", "x", { byte_length: 4 });
  plan.configuration.root_module.outputs = { more: { expression: { references } } };
  const marks = { before_sensitive: false, after_sensitive: false };
  plan.output_changes.more = { actions: ["create"], before: null, after, after_unknown, ...marks };
  return random(plan);
};
const described = (description: string) => () => {
  const plan = random(of(FUNCTION, { description })());
  expressionsOf(plan, FUNCTION).description = { references: ["local.text"] };
  return plan;
};

const OPEN = { bucket: "audio", ignore_public_acls: false, restrict_public_buckets: false, block_public_acls: false };
const PARAMETER = { name: "/shop/banner", type: "String", value: "a" };
const parameter = (PREFIX: string) => () => {
  const plan = changed("aws_ssm_parameter", PARAMETER, { ...PARAMETER, value: "b" });
  for (const side of ["before", "after"]) {
    resource(plan, FUNCTION).change[side].environment[0].variables.PREFIX = PREFIX;
  }
  return plan;
};
const formed = (plan: () => Values) => () => {
  const made = plan();
  const { change } = resource(made, FUNCTION);
  Object.assign(change, { actions: ["update"], after: structuredClone(change.after) });
  change.after.logging_config[0].log_format = "JSON";
  return { ...made, applyable: true };
};
const fresh = (filename: string) => () =>
  created("aws_lambda_function", "x", code({ role: role("new"), filename }), withRole());

const OWNER = "123456789012";
const forService = (Condition: Values, plan?: () => Values) => () =>
  created(
    "aws_sqs_queue_policy",
    "x",
    { queue_url: "q", policy: policy({ Service: "sns.amazonaws.com" }, { Condition }) },
    plan?.() ?? created("aws_sqs_queue", "q", { name: "q", url: "q" }),
  );
const FROM_OWN = { ArnLike: { "aws:SourceArn": `arn:aws:sns:us-east-1:${OWNER}:ops` } };
const keyFor = (AWS: string) => () =>
  created("aws_kms_key", "x", { policy: policy({ AWS }, { Action: "kms:*", Resource: "*" }) });

export const FROM_LIVING: readonly Detour[] = [
  ["a new key for a user", keyFor(`arn:aws:iam::${OWNER}:user/x`), keyFor(`arn:aws:iam::${OWNER}:root`)],
  ["a new key for another account", keyFor("arn:aws:iam::999999999999:root"), keyFor(role("x"))],
  [
    "a new queue for whatever topic",
    forService({ ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }),
    forService({ StringEquals: { "aws:SourceAccount": OWNER } }),
  ],
  [
    "a new queue for other accounts' topics",
    forService({ StringNotEquals: { "aws:SourceAccount": OWNER } }),
    forService(FROM_OWN),
  ],
  [
    "a living queue for a topic",
    forService(FROM_OWN, () => kept("aws_sqs_queue", { name: "q", url: "q", policy: "" })),
    forService(FROM_OWN),
  ],
  ...closes("aws_sqs_queue_policy", "queue_url", "aws_sqs_queue", "url"),
  ...closes("aws_s3_bucket_policy", "bucket", "aws_s3_bucket", "bucket"),
  ...closes("aws_secretsmanager_secret_policy", "secret_arn", "aws_secretsmanager_secret", "arn"),
  [
    "calls that many functions come to reserve",
    takes("aws_lambda_function", "reserved_concurrent_executions", 190),
    takes("aws_lambda_function", "reserved_concurrent_executions", 20),
  ],
  [
    "calls that many functions come to wait for",
    takes("aws_lambda_provisioned_concurrency_config", "provisioned_concurrent_executions", 190),
    takes("aws_lambda_provisioned_concurrency_config", "provisioned_concurrent_executions", 20),
  ],
  [
    "a role that is hidden, beside the name of a new one",
    () => hides("aws_lambda_function", CODE, "role", role("admin"), "aws_iam_role.new", withRole()),
    () => waits("aws_lambda_function", CODE, "role", "aws_iam_role.new", withRole()),
  ],
  [
    "a key that is hidden, beside a new one",
    () =>
      hides("aws_cloudwatch_log_group", { name: "l" }, "kms_key_id", arn("kms", "key/1"), "aws_kms_key.k", withKey()),
    () => waits("aws_cloudwatch_log_group", { name: "l" }, "kms_key_id", "aws_kms_key.k", withKey()),
  ],
  [
    "a function's variables, printed after the apply",
    () => output(undefined, [`${FUNCTION}.environment`, FUNCTION], true),
    () => output(undefined, [`${FUNCTION}.version`, FUNCTION], true),
  ],
  [
    "a function as a whole, transformed",
    () => output({ a: "Zk29dkfKJ2kd92kd02" }, [FUNCTION]),
    () => output({ a: "alexa-skill-staging" }, [FUNCTION]),
  ],
  [
    "a secret in short pieces",
    () => output({ a: SECRET.slice(0, 8), b: SECRET.slice(8, 16) }, ["local.x"]),
    () => output({ a: "2026-11-28", b: "3f2a91c" }, ["local.x"]),
  ],
  ["a piece of a secret in a description", described(`build ${SECRET.slice(4, 11)}`), described("build 3f2a91c")],
  [
    "a bucket that people read, closed by its switches",
    () => changed("aws_s3_bucket_public_access_block", OPEN, { ...OPEN, restrict_public_buckets: true }),
    () => changed("aws_s3_bucket_public_access_block", OPEN, { ...OPEN, block_public_acls: true }),
  ],
  [
    "a bucket that people read, closed by its list",
    () => changed("aws_s3_bucket_acl", { bucket: "b", acl: "public-read" }, { bucket: "b", acl: "private" }),
    () => changed("aws_s3_bucket_acl", { bucket: "b", acl: "log-delivery-write" }, { bucket: "b", acl: "private" }),
  ],
  ["a parameter below a path that code reads", parameter("/shop/"), parameter("/other/")],
  [
    "lines of another form, for which a filter looks",
    formed(() => kept("aws_cloudwatch_log_metric_filter", { name: "f", pattern: "ERROR" })),
    formed(() => fixture("unchanged")),
  ],
  ["new code from outside", fresh("/tmp/x.zip"), fresh("assets/x.zip")],
];
