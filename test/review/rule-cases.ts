/** Cases for the rules on access, code, identity, data and what is lost to the view. */
import { CLIENT, created, LOGS, PERMISSION, POLICY, POOL, ROLE, replaced, resource, updated } from "./planned";
import type { Case } from "./rule-plans";
import {
  ACCOUNT,
  acl,
  byHand,
  COGNITO,
  callback,
  changed,
  cognitos,
  dnsRecord,
  forgotten,
  google,
  grants,
  notFound,
  ofFunction,
  offering,
  policy,
  provisioned,
  trusts,
  unseen,
  variables,
} from "./rule-plans";

export const FAMILY_CASES: readonly Case[] = [
  ["lost-to-view", "block", () => unseen(POOL), /another region, account/, () => unseen(LOGS)],
  [
    "lost-to-view",
    "block",
    () => created("aws_cognito_user_pool", "p", { name: "p" }, forgotten(POOL)),
    /stays in AWS/,
    () => forgotten(POOL),
  ],
  [
    "lambda-limited",
    "block",
    () => ofFunction({ reserved_concurrent_executions: 1 }),
    /at once[\s\S]*will be 1/,
    () => ofFunction({ reserved_concurrent_executions: 0 }),
  ],
  [
    "lambda-limited",
    "warn",
    () => ofFunction({ reserved_concurrent_executions: 50 }),
    /50/,
    () => ofFunction({ memory_size: 1024 }),
  ],
  [
    "lambda-limited",
    "block",
    () => ofFunction({ timeout: 1 }),
    /before it can answer/,
    () => ofFunction({ timeout: 5 }),
  ],
  [
    "lambda-environment",
    "block",
    () => variables({ CLIENT_ID: "another" }),
    /CLIENT_ID/,
    () => variables({ LEVEL: "debug" }),
  ],
  [
    "code-by-variable",
    "block",
    () => variables({ NODE_OPTIONS: "--import=x" }),
    /NODE_OPTIONS/,
    () => variables({ NODE_ENV: "production" }),
  ],
  [
    "code-by-variable",
    "block",
    () => variables({ AWS_LAMBDA_EXEC_WRAPPER: "/opt/x" }),
    /WRAPPER/,
    () => variables({ AWS_REGION_NAME: "x" }),
  ],
  [
    "trigger-permission",
    "block",
    () => cognitos(() => {}),
    /taken away/,
    () => cognitos((plan) => created("aws_lambda_permission", "other", resource(plan, PERMISSION).change.before, plan)),
  ],
  [
    "trigger-foreign",
    "block",
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [
          { custom_email_sender: [{ lambda_arn: "arn:aws:lambda:us-east-1:666666666666:function:f" }] },
        ];
      }),
    /666666666666/,
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_sign_up: `${ACCOUNT}:f` }];
      }),
  ],
  [
    "trigger-unknown",
    "warn",
    () =>
      updated(POOL, (it, _was, change) => {
        it.lambda_config = [{}];
        change.after_unknown.lambda_config = [{ pre_sign_up: true }];
      }),
    /known after the apply/,
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_sign_up: `${ACCOUNT}:f` }];
      }),
  ],
  [
    "function-open",
    "block",
    () =>
      created("aws_lambda_permission", "all", { action: "lambda:InvokeFunction", function_name: "f", principal: "*" }),
    /without source_arn/,
    () =>
      created("aws_lambda_permission", "one", {
        action: "lambda:InvokeFunction",
        function_name: "f",
        principal: COGNITO,
        source_arn: "arn:pool",
      }),
  ],
  [
    "function-open",
    "block",
    () => created("aws_lambda_function_url", "u", { authorization_type: "NONE" }),
    /NONE/,
    () => created("aws_lambda_function_url", "u", { authorization_type: "AWS_IAM" }),
  ],
  [
    "resource-open",
    "block",
    () => created("aws_s3_bucket_policy", "p", { bucket: "b", policy: policy("*") }),
    /s3:GetObject/,
    () =>
      created("aws_s3_bucket_policy", "p", { bucket: "b", policy: policy({ AWS: "arn:aws:iam::123456789012:root" }) }),
  ],
  [
    "public-access",
    "block",
    () =>
      changed(
        "aws_s3_bucket_public_access_block",
        { bucket: "b", block_public_acls: true },
        { bucket: "b", block_public_acls: false },
      ),
    /block_public_acls/,
    () =>
      changed(
        "aws_s3_bucket_public_access_block",
        { bucket: "b", block_public_acls: false },
        { bucket: "b", block_public_acls: true },
      ),
  ],
  [
    "iam-administrator",
    "block",
    () =>
      created("aws_iam_role", "r", {
        name: "r",
        assume_role_policy: policy("x"),
        managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      }),
    /AdministratorAccess/,
    () =>
      created("aws_iam_role", "r", {
        name: "r",
        assume_role_policy: policy("x"),
        managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      }),
  ],
  [
    "iam-administrator",
    "block",
    () =>
      updated(POLICY, (it) => {
        it.policy = grants("*", "*");
      }),
    /\* on \*/,
    () =>
      updated(POLICY, (it) => {
        it.policy = grants("logs:PutLogEvents", "arn:aws:logs:us-east-1:1:x");
      }),
  ],
  [
    "identity-access",
    "warn",
    () => created("aws_iam_access_key", "k", { user: "u" }),
    /created/,
    () => created("aws_iam_policy", "k", { name: "k", policy: grants("logs:PutLogEvents", "x") }),
  ],
  [
    "access-narrower",
    "block",
    () =>
      updated(ROLE, (it, was) => {
        it.assume_role_policy = was.assume_role_policy.replace('"Allow"', '"Deny"');
      }),
    /denied: sts:AssumeRole/,
    () =>
      updated(ROLE, (it) => {
        it.description = "new";
      }),
  ],
  [
    "access-narrower",
    "warn",
    () =>
      updated(POLICY, (it) => {
        it.policy = grants("logs:PutLogEvents", "arn:none");
      }),
    /no longer allowed/,
    () =>
      updated(POLICY, (it, was) => {
        it.policy = `${was.policy} `;
      }),
  ],
  [
    "function-role",
    "block",
    () => ofFunction({ role: "arn:aws:iam::123456789012:role/admin" }),
    /role\/admin/,
    () => ofFunction({ description: "new" }),
  ],
  [
    "identity-provider",
    "warn",
    () => created("aws_cognito_identity_provider", "g", google()),
    /attribute_mapping/,
    () => changed("aws_cognito_identity_provider", google(), google()),
  ],
  [
    "identity-provider",
    "warn",
    () => changed("aws_cognito_identity_provider", google(), google({ provider_details: { client_id: "theirs" } })),
    /was ours, will be theirs/,
    () => changed("aws_cognito_identity_provider", google(), google({ idp_identifiers: [] })),
  ],
  [
    "implicit-grant",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows = ["code", "implicit"];
      }),
    /browser/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows = ["code"];
      }),
  ],
  [
    "redirect-look-alike",
    "block",
    () => callback("https://layla.amazon.com.example.net/api/skill/link/M1"),
    /amazon\.com\.example\.net/,
    () => callback("https://layla.amazon.com/api/skill/link/M2"),
  ],
  [
    "scope-gained",
    "block",
    () => variables({ SCOPES: "openid profile email" }),
    /no link can have: email[\s\S]*asks every user to link again/,
    () => variables({ SCOPES: "profile openid" }),
  ],
  [
    "scope-gained",
    "warn",
    () => offering("email", variables({ SCOPES: "openid profile email" })),
    /lack: email[\s\S]*asks these users to link again/,
    () => offering("email", variables({ SCOPES: "profile openid" })),
  ],
  [
    "scope-gained",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes = [...it.allowed_oauth_scopes, "email"];
      }),
    /keeps the scopes/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes = [...it.allowed_oauth_scopes].reverse();
      }),
  ],
  [
    "sign-in-guard",
    "warn",
    () => acl("arn:aws:cognito-idp:us-east-1:123456789012:userpool/x"),
    /refuse Alexa/,
    () => acl("arn:aws:elasticloadbalancing:us-east-1:1:x"),
  ],
  [
    "sign-in-address",
    "warn",
    () => changed("aws_route53_record", { name: "a", records: ["x"] }, { name: "a", records: ["y"] }),
    /was \["x"\], will be \["y"\]/,
    () =>
      changed("aws_route53_record", { name: "a", records: ["x"], ttl: 60 }, { name: "a", records: ["x"], ttl: 300 }),
  ],
  [
    "sign-in-ways",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.web_authn_configuration = [{ relying_party_id: "x.example" }];
        it.tags = {};
      }),
    /Passkeys/,
    () =>
      updated(POOL, (it) => {
        it.tags = { a: "b" };
      }),
  ],
  [
    "data-guard-off",
    "warn",
    () =>
      changed(
        "aws_dynamodb_table",
        { name: "t", deletion_protection_enabled: true },
        { name: "t", deletion_protection_enabled: false },
      ),
    /deletion_protection_enabled/,
    () =>
      changed(
        "aws_dynamodb_table",
        { name: "t", deletion_protection_enabled: false },
        { name: "t", deletion_protection_enabled: true },
      ),
  ],
  [
    "code-origin",
    "block",
    () => ofFunction({ layers: ["arn:aws:lambda:us-east-1:666666666666:layer:x:1"] }),
    /666666666666/,
    () => ofFunction({ layers: ["arn:aws:lambda:us-east-1:123456789012:layer:x:1"] }),
  ],
  ["provisioner-runs", "block", () => provisioned(["local-exec"]), /local-exec/, () => provisioned([])],
  [
    "provider-offered",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers = [...it.supported_identity_providers, "Google"];
      }),
    /with Google too/,
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers = [...it.supported_identity_providers].reverse();
      }),
  ],
  [
    "drift-kept",
    "warn",
    () => byHand(CLIENT, { callback_urls: ["https://elsewhere.example"] }),
    /leaves it so: callback_urls[\s\S]*elsewhere/,
    () => byHand(LOGS, { tags: { Team: "a" }, retention_in_days: 0 }),
  ],
  ["lost-to-view", "block", () => notFound(POOL), /takes it out of its memory/, () => notFound(LOGS)],
  [
    "sign-in-look",
    "info",
    () => changed("aws_cognito_user_pool_ui_customization", { css: "a {}" }, { css: "b {}" }),
    /look different/,
    () => updated(CLIENT, (it) => (it.name = "another")),
  ],
  [
    "sign-in-address",
    "block",
    () =>
      dnsRecord(
        { name: "auth", fqdn: "auth.example.com", records: ["d1.cloudfront.net"] },
        { records: ["evil.example"] },
      ),
    /leads elsewhere/,
    () => dnsRecord({ name: "blog.example.com", records: ["host.example"] }, { records: ["other.example"] }),
  ],
  [
    "iam-wider",
    "block",
    () =>
      created("aws_iam_role", "r", {
        name: "r",
        assume_role_policy: trusts({ AWS: "arn:aws:iam::666666666666:root" }),
      }),
    /another account/,
    () => created("aws_iam_role", "r", { name: "r", assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }) }),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      created("aws_iam_user_policy", "u", { name: "u", user: "u", policy: grants("s3:GetObject", "arn:aws:s3:::b/*") }),
    /s3:GetObject/,
    () => created("aws_iam_user", "u", { name: "u" }),
  ],
  [
    "secret-in-clear",
    "warn",
    () =>
      updated(LOGS, (it) => {
        it.tags = { Key: "ghp_abcdefghijklmnopqrstuvwxyz0123456789" };
      }),
    /In: tags/,
    () =>
      updated(LOGS, (it) => {
        it.tags = { Key: "words" };
      }),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "qualifier", (it) => {
        it.qualifier = null;
      }),
    /qualifier was live, will be not set/,
    () =>
      replaced(PERMISSION, "statement_id", (it) => {
        it.statement_id = "another";
      }),
  ],
];
