/** Ways around the rules that once were called safe, each beside a change much like it that is. */
import { another, of } from "./harmful-builders";
import type { Values } from "./planned";
import { CLIENT, created, DOMAIN, FUNCTION, fixture, resource, SKILL, updated } from "./planned";
import { kept } from "./rule-plans";

/** What it is, a plan that is not safe without a word, and its neighbour, which is. */
export type Detour = readonly [what: string, harmful: () => Values, harmless: () => Values];

const BUCKET = "arn:aws:s3:::b";
const OWN_ROLE = "arn:aws:iam::123456789012:role/x";

const statement = (Principal: unknown, Resource: string): object => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Principal,
  Resource,
});
const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const OPEN_PUBLIC = document(statement({ AWS: OWN_ROLE }, `${BUCKET}/secret/*`), statement("*", `${BUCKET}/public/*`));
const OPEN_SECRET = document(statement("*", `${BUCKET}/secret/*`), statement({ AWS: OWN_ROLE }, `${BUCKET}/public/*`));
const OTHER_ORDER = document(statement("*", `${BUCKET}/public/*`), statement({ AWS: OWN_ROLE }, `${BUCKET}/secret/*`));

const bucketPolicy = (text: string) =>
  another("aws_s3_bucket_policy", { id: "b", bucket: "b", policy: OPEN_PUBLIC }, { policy: text });

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is IAM's variable
const VARIABLE = "arn:aws:s3:::b/${aws:username}/*";
const reads = (Version: string, Resource: string): string =>
  JSON.stringify({ Version, Statement: [{ Effect: "Deny", Action: "s3:GetObject", NotResource: Resource }] });
const versions = (Resource: string) =>
  another(
    "aws_iam_policy",
    { id: "i", name: "p", policy: reads("2012-10-17", Resource) },
    { policy: reads("2008-10-17", Resource) },
  );

const denies = (type: string, Condition?: Values) => () =>
  created(
    type,
    "x",
    {
      bucket: "b",
      policy: document({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        ...(Condition && { Condition }),
      }),
    },
    kept("aws_s3_bucket", { bucket: "b", policy: "" }),
  );

const record = (values: Values) => () => {
  const plan = fixture("unchanged");
  const target = "d111.cloudfront.net";
  for (const side of ["before", "after"]) {
    Object.assign(resource(plan, DOMAIN).change[side], { domain: "in.shop.example", cloudfront_distribution: target });
  }
  return created(
    "aws_route53_record",
    "x",
    {
      zone_id: "Z1",
      name: "in.shop.example",
      type: "A",
      alias: [{ name: target, zone_id: "Z2FDTNDATAQYW2", evaluate_target_health: false }],
      ...values,
    },
    plan,
  );
};

const permissionFor = (function_name: string) => () =>
  created("aws_lambda_permission", "x", {
    action: "lambda:InvokeFunction",
    function_name,
    principal: "alexa-appkit.amazon.com",
    event_source_token: SKILL,
  });

const TOKENS = "https://alexa-skill-staging.auth.us-east-1.amazoncognito.com/oauth2/token";

/** Another client goes, which is a warning, and with it the link's addresses change. */
const linked = (access_token_uri: string) => (): Values => {
  const plan = fixture("unchanged");
  const client = structuredClone(resource(plan, CLIENT).change.before);
  created("aws_cognito_user_pool_client", "other", { ...client, callback_urls: ["https://app.example/cb"] }, plan);
  const other = resource(plan, "aws_cognito_user_pool_client.other");
  other.change = { ...other.change, actions: ["delete"], before: other.change.after, after: null };
  other.change.after_unknown = {};
  other.action_reason = "delete_because_no_resource_config";
  const before = { client_id: "c", access_token_uri: TOKENS };
  Object.assign(plan.output_changes.account_linking, {
    actions: ["update"],
    before,
    after: { ...before, client_id: "d", access_token_uri },
  });
  return { ...plan, applyable: true };
};

const othersClient = (): Values => {
  const plan: Values = linked(TOKENS)();
  Object.assign(plan.output_changes.account_linking, {
    actions: ["no-op"],
    after: { client_id: "c", access_token_uri: TOKENS },
  });
  return plan;
};

/** A new output that is printed, and that the apply alone knows. */
const output =
  (expression: Values, sensitive = false) =>
  () => {
    const plan = created("random_id", "x", { byte_length: 4 });
    plan.configuration.root_module.outputs = { more: { expression, ...(sensitive && { sensitive }) } };
    plan.output_changes.more = {
      actions: ["create"],
      before: null,
      after_unknown: true,
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    };
    return plan;
  };

const calls = (values: Values) => () => created("aws_lambda_provisioned_concurrency_config", "x", values);

const some = (type: string, values: Values) => () => created(type, "x", values);

const TEXT = "environment.variables";
const ids = (before: string, after: string) => () =>
  updated(FUNCTION, (it, was) => {
    it.description = "text";
    was.environment[0].variables = { ...was.environment[0].variables, IDS: before };
    it.environment[0].variables = { ...it.environment[0].variables, IDS: after };
  });

export const DETOURS: readonly Detour[] = [
  ["whose resources change places in a bucket's policy", bucketPolicy(OPEN_SECRET), bucketPolicy(OTHER_ORDER)],
  ["a policy whose names become texts", versions(VARIABLE), versions("arn:aws:s3:::b/*")],
  [
    "a text that is a policy and more",
    another(
      "aws_iam_policy",
      { id: "i", name: "p", policy: '{"Version":"2012-10-17","Statement":[]}' },
      { policy: '{"Version":"2012-10-17","Statement":[],"statement":[{"Effect":"Allow","Action":"*"}]}' },
    ),
    another(
      "aws_iam_policy",
      { id: "i", name: "p", policy: '{"Version":"2012-10-17","Statement":[]}' },
      { policy: '{"Id":"p","Version":"2012-10-17","Statement":[]}' },
    ),
  ],
  [
    `numbers beyond 2^53 in ${TEXT}`,
    ids("[9007199254740992]", "[9007199254740993]"),
    ids("[9007199254740992]", "[ 9007199254740992 ]"),
  ],
  [
    "a policy that refuses everybody",
    denies("aws_s3_bucket_policy"),
    denies("aws_s3_bucket_policy", { Bool: { "aws:SecureTransport": "false" } }),
  ],
  [
    "a key that nobody may use",
    some("aws_kms_key_policy", { key_id: "k", policy: document() }),
    () =>
      created("aws_sqs_queue_policy", "x", { queue_url: "q", policy: document() }, kept("aws_sqs_queue", { url: "q" })),
  ],
  [
    "a private zone that answers for Amazon Cognito",
    some("aws_route53_zone", { name: "amazoncognito.com", vpc: [{ vpc_id: "vpc-1", vpc_region: "us-east-1" }] }),
    some("aws_route53_zone", { name: "shop.example", vpc: [] }),
  ],
  [
    "the shop's own name, taken by the sign-in page",
    record({ name: "www.shop.example", allow_overwrite: true }),
    record({ allow_overwrite: false }),
  ],
  [
    "a web ACL before something else",
    some("aws_wafv2_web_acl_association", {
      resource_arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1",
      web_acl_arn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/x/1",
    }),
    some("aws_wafv2_web_acl", { name: "x", scope: "REGIONAL" }),
  ],
  [
    "calls that all other functions lack",
    some("aws_lambda_function", {
      function_name: "f",
      package_type: "Zip",
      reserved_concurrent_executions: 900,
    }),
    some("aws_lambda_function", { function_name: "f", package_type: "Zip", reserved_concurrent_executions: -1 }),
  ],
  [
    "calls that wait for one alias",
    calls({ function_name: "f", qualifier: "live", provisioned_concurrent_executions: 900 }),
    calls({ function_name: "f", qualifier: "live", provisioned_concurrent_executions: 2 }),
  ],
  [
    "another zip under the hash of this one",
    of(FUNCTION, { filename: "assets/other.zip" }),
    of(FUNCTION, { filename: "assets/other.zip", source_code_hash: "b2==" }),
  ],
  ["a skill for another function", permissionFor("payments"), permissionFor("alexa-skill-staging")],
  ["the link's tokens at another host, while another client goes", linked("https://evil.example/t"), othersClient],
  [
    "an output of what the plan does not show",
    output({ references: ["local.x"] }),
    output({ references: ["random_id.x.hex", "random_id.x"] }),
  ],
  ["an output of a whole client", output({ references: [CLIENT] }), output({ references: [`${CLIENT}.id`, CLIENT] })],
  [
    "an output of what is sensitive, and no longer said to be",
    output({ references: [`${CLIENT}.client_secret`, CLIENT] }),
    output({ references: [`${CLIENT}.client_secret`, CLIENT] }, true),
  ],
];
