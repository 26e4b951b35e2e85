/** Cases for what once passed as harmless, because a list was too wide or nobody looked there. */
import type { Values } from "./planned";
import { CLIENT, created, DOMAIN, FUNCTION, fixture, LOGS, POOL, resource, SKILL, updated } from "./planned";
import type { Case } from "./rule-plans";
import {
  answering,
  byHand,
  changed,
  configured,
  grants,
  kept,
  newRole,
  ofFunction,
  provisioned,
  reading,
} from "./rule-plans";

/** As Amazon Cognito makes them. */
const SECRET = "1a2b3c4d5e6f7g8h9i0jk1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6";

const ON = "arn:aws:dynamodb:us-east-1:123456789012:table";

/** The plan's thing is made by a provider of somebody else's. */
function ofProvider(plan: Values): Values {
  const source = "registry.terraform.io/other/other";
  plan.configuration.provider_config.other = { name: "other", full_name: source };
  plan.resource_changes.find(({ type }: Values) => type === "other_thing").provider_name = source;
  return plan;
}

/** A thing of another account, and the same of the own. */
const key = (account: string): string => `arn:aws:kms:us-east-1:${account}:key/1`;

export const PASSED_ONCE: readonly Case[] = [
  ...(
    [
      ["aws_cloudwatch_log_group", (account) => ({ name: "l", retention_in_days: 30, kms_key_id: key(account) })],
      ["aws_secretsmanager_secret", (account) => ({ name: "s", kms_key_id: key(account) })],
      ["aws_lambda_function", (account) => ({ function_name: "f", kms_key_arn: key(account) })],
      [
        "aws_dynamodb_table",
        (account) => ({ name: "t", server_side_encryption: [{ enabled: true, kms_key_arn: key(account) }] }),
      ],
      [
        "aws_cognito_user_pool",
        (account) => ({ name: "p", sms_configuration: [{ sns_caller_arn: `arn:aws:iam::${account}:role/x` }] }),
      ],
    ] as const satisfies readonly (readonly [string, (account: string) => Values])[]
  ).map(
    ([type, values]): Case => [
      "foreign-reference",
      "warn",
      () => created(type, "x", values("666666666666")),
      /666666666666/,
      () => created(type, "x", values("123456789012")),
    ],
  ),
  ...(
    [
      ["iam:PutRolePolicy", "arn:aws:iam::123456789012:role/alexa-skill-staging"],
      ["lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-staging"],
      ["cognito-idp:AdminSetUserPassword", "arn:aws:cognito-idp:us-east-1:123456789012:userpool/x"],
      ["s3:GetObject", "arn:aws:s3:::*"],
      ["s3:?etObject", "arn:aws:s3:::states/prod"],
      ["sts:AssumeRole", "arn:aws:iam::666666666666:role/x"],
      ["logs:*", "*"],
      ["dynamodb:GetItem", `${ON}/*`],
      ["dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:666666666666:table/scores"],
      ["dynamodb:GetItem", `${ON}/payments`],
      ["sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:payments"],
      ["sns:Publish", "*"],
    ] as const
  ).map(
    ([action, on]): Case => [
      "iam-wider",
      "warn",
      () => newRole(grants(action, on)),
      /The role may do more/,
      () =>
        newRole(
          grants("dynamodb:GetItem", `${ON}/scores/index/*`),
          kept("aws_dynamodb_table", { arn: `${ON}/scores` }),
        ),
    ],
  ),
  [
    "iam-wider",
    "warn",
    () => newRole(undefined),
    /does not show to what/,
    () => newRole(grants("logs:PutLogEvents", "*"), created("aws_iam_user", "u", { name: "u" })),
  ],
  ...[
    "at https://evil.example/x",
    "at <a href='//evil.example'>",
    "at evil.example",
    "write to help@evil.example",
  ].flatMap((text): Case[] => [
    [
      "message-changed",
      "warn",
      () => invitation(text),
      /evil\.example/,
      () => invitation("Hello. Welcome, e.g. today."),
    ],
    [
      "message-changed",
      "warn",
      () => updated(POOL, (it) => (it.email_verification_message = `{####} ${text}`)),
      /evil\.example/,
      () => updated(POOL, (it) => (it.email_verification_message = "Your code: {####}.")),
    ],
  ]),
  ...(
    [
      ["block", "registry.terraform.io/evil/aws"],
      ["block", "evil.example/hashicorp/aws"],
      ["warn", "registry.terraform.io/acme/acme"],
    ] as const
  ).map(
    ([severity, source]): Case => [
      "provider-foreign",
      severity,
      () => configured((it) => (it.provider_config.other = { name: "other", full_name: source })),
      new RegExp(source),
      () =>
        configured((it) => {
          it.provider_config.random = { name: "random", full_name: "registry.opentofu.org/hashicorp/random" };
        }),
    ],
  ),
  [
    "provider-foreign",
    "warn",
    () => ofProvider(created("other_thing", "x", { name: "x" })),
    /other\/other/,
    () => ofProvider(changed("other_thing", { name: "x" }, { name: "x" })),
  ],
  [
    "provider-foreign",
    "block",
    () => {
      const plan = fixture("unchanged");
      resource(plan, POOL).provider_name = "registry.terraform.io/evil/aws";
      return plan;
    },
    /evil\/aws/,
    () => fixture("unchanged"),
  ],
  ...[
    { endpoints: [{ cognitoidp: { constant_value: "https://evil.example" } }] },
    { https_proxy: { constant_value: "http://evil.example" } },
    { insecure: { constant_value: true } },
    { shared_config_files: { references: ["path.module"] } },
  ].map(
    (settings): Case => [
      "provider-settings",
      "block",
      () => configured((it) => Object.assign(it.provider_config.aws.expressions, settings)),
      new RegExp(Object.keys(settings).join()),
      () =>
        configured((it) =>
          Object.assign(it.provider_config.aws.expressions, {
            insecure: { constant_value: false },
            max_retries: { constant_value: 5 },
          }),
        ),
    ],
  ),
  [
    "provider-settings",
    "warn",
    () => assumed("666666666666"),
    /another AWS account: arn:aws:iam::666666666666/,
    () => assumed("123456789012"),
  ],
  ...(
    [
      ["warn", "external"],
      ["info", "http"],
      ["warn", "aws_lambda_invocation"],
      ["info", "terraform_remote_state"],
      ["info", "local_file"],
      ["info", "vault_generic_secret"],
    ] as const
  ).map(
    ([severity, type]): Case => [
      "program-unseen",
      severity,
      () => reading("data", type),
      new RegExp(`data\\.${type}\\.x`),
      () => reading("data", "aws_caller_identity"),
    ],
  ),
  [
    "program-unseen",
    "warn",
    () => reading("ephemeral", "aws_lambda_invocation"),
    /ephemeral\.aws_lambda_invocation\.x/,
    () => reading("ephemeral", "aws_secretsmanager_secret_version"),
  ],
  ...[
    SECRET.slice(0, 20),
    [...SECRET].reverse().join(""),
    [...SECRET].join("-"),
    [SECRET.slice(0, 9), SECRET.slice(9, 18)],
    { a: { b: SECRET.slice(30) } },
  ].map(
    (value): Case => [
      "secret-shown",
      "block",
      () => output("more", null, value, {}, true),
      /output more/,
      () => output("more", null, "https://example.com/0123456789/abcdefghij", {}, true),
    ],
  ),
  [
    "secret-shown",
    "block",
    () => output("more", null, undefined, { expression: { references: [`${CLIENT}.client_secret`, CLIENT] } }),
    /output more/,
    () => output("more", null, undefined, { expression: { references: ["aws_x.secret.arn", "aws_x.secret"] } }),
  ],
  ...[
    { access_token_uri: "https://evil.example/oauth2/token" },
    { authorization_uri: "https://alexa-skill-staging.auth.us-east-1.amazoncognito.com.evil.example/oauth2/authorize" },
    { client_id: "another" },
    { access_token_uri: undefined },
  ].map(
    (members): Case => [
      "linking-output",
      "block",
      () => linked(members),
      new RegExp(Object.keys(members).join()),
      () => linked({ scopes: ["openid", "profile", "email"] }),
    ],
  ),
  [
    "linking-output",
    "warn",
    () => linked({ access_token_uri: `https://${domain()}.auth.us-east-1.amazoncognito.com/oauth2/token` }),
    /access_token_uri/,
    () => linked({ skill_ids: [SKILL] }),
  ],
  [
    "lambda-slower",
    "info",
    () => ofFunction({ ephemeral_storage: [{ size: 128 }] }),
    /ephemeral_storage was 512, will be 128/,
    () => ofFunction({ ephemeral_storage: [{ size: 1024 }] }),
  ],
  [
    "drift-kept",
    "warn",
    () => byHand(FUNCTION, { code_sha256: "b3RoZXI=", last_modified: "2026-02-01T00:00:00.000+0000" }),
    /No release brought it/,
    () => byHand(FUNCTION, { last_modified: "2026-02-01T00:00:00.000+0000" }),
  ],
  ["provisioner-runs", "block", () => ended(provisioned(["local-exec"])), /local-exec/, () => ended(provisioned([]))],
  [
    "secret-in-clear",
    "warn",
    () => updated(LOGS, (it) => (it.tags_all = { ...it.tags_all, Key: "ghp_abcdefghijklmnopqrstuvwxyz0123456789" })),
    /In: tags_all/,
    () => updated(LOGS, (it) => (it.tags_all = { ...it.tags_all, Key: "words" })),
  ],
];

/** Plans of which nobody examined something, with where, and the nearest that is harmless. */
export const UNEXAMINED: readonly (readonly [where: string, open: () => Values, harmless: () => Values])[] = [
  [
    "aws_cloudwatch_metric_alarm.x: alarm_actions",
    () => alarm({ alarm_actions: ["arn:aws:lambda:us-east-1:123456789012:function:x"] }),
    () => alarm({ alarm_actions: ["arn:aws:sns:us-east-1:123456789012:told"] }),
  ],
  [
    "aws_cloudwatch_metric_alarm.x: alarm_actions",
    () => alarm({ alarm_actions: ["arn:aws:sns:us-east-1:666666666666:told"] }),
    () => alarm({ alarm_description: "b" }),
  ],
  ["aws_cloudwatch_metric_alarm.x: actions_enabled", () => alarm({ actions_enabled: false }), () => alarm({})],
  [
    "aws_dynamodb_table.x: read_capacity",
    () => changed("aws_dynamodb_table", { name: "t", read_capacity: 100 }, { name: "t", read_capacity: 1 }),
    () => changed("aws_dynamodb_table", { name: "t", read_capacity: 1 }, { name: "t", read_capacity: 100 }),
  ],
  [
    "aws_dynamodb_table.x: billing_mode",
    () => changed("aws_dynamodb_table", { billing_mode: "PAY_PER_REQUEST" }, { billing_mode: "PROVISIONED" }),
    () =>
      changed(
        "aws_dynamodb_table",
        { billing_mode: "PROVISIONED", read_capacity: 5 },
        { billing_mode: "PAY_PER_REQUEST", read_capacity: 0 },
      ),
  ],
  [
    "aws_ssm_parameter.p: overwrite",
    () => created("aws_ssm_parameter", "p", { name: "/x", type: "String", value: "v", overwrite: true }),
    () => created("aws_ssm_parameter", "p", { name: "/x", type: "String", value: "v", overwrite: false }),
  ],
  [
    "aws_lambda_permission.x: action,event_source_token,function_name,principal,qualifier",
    () => created("aws_lambda_permission", "x", skills("amzn1.ask.skill.?")),
    () => created("aws_lambda_permission", "x", skills("amzn1.ask.skill.1"), answering("amzn1.ask.skill.1")),
  ],
];

const assumed = (account: string): Values =>
  configured((it) => {
    it.provider_config.aws.expressions.assume_role = [
      { role_arn: { constant_value: `arn:aws:iam::${account}:role/deploy` } },
    ];
  });

function output(name: string, before: unknown, after: unknown, settings: Values, secret = false): Values {
  const plan = fixture("unchanged");
  const isUnknown = after === undefined;
  plan.applyable = true;
  plan.output_changes[name] = {
    actions: [before === null ? "create" : "update"],
    before,
    ...(!isUnknown && { after }),
    after_unknown: isUnknown,
    before_sensitive: settings.sensitive === true,
    after_sensitive: settings.sensitive === true,
  };
  plan.configuration.root_module.outputs = { [name]: settings };
  const { change } = resource(plan, CLIENT);
  for (const side of secret ? ["before", "after"] : []) {
    change[side].client_secret = SECRET;
    change[`${side}_sensitive`] = { client_secret: true };
  }
  return plan;
}

function linked(members: Values): Values {
  const is = { access_token_uri: "https://a.example/t", authorization_uri: "https://a.example/a", client_id: "c" };
  const plan = output("account_linking", is, { ...is, ...members }, { sensitive: true });
  const unknown = Object.keys(members).filter((name) => members[name] === undefined);
  if (unknown.length > 0) {
    plan.output_changes.account_linking.after_unknown = Object.fromEntries(unknown.map((name) => [name, true]));
  }
  return plan;
}

const domain = (): string => resource(fixture("unchanged"), DOMAIN).change.after.domain;

const skills = (event_source_token: string): Values => ({
  action: "lambda:InvokeFunction",
  event_source_token,
  function_name: "alexa-skill-staging",
  principal: "alexa-appkit.amazon.com",
  qualifier: "live",
});

const alarm = (values: Values): Values =>
  changed(
    "aws_cloudwatch_metric_alarm",
    { alarm_name: "a", actions_enabled: true, alarm_actions: null, alarm_description: "a" },
    { alarm_name: "a", actions_enabled: true, alarm_actions: null, alarm_description: "a", ...values },
  );

const invitation = (email_message: string): Values =>
  updated(POOL, (it) => {
    it.admin_create_user_config[0].invite_message_template = [{ email_message: `{username} {####} ${email_message}` }];
  });

function ended(plan: Values): Values {
  const { change } = resource(plan, "terraform_data.x");
  Object.assign(change, { actions: ["delete"], before: { id: "1" }, after: null, after_unknown: {} });
  Object.assign(change, { before_sensitive: false, after_sensitive: false });
  return plan;
}
