import type { Json } from "./review-case";
import { at, LOGS, POOL, reference } from "./review-case";
import { add } from "./review-copies";

const OTHERS = "666666666666";

const toAnybody = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::resource-destroyed/*" },
  ],
});

/** What more a plan finds that creates what {@link addHarmful} adds. */
export const HARMFUL = [
  "auth-flows-unset warn aws_cognito_user_pool_client.unsaid",
  "code-by-variable block aws_lambda_function.preloaded",
  "code-origin block aws_lambda_function.layered",
  "foreign-reference warn aws_cloudwatch_log_group.foreign",
  "iam-administrator block aws_iam_role_policy_attachment.administrator",
  "iam-wider warn aws_iam_role_policy_attachment.administrator",
  "identity-access warn aws_iam_user.somebody",
  "provisioner-runs block terraform_data.script",
  "public-access block aws_s3_bucket_public_access_block.open",
  "redirect-added warn aws_cognito_user_pool_client.look-alike",
  "redirect-look-alike block aws_cognito_user_pool_client.look-alike",
  "resource-open block aws_s3_bucket_policy.open",
  "role-lent warn aws_lambda_function.layered",
  "role-lent warn aws_lambda_function.preloaded",
  "secret-in-clear warn aws_cloudwatch_log_group.labelled",
  "sign-in-address warn aws_route53_record.another",
  "sign-in-guard warn aws_wafv2_web_acl_association.guard",
  "tokens-endless warn aws_cognito_user_pool_client.endless",
  "trigger-foreign block aws_cognito_user_pool.foreign",
];

/** Adds what the rules find in a plan that creates it. It is never applied, so the emulator need not know the types. */
export function addHarmful(extra: Json): void {
  const { environment, ...code } = at(extra, "aws_lambda_function.one");
  const variables = { ...environment.variables, NODE_OPTIONS: "--import=/opt/first.mjs" };
  add(extra, "aws_lambda_function.preloaded", { ...code, function_name: "preloaded", environment: { variables } });
  const layers = [`arn:aws:lambda:us-east-1:${OTHERS}:layer:theirs:1`];
  add(extra, "aws_lambda_function.layered", { ...code, function_name: "layered", environment, layers });
  const role = reference("aws_iam_role.skill_role.name");
  const policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess";
  add(extra, "aws_iam_role_policy_attachment.administrator", { role, policy_arn });
  add(extra, "aws_iam_user.somebody", { name: "somebody" });
  add(extra, "terraform_data.script", { provisioner: [{ "local-exec": { command: "true" } }] });
  const bucket = reference("aws_s3_bucket.resource-destroyed.id");
  add(extra, "aws_s3_bucket_public_access_block.open", { bucket, block_public_acls: true });
  add(extra, "aws_s3_bucket_policy.open", { bucket, policy: toAnybody });
  const client = at(extra, "aws_cognito_user_pool_client.adopted");
  const callback_urls = [...client.callback_urls, "https://layla.amazon.com.example.net/api/skill/link/M1EXAMPLE0DEV"];
  add(extra, "aws_cognito_user_pool_client.look-alike", { ...client, name: "look-alike", callback_urls });
  add(extra, "aws_cognito_user_pool_client.endless", { ...client, name: "endless", enable_token_revocation: false });
  const { explicit_auth_flows: _, ...unsaid } = client;
  add(extra, "aws_cognito_user_pool_client.unsaid", { ...unsaid, name: "unsaid", user_pool_id: "us-east-1_EXAMPLE09" });
  add(extra, "aws_cloudwatch_log_group.labelled", {
    name: "labelled",
    tags: { Key: "ghp_abcdefghijklmnopqrstuvwxyz0123456789" },
  });
  add(extra, "aws_cloudwatch_log_group.foreign", {
    name: "foreign",
    kms_key_id: `arn:aws:kms:us-east-1:${OTHERS}:key/11111111-1111-4111-8111-111111111111`,
  });
  const record = { zone_id: "Z0EXAMPLE", type: "CNAME", ttl: 60, records: ["host.example.net"] };
  add(extra, "aws_route53_record.another", { ...record, name: "www.example.org" });
  add(extra, "aws_wafv2_web_acl_association.guard", {
    resource_arn: reference(`${POOL}.arn`),
    web_acl_arn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111",
  });
  add(extra, "aws_cognito_user_pool.foreign", {
    name: "foreign",
    password_policy: { minimum_length: 8 },
    lambda_config: { pre_sign_up: `arn:aws:lambda:us-east-1:${OTHERS}:function:theirs` },
  });
}

/** How many resources {@link addHarmless} adds. */
export const HARMLESS = 5;

/** Adds what is created and harms nobody: neighbours of the former. */
export function addHarmless(extra: Json): void {
  const { environment, ...code } = at(extra, "aws_lambda_function.one");
  const variables = { ...environment.variables, NODE_ENV: "production" };
  const assume_role_policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  add(extra, "aws_iam_role.of-new", { name: "of-new", assume_role_policy });
  const role = reference("aws_iam_role.of-new.arn");
  add(extra, "aws_lambda_function.new", { ...code, role, function_name: "new", environment: { variables } });
  add(extra, "terraform_data.new", { input: "a" });
  add(extra, "aws_s3_bucket_public_access_block.new", {
    bucket: reference("aws_s3_bucket.resource-destroyed.id"),
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  add(extra, "aws_cloudwatch_log_group.new", {
    ...at(extra, `${LOGS.split(".")[0]}.encryption-changed`),
    name: "new",
    tags: { Key: "words" },
  });
}
