import type { Json, ReviewCase } from "./review-case";
import { casesOf, described, REMOVED, reference, set, tagged } from "./review-case";

/** Resources that the rules know and the stack does not have, as far as the emulator creates them. */
export const TEMPLATES: Readonly<Record<string, Json>> = {
  aws_lambda_provisioned_concurrency_config: {
    function_name: reference("aws_lambda_function.skill.function_name"),
    qualifier: reference("aws_lambda_alias.skill_live.name"),
    provisioned_concurrent_executions: 2,
  },
  aws_cognito_identity_provider: {
    provider_name: "Google",
    provider_type: "Google",
    attribute_mapping: { email: "email", username: "sub" },
    // With less than all of these the provider plans an update each time.
    provider_details: {
      attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
      attributes_url_add_attributes: "true",
      authorize_scopes: "openid email",
      authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
      client_id: "example",
      client_secret: "example",
      oidc_issuer: "https://accounts.google.com",
      token_request_method: "POST",
      token_url: "https://www.googleapis.com/oauth2/v4/token",
    },
  },
  aws_cognito_resource_server: {
    identifier: "api",
    name: "api",
    scope: [{ scope_name: "read", scope_description: "Read" }],
  },
  aws_cognito_user_group: { name: "readers" },
  aws_dynamodb_table: { billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute: [{ name: "id", type: "S" }] },
  aws_iam_role_policy_attachment: {
    role: reference("aws_iam_role.skill_role.name"),
    policy_arn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
  },
  aws_kms_key: {},
  aws_s3_bucket: {},
};

const attachment = casesOf("aws_iam_role_policy_attachment");
const bucket = casesOf("aws_s3_bucket");
const group = casesOf("aws_cognito_user_group");
const key = casesOf("aws_kms_key");
const provider = casesOf("aws_cognito_identity_provider");
const server = casesOf("aws_cognito_resource_server");
const table = casesOf("aws_dynamodb_table");
const scopes = (...names: readonly string[]) =>
  set({ scope: names.map((name) => ({ scope_name: name, scope_description: name })) });

export const OTHER_CASES: readonly ReviewCase[] = [
  attachment("resource-destroyed", "warn", REMOVED),
  bucket("resource-destroyed", "block", REMOVED, tagged),
  bucket("resource-replaced", "block", set({ bucket: "another" }), set({ tags: { Team: "voice" } })),
  group("resource-destroyed", "warn", REMOVED, described),
  group("resource-replaced", "warn", set({ name: "another" }), set({ precedence: 5 })),
  group("group-role", "warn", set({ role_arn: "arn:aws:iam::123456789012:role/editors" }), set({ precedence: 5 })),
  server("scope-withdrawn", "warn", scopes("read"), scopes("read", "write", "delete"), {
    base: scopes("read", "write"),
  }),
  key("resource-destroyed", "block", REMOVED, set({ enable_key_rotation: true })),
  provider("resource-destroyed", "block", REMOVED),
  provider("identity-provider", "warn", set({ attribute_mapping: { email: "email", username: "sub", name: "name" } })),
  provider("resource-replaced", "warn", set({ provider_name: "Another" })),
  server("resource-destroyed", "block", REMOVED, scopes("read", "write")),
  server("resource-replaced", "warn", set({ identifier: "another" }), scopes("write", "read")),
  table("resource-destroyed", "block", REMOVED, tagged),
  table(
    "resource-replaced",
    "block",
    set({ hash_key: "name", attribute: [{ name: "name", type: "S" }] }),
    set({ deletion_protection_enabled: true }),
  ),
  table("encryption-changed", "warn", set({ server_side_encryption: { enabled: true } }), tagged),
  table("data-retention", "warn", set({ ttl: { attribute_name: "until", enabled: true } }), tagged),
  table("data-guard-off", "warn", set({ deletion_protection_enabled: false }), tagged, {
    base: set({ deletion_protection_enabled: true }),
  }),
];
