/** What keeps and measures things: what shops make every day, and how the same may harm. */
import { another, arn, OPEN, OTHER, OWN } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { created, FUNCTION, resource } from "./planned";
import { changed, grants, kept } from "./rule-plans";

const some = (type: string, values: Values, plan?: () => Values) => () => created(type, "x", values, plan?.());
const withBucket = () => created("aws_s3_bucket", "b", { bucket: "b" });

const KEY = `arn:aws:kms:us-east-1:${OWN}:key/1`;
const TOPIC = `arn:aws:sns:us-east-1:${OWN}:ops`;
const queue = (account: string) =>
  JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:us-east-1:${account}:d`, maxReceiveCount: 3 });

const rule = (more: Values) => ({ bucket: "b", rule: [{ id: "r", status: "Enabled", ...more }] });
const expires = rule({ expiration: [{ days: 1 }], abort_incomplete_multipart_upload: [] });
const aborts = rule({ expiration: [], abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] });
const encrypts = (sse_algorithm: string, kms_master_key_id?: string) => ({
  bucket: "b",
  rule: [
    { apply_server_side_encryption_by_default: [{ sse_algorithm, kms_master_key_id: kms_master_key_id ?? null }] },
  ],
});
const owns = (object_ownership: string) => ({ bucket: "b", rule: [{ object_ownership }] });

const filter = (transformation: Values) => ({
  name: "f",
  log_group_name: "/aws/lambda/alexa-skill-staging",
  pattern: "ERROR",
  metric_transformation: [{ name: "Errors", namespace: "Skill", value: "1", dimensions: null, ...transformation }],
});
const watching = () =>
  kept("aws_cloudwatch_metric_alarm", { alarm_name: "a", namespace: "Skill", metric_name: "Errors" });

const budget = (subscriber_sns_topic_arns: readonly string[]) => ({
  budget_type: "COST",
  limit_amount: "10",
  limit_unit: "USD",
  time_unit: "MONTHLY",
  notification: [{ threshold: 80, notification_type: "ACTUAL", subscriber_sns_topic_arns }],
});

const PARAMETER = { id: "/shop/banner", name: "/shop/banner", type: "String", value: "a", version: 1 };
const parameter = () => changed("aws_ssm_parameter", PARAMETER, { ...PARAMETER, value: "b" });
const named = () => {
  const plan = parameter();
  for (const side of ["before", "after"]) {
    resource(plan, FUNCTION).change[side].environment[0].variables.BANNER = PARAMETER.name;
  }
  return plan;
};
const referred = () => {
  const plan = parameter();
  const { resources } = plan.configuration.root_module;
  const { expressions } = resources.find(({ address }: Values) => address === FUNCTION);
  expressions.description = { references: ["aws_ssm_parameter.x.value", "aws_ssm_parameter.x"] };
  return plan;
};
const readByPlan = () => {
  const plan = parameter();
  const name = { constant_value: PARAMETER.name };
  const data = { address: "data.aws_ssm_parameter.x", mode: "data", type: "aws_ssm_parameter", name: "x" };
  plan.configuration.root_module.resources.push({ ...data, expressions: { name } });
  return plan;
};
const read = (on: string) => {
  const plan = parameter();
  const values = { name: "k", role: "alexa-skill-staging", policy: grants("ssm:GetParameter*", on) };
  return kept("aws_iam_role_policy", values, plan);
};

const key = (deletion_window_in_days: number) =>
  another("aws_kms_key", { id: "k", deletion_window_in_days: 14 }, { deletion_window_in_days });

const dashboard = (widget: Values) =>
  some("aws_cloudwatch_dashboard", { dashboard_name: "d", dashboard_body: JSON.stringify({ widgets: [widget] }) });
const TITLED = { type: "metric", properties: { title: "Lambda (skill)", metrics: [["AWS/Lambda", "Errors"]] } };

export const STORES: readonly Detour[] = [
  [
    "an alias of a key of elsewhere",
    some("aws_kms_alias", { name: "alias/x", target_key_id: arn("kms", "key/1") }),
    some("aws_kms_alias", { name: "alias/x", target_key_id: KEY }),
  ],
  ["a topic for anybody", some("aws_sns_topic", { name: "t", policy: OPEN }), some("aws_sns_topic", { name: "t" })],
  [
    "a topic whose deliveries another account logs",
    some("aws_sns_topic", { name: "t", http_success_feedback_role_arn: `arn:aws:iam::${OTHER}:role/x` }),
    some("aws_sns_topic", { name: "t", kms_master_key_id: KEY, display_name: "Operations" }),
  ],
  [
    "a queue for anybody",
    some("aws_sqs_queue", { name: "q", policy: OPEN }),
    some("aws_sqs_queue", { name: "q", redrive_policy: queue(OWN), visibility_timeout_seconds: 30 }),
  ],
  [
    "a queue that hands over to another account",
    some("aws_sqs_queue", { name: "q", redrive_policy: queue(OTHER) }),
    some("aws_sqs_queue", { name: "q", sqs_managed_sse_enabled: true }),
  ],
  [
    "a queue without encryption",
    some("aws_sqs_queue", { name: "q", sqs_managed_sse_enabled: false }),
    some("aws_sqs_queue", { name: "q", kms_master_key_id: "alias/aws/sqs" }),
  ],
  [
    "a query that runs by itself",
    some("aws_cloudwatch_event_rule", { name: "q", schedule_expression: "rate(1 minute)" }),
    some("aws_cloudwatch_query_definition", {
      name: "q",
      query_string: "fields @message",
      log_group_names: ["/aws/lambda/alexa-skill-staging"],
    }),
  ],
  [
    "a count that an alarm looks at",
    some("aws_cloudwatch_log_metric_filter", filter({}), watching),
    some("aws_cloudwatch_log_metric_filter", filter({ name: "Others" }), watching),
  ],
  [
    "a count by what lines say",
    some("aws_cloudwatch_log_metric_filter", filter({ dimensions: { user: "$.email" } })),
    some("aws_cloudwatch_log_metric_filter", filter({})),
  ],
  [
    "a bucket whose objects go",
    some("aws_s3_bucket_lifecycle_configuration", expires),
    some("aws_s3_bucket_lifecycle_configuration", expires, withBucket),
  ],
  [
    "a bucket whose versions go",
    some("aws_s3_bucket_lifecycle_configuration", rule({ noncurrent_version_expiration: [{ noncurrent_days: 1 }] })),
    some("aws_s3_bucket_lifecycle_configuration", aborts),
  ],
  [
    "a bucket by another account's key",
    some("aws_s3_bucket_server_side_encryption_configuration", encrypts("aws:kms", arn("kms", "key/1")), withBucket),
    some("aws_s3_bucket_server_side_encryption_configuration", encrypts("aws:kms", KEY), withBucket),
  ],
  [
    "a bucket that is there by another key",
    some("aws_s3_bucket_server_side_encryption_configuration", encrypts("aws:kms", KEY)),
    some("aws_s3_bucket_server_side_encryption_configuration", encrypts("AES256")),
  ],
  [
    "objects of whoever writes them",
    some("aws_s3_bucket_ownership_controls", owns("ObjectWriter")),
    some("aws_s3_bucket_ownership_controls", owns("BucketOwnerEnforced")),
  ],
  [
    "a budget that tells another account",
    some("aws_budgets_budget", budget([`arn:aws:sns:us-east-1:${OTHER}:x`])),
    some("aws_budgets_budget", budget([TOPIC])),
  ],
  ["a parameter that the function is told of", named, parameter],
  ["a parameter that the configuration takes", referred, parameter],
  [
    "a parameter that a role may read",
    () => read(`arn:aws:ssm:us-east-1:${OWN}:parameter/shop/*`),
    () => read(`arn:aws:ssm:us-east-1:${OWN}:parameter/other/*`),
  ],
  ["a parameter among all", () => read("*"), () => read(`arn:aws:ssm:us-east-1:${OWN}:parameter/shop`)],
  ["a parameter that the plan reads", readByPlan, parameter],
  ["less time to miss a key", key(7), key(30)],
  [
    "a dashboard that calls",
    dashboard({ type: "metric", properties: { title: "x", metrics: [[{ expression: "LAMBDA(1)" }]] } }),
    dashboard(TITLED),
  ],
  [
    "a title of which a part is no title",
    dashboard({
      ...TITLED,
      properties: { ...TITLED.properties, metrics: [[{ expression: '"title":"x", Lambda (1)' }]] },
    }),
    dashboard({ type: "text", properties: { markdown: 'Lambda (skill), "live"' } }),
  ],
];
