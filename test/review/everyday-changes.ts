/** What shops change every day, and nobody should be stopped by. */
import { OWN, of } from "./harmful-builders";
import type { Values } from "./planned";
import { CLIENT, created, FUNCTION, LOGS, POOL } from "./planned";
import { changed } from "./rule-plans";

const some = (type: string, values: Values) => () => created(type, "x", values);

const KEY = `arn:aws:kms:us-east-1:${OWN}:key/1`;
const TABLE = { name: "t", hash_key: "id", billing_mode: "PAY_PER_REQUEST", attribute: [{ name: "id", type: "S" }] };

export const EVERYDAY: readonly (readonly [what: string, plan: () => Values])[] = [
  ["tags", of(FUNCTION, { tags: { a: "b" }, tags_all: { a: "b" } })],
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
