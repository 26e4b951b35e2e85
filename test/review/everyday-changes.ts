/** What shops change every day, and nobody should be stopped by. */
import { constant, OWN, of, withProvider } from "./harmful-builders";
import type { Values } from "./planned";
import { CLIENT, created, FUNCTION, LOGS, POOL, resource } from "./planned";
import { answering, changed, grants, newRole, POOL_ARN, trusts } from "./rule-plans";

const some = (type: string, values: Values) => () => created(type, "x", values);

const KEY = `arn:aws:kms:us-east-1:${OWN}:key/1`;
const TABLE = { name: "t", hash_key: "id", billing_mode: "PAY_PER_REQUEST", attribute: [{ name: "id", type: "S" }] };

/** Something new, and what the provider computes of it where nothing sets it. */
const computed = (type: string, values: Values, names: string) => () => {
  const plan = created(type, "x", values);
  const { after_unknown } = resource(plan, `${type}.x`).change;
  Object.assign(after_unknown, Object.fromEntries(names.split(" ").map((name) => [name, true])));
  return plan;
};

/** A new output of a local value. */
const output = (after: unknown) => () => {
  const plan = created("random_id", "x", { byte_length: 4 });
  plan.configuration.root_module.outputs = { more: { expression: { references: ["local.x"] } } };
  const [before_sensitive, after_sensitive, after_unknown] = [false, false, false];
  const change = { actions: ["create"], before: null, after, before_sensitive, after_sensitive, after_unknown };
  Object.assign(plan.output_changes, { more: change });
  return plan;
};

const ROLE = { name: "x", assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }) };
const QUEUE = `arn:aws:sqs:us-east-1:${OWN}:failed`;

export const EVERYDAY: readonly (readonly [what: string, plan: () => Values])[] = [
  ["tags", of(FUNCTION, { tags: { a: "b" }, tags_all: { a: "b" } })],
  [
    "an ID token's hour in minutes",
    of(
      CLIENT,
      { id_token_validity: 60, token_validity_units: [{ id_token: "minutes" }] },
      { id_token_validity: 0, token_validity_units: [] },
    ),
  ],
  ["more memory", of(FUNCTION, { memory_size: 1024 })],
  ["more time", of(FUNCTION, { timeout: 7 }, { timeout: 5 })],
  ["more storage", of(FUNCTION, { ephemeral_storage: [{ size: 1024 }] })],
  ["a description", of(FUNCTION, { description: "better" })],
  ["tracing", of(FUNCTION, { tracing_config: [{ mode: "Active" }] })],
  [
    "as many calls as come",
    of(FUNCTION, { reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 100 }),
  ],
  ["new code", of(FUNCTION, { source_code_hash: "b2==" })],
  ["longer logs", of(LOGS, { retention_in_days: 3650 })],
  ["a log group", some("aws_cloudwatch_log_group", { name: "x", retention_in_days: 30, kms_key_id: KEY })],
  [
    "an alarm",
    some("aws_cloudwatch_metric_alarm", {
      alarm_name: "x",
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 1,
      actions_enabled: true,
      alarm_actions: [`arn:aws:sns:us-east-1:${OWN}:ops`],
    }),
  ],
  ["a dashboard", some("aws_cloudwatch_dashboard", { dashboard_name: "x", dashboard_body: '{"widgets":[]}' })],
  ["a secret", some("aws_secretsmanager_secret", { name: "x", recovery_window_in_days: 30 })],
  ["a table", some("aws_dynamodb_table", TABLE)],
  [
    "a table with a key",
    some("aws_dynamodb_table", { ...TABLE, server_side_encryption: [{ enabled: true, kms_key_arn: KEY }] }),
  ],
  ["a bucket", some("aws_s3_bucket", { bucket: "x" })],
  ["versions", some("aws_s3_bucket_versioning", { bucket: "b", versioning_configuration: [{ status: "Enabled" }] })],
  [
    "a closed bucket",
    some("aws_s3_bucket_public_access_block", {
      bucket: "b",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
  ],
  ["a random number", some("random_id", { byte_length: 4 })],
  ["a parameter", some("aws_ssm_parameter", { name: "x", type: "String", value: "hello", overwrite: false })],
  ["longer links", of(CLIENT, { refresh_token_validity: 3650 }, { refresh_token_validity: 365 })],
  ["a client's name", of(CLIENT, { name: "other" })],
  [
    "errors that tell nothing",
    of(CLIENT, { prevent_user_existence_errors: "ENABLED" }, { prevent_user_existence_errors: "LEGACY" }),
  ],
  ["protection", of(POOL, { deletion_protection: "ACTIVE" }, { deletion_protection: "INACTIVE" })],
  [
    "a key that rotates",
    () => changed("aws_kms_key", { id: "i", enable_key_rotation: false }, { id: "i", enable_key_rotation: true }),
  ],
  [
    "a role of which AWS knows the rest",
    computed("aws_iam_role", ROLE, "inline_policy managed_policy_arns unique_id create_date tags_all name_prefix"),
  ],
  [
    "a bucket of which AWS knows the rest",
    computed(
      "aws_s3_bucket",
      { bucket: "x" },
      "acl cors_rule grant lifecycle_rule logging policy replication_configuration versioning website region arn",
    ),
  ],
  [
    "a table of which AWS knows the rest",
    computed("aws_dynamodb_table", TABLE, "point_in_time_recovery server_side_encryption ttl stream_arn read_capacity"),
  ],
  [
    "a pool of which AWS knows the rest",
    computed(
      "aws_cognito_user_pool",
      { name: "x" },
      "admin_create_user_config password_policy sign_in_policy sms_configuration username_configuration endpoint",
    ),
  ],
  [
    "a client of which AWS knows the rest",
    computed(
      "aws_cognito_user_pool_client",
      { name: "x", user_pool_id: "us-east-1_old", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] },
      "access_token_validity allowed_oauth_flows callback_urls client_secret logout_urls write_attributes",
    ),
  ],
  ["a secret of which AWS knows the rest", computed("aws_secretsmanager_secret", { name: "x" }, "policy replica arn")],
  ["a key of which AWS knows the rest", computed("aws_kms_key", {}, "policy key_id multi_region arn")],
  ["an output of open words", output(`${POOL_ARN} at https://example.com/signed-out`)],
  ["an output of a number", output(42)],
  ["an output of names", output(["staging", "alexa-skill-staging"])],
  [
    "one skill more",
    () =>
      created(
        "aws_lambda_permission",
        "x",
        {
          action: "lambda:InvokeFunction",
          function_name: "alexa-skill-staging",
          qualifier: "live",
          principal: "alexa-appkit.amazon.com",
          event_source_token: "amzn1.ask.skill.2",
        },
        answering("amzn1.ask.skill.2"),
      ),
  ],
  [
    "a role that may send failed events to where its function does",
    () =>
      newRole(
        grants("sqs:SendMessage", QUEUE),
        of(FUNCTION, { dead_letter_config: [{ target_arn: QUEUE }] }, { dead_letter_config: [] })(),
      ),
  ],
  [
    "a role of the plan's own account",
    withProvider({ assume_role: [{ role_arn: constant(`arn:aws:iam::${OWN}:role/deploy`) }] }),
  ],
  ["a region", withProvider({ region: constant("us-east-1") })],
  [
    "what an alarm says",
    () =>
      changed("aws_cloudwatch_metric_alarm", { id: "a", alarm_description: "a" }, { id: "a", alarm_description: "b" }),
  ],
  [
    "a certificate that was renewed",
    () =>
      changed(
        "aws_acm_certificate",
        { id: "i", status: "PENDING_VALIDATION", not_after: "", not_before: "", renewal_eligibility: "INELIGIBLE" },
        {
          id: "i",
          status: "ISSUED",
          not_after: "2027-11-01T00:00:00Z",
          not_before: "2026-10-01T00:00:00Z",
          renewal_eligibility: "ELIGIBLE",
        },
      ),
  ],
];
