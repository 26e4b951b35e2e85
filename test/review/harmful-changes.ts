/** Changes of what is there by which somebody may get harm through: none of them is safe. */
import {
  another,
  arn,
  code,
  constant,
  imported,
  newUnknown,
  OF_LAMBDA,
  OTHER,
  OWN,
  of,
  policy,
  programOf,
  roleFor,
  SKILL,
  unknown,
  variable,
  withProvider,
} from "./harmful-builders";
import type { Values } from "./planned";
import { ALIAS, CLIENT, created, deleted, FUNCTION, fixture, LOGS, PERMISSION, POOL, ROLE, resource } from "./planned";
import { forgotten, provisioned, reading } from "./rule-plans";

export type HarmfulChange = readonly [family: string, what: string, plan: () => Values];

const POOL_ID = "us-east-1_old";
const EVIL = "https://evil.example";

export const HARMFUL_CHANGES: readonly HarmfulChange[] = [
  [
    "import",
    "a pool of another account",
    imported("aws_cognito_user_pool", {
      id: "us-east-1_evil",
      name: "x",
      arn: arn("cognito-idp", "userpool/us-east-1_evil"),
    }),
  ],
  ["removed", "the pool is forgotten", () => forgotten(POOL)],
  ["removed", "the function's role is forgotten", () => forgotten(ROLE)],
  ["keys", "a skill's permission goes with its key", () => deleted(PERMISSION, "delete_because_each_key")],
  ["unknown", "trust of a new role", newUnknown("aws_iam_role", "assume_role_policy", { name: "x" })],
  [
    "unknown",
    "trust of the function's role",
    unknown(ROLE, "assume_role_policy", "data.aws_iam_policy_document.x.json"),
  ],
  ["unknown", "the function's role", unknown(FUNCTION, "role", "aws_iam_role.evil.arn")],
  ["unknown", "the function's layers", unknown(FUNCTION, "layers", "aws_lambda_layer_version.evil.arn")],
  ["unknown", "the function's zip", unknown(FUNCTION, "source_code_hash", "data.archive_file.x.output_base64sha256")],
  ["unknown", "the bucket of the zip", unknown(FUNCTION, "s3_bucket", "var.b")],
  ["unknown", "the pool's triggers", unknown(POOL, "lambda_config", "aws_lambda_function.evil.arn")],
  ["unknown", "the client's redirects", unknown(CLIENT, "callback_urls", "var.x")],
  ["unknown", "a bucket's policy", newUnknown("aws_s3_bucket_policy", "policy", { bucket: "b" })],
  ["unknown", "a key's policy", newUnknown("aws_kms_key", "policy", {})],
  ["unknown", "a secret's policy", newUnknown("aws_secretsmanager_secret", "policy", { name: "x" })],
  ["unknown", "a managed policy", newUnknown("aws_iam_policy", "policy", { name: "x" })],
  [
    "unknown",
    "policies of a role",
    newUnknown("aws_iam_role", "managed_policy_arns", { name: "x", assume_role_policy: OF_LAMBDA }),
  ],
  [
    "unknown",
    "who may call",
    newUnknown("aws_lambda_permission", "principal", { action: "lambda:InvokeFunction", function_name: SKILL }),
  ],
  [
    "unknown",
    "whose provider",
    newUnknown("aws_cognito_identity_provider", "provider_details", {
      provider_name: "G",
      provider_type: "OIDC",
      user_pool_id: POOL_ID,
    }),
  ],
  [
    "unknown",
    "what a web ACL stands before",
    newUnknown("aws_wafv2_web_acl_association", "resource_arn", { web_acl_arn: "a" }),
  ],
  ["programs", "with something new", () => provisioned(["local-exec"])],
  ["programs", "beside an update", programOf("terraform_data", { input: "a" }, { input: "b" })],
  [
    "programs",
    "at the end of a null_resource",
    programOf("null_resource", { triggers: { a: "1" } }, { triggers: { a: "2" } }),
  ],
  ["programs", "that a plan runs", () => reading("data", "external")],
  [
    "programs",
    "in a new function under a living role",
    () => created("aws_lambda_function", "x", code({ role: `arn:aws:iam::${OWN}:role/prod-admin` })),
  ],
  ["code", "an alias without versions", of(ALIAS, { function_version: "$LATEST" })],
  ["code", "a layer", of(FUNCTION, { layers: [`arn:aws:lambda:us-east-1:${OWN}:layer:x:1`] })],
  ["code", "a container's command", of(FUNCTION, { image_config: [{ command: ["x"] }] })],
  [
    "code",
    "a file system",
    of(FUNCTION, {
      file_system_config: [
        { arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/x", local_mount_path: "/mnt/x" },
      ],
    }),
  ],
  ["code", "dead letters to another account", of(FUNCTION, { dead_letter_config: [{ target_arn: arn("sqs", "q") }] })],
  ["code", "another handler", of(FUNCTION, { handler: "evil.handler" })],
  ["code", "another language", of(FUNCTION, { runtime: "python3.12" })],
  ["code", "a library before all", variable("LD_PRELOAD", "/opt/x.so")],
  ["code", "a wrapper", variable("AWS_LAMBDA_EXEC_WRAPPER", "/opt/x")],
  ["code", "a proxy", variable("HTTPS_PROXY", "http://evil.example")],
  ["code", "another AWS", variable("AWS_ENDPOINT_URL", EVIL)],
  ["code", "a profile from elsewhere", variable("USER_INFO_URI", `${EVIL}/oauth2/userInfo`)],
  ["code", "any skill", variable("SKILL_IDS", "*")],
  ["cut off", "another issuer", variable("ISSUER", `${EVIL}/`)],
  [
    "cut off",
    "a signature that no zip has",
    of(FUNCTION, { code_signing_config_arn: `arn:aws:lambda:us-east-1:${OWN}:code-signing-config:x` }),
  ],
  [
    "cut off",
    "a network without a way out",
    of(FUNCTION, {
      vpc_config: [{ subnet_ids: ["s"], security_group_ids: ["g"], ipv6_allowed_for_dual_stack: false, vpc_id: "" }],
    }),
  ],
  ["cut off", "another log group", of(FUNCTION, { logging_config: [{ log_group: "other", log_format: "JSON" }] })],
  [
    "cut off",
    "snapshots",
    of(FUNCTION, { snap_start: [{ apply_on: "PublishedVersions", optimization_status: "Off" }] }),
  ],
  ["client", "a redirect by default", of(CLIENT, { default_redirect_uri: EVIL })],
  ["client", "attributes that people write", of(CLIENT, { write_attributes: ["email", "custom:admin"] })],
  [
    "client",
    "analytics of another account",
    of(CLIENT, {
      analytics_configuration: [{ application_arn: arn("mobiletargeting", "apps/x"), user_data_shared: true }],
    }),
  ],
  ["client", "context from clients", of(CLIENT, { enable_propagate_additional_user_context_data: true })],
  ["client", "passwords through programs", of(CLIENT, { explicit_auth_flows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] })],
  ["pool", "a smaller plan", of(POOL, { user_pool_tier: "LITE" }, { user_pool_tier: "ESSENTIALS" })],
  [
    "pool",
    "passkeys of another site",
    of(POOL, { web_authn_configuration: [{ relying_party_id: "evil.example", user_verification: "preferred" }] }),
  ],
  [
    "pool",
    "devices",
    of(POOL, {
      device_configuration: [{ challenge_required_on_new_device: false, device_only_remembered_on_user_prompt: false }],
    }),
  ],
  ["pool", "another name", of(POOL, { name: "other" })],
  [
    "pool",
    "sign-up for everybody",
    of(
      POOL,
      { admin_create_user_config: [{ allow_admin_create_user_only: false }] },
      { admin_create_user_config: [{ allow_admin_create_user_only: true }] },
    ),
  ],
  ["pool", "no verification", of(POOL, { auto_verified_attributes: [] })],
  [
    "pool",
    "no verification of changes",
    of(
      POOL,
      { user_attribute_update_settings: [] },
      { user_attribute_update_settings: [{ attributes_require_verification_before_update: ["email"] }] },
    ),
  ],
  [
    "pool",
    "mail by another account",
    of(POOL, { email_configuration: [{ source_arn: arn("ses", "identity/x"), email_sending_account: "DEVELOPER" }] }),
  ],
  [
    "pool",
    "a trigger by another provider's type",
    another(
      "awscc_cognito_user_pool",
      { id: "i", user_pool_name: "p", lambda_config: { pre_token_generation: null } },
      { lambda_config: { pre_token_generation: arn("lambda", "function:x") } },
    ),
  ],
  [
    "client",
    "a look-alike by another provider's type",
    another(
      "awscc_cognito_user_pool_client",
      { id: "i", client_name: "c", callback_ur_ls: ["https://layla.amazon.com/api/skill/link/M1"] },
      { callback_ur_ls: ["https://layla.amazon.com.evil.example/api/skill/link/M1"] },
    ),
  ],
  [
    "pool",
    "a scope less",
    another(
      "aws_cognito_resource_server",
      {
        id: "i",
        identifier: "api",
        name: "a",
        scope: [{ scope_name: "r", scope_description: "r" }],
        user_pool_id: POOL_ID,
      },
      { scope: [] },
    ),
  ],
  [
    "pool",
    "another look",
    another(
      "aws_cognito_managed_login_branding",
      { id: "i", settings: "{}", client_id: "c", user_pool_id: POOL_ID },
      { settings: '{"a":1}' },
    ),
  ],
  ["rights", "longer sessions", of(ROLE, { max_session_duration: 43_200 })],
  ["rights", "a boundary of another account", of(ROLE, { permissions_boundary: `arn:aws:iam::${OTHER}:policy/x` })],
  ["rights", "to pass roles", roleFor("iam:PassRole")],
  ["rights", "to set passwords", roleFor("cognito-idp:AdminSetUserPassword")],
  ["rights", "to read secrets", roleFor("secretsmanager:GetSecretValue")],
  [
    "guards",
    "a web ACL that refuses",
    another(
      "aws_wafv2_web_acl",
      { id: "i", name: "x", default_action: [{ allow: [{}], block: [] }] },
      { default_action: [{ allow: [], block: [{}] }] },
    ),
  ],
  ["logs", "a key of another account", of(LOGS, { kms_key_id: arn("kms", "key/1") })],
  [
    "secrets",
    "another value of a parameter",
    () => {
      const plan = variable("PARAMETER", "/x")();
      const before = { id: "i", name: "/x", type: "String", value: "a" };
      created("aws_ssm_parameter", "x", { ...before, value: "b" }, plan);
      Object.assign(resource(plan, "aws_ssm_parameter.x").change, { actions: ["update"], before, after_unknown: {} });
      return plan;
    },
  ],
  [
    "secrets",
    "a parameter in clear",
    another("aws_ssm_parameter", { id: "i", name: "/x", type: "SecureString", value: "a" }, { type: "String" }),
  ],
  [
    "secrets",
    "another secret",
    another(
      "aws_secretsmanager_secret_version",
      { id: "i", secret_id: "s", secret_string: "a" },
      { secret_string: "b" },
    ),
  ],
  [
    "secrets",
    "a reader more",
    another(
      "aws_secretsmanager_secret",
      { id: "i", name: "x", policy: null },
      {
        policy: policy({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${OWN}:user/m` },
          Action: "secretsmanager:GetSecretValue",
          Resource: "*",
        }),
      },
    ),
  ],
  [
    "keys",
    "an alias to another key",
    another("aws_kms_alias", { id: "i", name: "alias/x", target_key_id: "a" }, { target_key_id: "b" }),
  ],
  [
    "keys",
    "a shorter wait before the end",
    another("aws_kms_key", { id: "i", deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }),
  ],
  [
    "data",
    "items that expire",
    another(
      "aws_dynamodb_table",
      { id: "i", name: "t", ttl: [{ enabled: false, attribute_name: "" }] },
      { ttl: [{ enabled: true, attribute_name: "created" }] },
    ),
  ],
  [
    "data",
    "a replica",
    another("aws_dynamodb_table", { id: "i", name: "t", replica: [] }, { replica: [{ region_name: "eu-west-1" }] }),
  ],
  [
    "data",
    "a stream",
    another(
      "aws_dynamodb_table",
      { id: "i", name: "t", stream_enabled: false, stream_view_type: "" },
      { stream_enabled: true, stream_view_type: "NEW_AND_OLD_IMAGES" },
    ),
  ],
  ["provider", "another AWS", withProvider({ endpoints: [{ cognitoidp: constant(EVIL) }] })],
  [
    "provider",
    "a role of another account",
    withProvider({ assume_role: [{ role_arn: constant(`arn:aws:iam::${OTHER}:role/x`) }] }, "aws.x"),
  ],
  [
    "provider",
    "the same by a pipeline's token",
    withProvider({ assume_role_with_web_identity: [{ role_arn: constant(`arn:aws:iam::${OTHER}:role/x`) }] }),
  ],
  ["provider", "a look-alike", withProvider({}, "aws", "registry.terraform.io/hashic0rp/aws")],
];

/** Worth knowing, and no more: who looks at the plan is told. */
export const NOTED_CHANGES: readonly HarmfulChange[] = [
  [
    "identity",
    "one more address of the sign-in page",
    () => created("aws_cognito_user_pool_domain", "x", { domain: "evil-login", user_pool_id: POOL_ID }),
  ],
  [
    "identity",
    "a style of a client that is there",
    () =>
      created("aws_cognito_user_pool_ui_customization", "x", { user_pool_id: POOL_ID, client_id: "c", css: ".x{}" }),
  ],
  [
    "import",
    "a client of another pool",
    imported("aws_cognito_user_pool_client", {
      id: "evil",
      user_pool_id: "us-east-1_evil",
      name: "alexa",
      callback_urls: ["https://layla.amazon.com/api/skill/link/M1"],
    }),
  ],
  ["moved", "a pool at another address", () => moved(POOL)],
  ["programs", "a web server that is asked", () => reading("data", "http")],
  ["programs", "another state", () => reading("data", "terraform_remote_state")],
  ["programs", "a file of the machine", () => reading("data", "local_sensitive_file")],
  ["programs", "another service", () => reading("data", "vault_generic_secret")],
];

function moved(address: string): Values {
  const plan = fixture("unchanged");
  resource(plan, address).previous_address = "aws_cognito_user_pool.evil";
  return { ...plan, applyable: true };
}
