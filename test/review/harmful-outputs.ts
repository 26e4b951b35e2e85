/** Ways around the rules by outputs, by what is taken over, and by what the plan shows of a function and its callers. */
import { another, arn, code, imported, OF_LAMBDA, OPEN, OTHER, of, role } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import {
  ALIAS,
  CLIENT,
  created,
  DOMAIN,
  FUNCTION,
  fixture,
  LOGS,
  PERMISSION,
  replaced,
  resource,
  SKILL,
} from "./planned";
import { ACCOUNT, grants, newRole, trusts } from "./rule-plans";

const FIXTURE = fixture("unchanged");
const LIVE: string = resource(FIXTURE, ALIAS).change.after.arn;
const HOST = `https://${resource(FIXTURE, DOMAIN).change.after.domain}.auth.us-east-1.amazoncognito.com`;
const THEIRS = arn("lambda", "function:theirs:live");
const EVIL = "https://evil.example/oauth2/authorize";

/** Beside something harmless, so that the plan has a change. */
const tagged = (plan: Values): Values => {
  const { change } = resource(plan, LOGS);
  Object.assign(change, { actions: ["update"], after: { ...change.after, tags: { a: "b" } } });
  return { ...plan, applyable: true };
};

/** An output that is printed gets another value. */
const printed =
  (name: string, before: unknown, after: unknown, more: Values = {}) =>
  () => {
    const plan = tagged(fixture("unchanged"));
    plan.configuration.root_module.outputs = {
      ...plan.configuration.root_module.outputs,
      [name]: { expression: { references: ["var.x"] } },
    };
    const marks = { before_sensitive: false, after_sensitive: false, after_unknown: false };
    plan.output_changes[name] = {
      actions: [before === null ? "create" : "update"],
      before,
      after,
      ...marks,
      ...more,
    };
    return plan;
  };
const STAYS = printed("note", "a", "b");

/** The output `account_linking` gets other members. */
const linked = (before: Values, after: Values) => () => {
  const plan = tagged(fixture("unchanged"));
  const same = { scopes: ["openid", "profile"], function_arns: { NA: LIVE, EU: LIVE, FE: LIVE } };
  plan.configuration.root_module.outputs = { account_linking: { sensitive: true, expression: {} } };
  Object.assign(plan.output_changes.account_linking, {
    actions: ["update"],
    before: { ...same, ...before },
    after: { ...same, ...after },
    // As Terraform marks what it knows all of.
    after_unknown: { function_arns: {}, scopes: [false, false] },
  });
  return plan;
};
const LINKED = linked({}, {});

/** The output names the scopes that the skill demands, of which the function demands two. */
const demanding = (scope: string) => () => {
  const plan = linked({ required_scopes: ["openid"] }, { required_scopes: ["openid", scope] })();
  const { before, after } = resource(plan, FUNCTION).change;
  for (const side of [before, after]) {
    side.environment[0].variables.SCOPES = "openid profile";
  }
  return plan;
};

/** One more alias, which Alexa asks from now on, or does not. */
const withAlias = () =>
  created("aws_lambda_alias", "more", { name: "more", function_name: "alexa-skill-staging", function_version: "1" });
const besides = () => {
  const plan = linked({}, { function_arns: {} })();
  plan.output_changes.account_linking.after_unknown = { function_arns: { NA: true } };
  created(
    "aws_lambda_alias",
    "more",
    { name: "more", function_name: "alexa-skill-staging", function_version: "1" },
    plan,
  );
  return plan;
};

/** Of a function, all variables at once are known after the apply only. */
const unknownVariables = (plan: Values, address: string, references: readonly string[]): Values => {
  const { change } = resource(plan, address);
  change.after.environment = [{}];
  change.after_unknown = { ...change.after_unknown, environment: [{ variables: true }] };
  const found = plan.configuration.root_module.resources.find((it: Values) => it.address === address);
  found.expressions.environment = [{ variables: { references } }];
  return plan;
};
const newFunction = () =>
  created("aws_lambda_function", "x", code({ role: role("new") }), newRole(grants("logs:PutLogEvents", "*")));
const known = (variables: Values) => () => {
  const plan = newFunction();
  Object.assign(resource(plan, "aws_lambda_function.x").change.after, { environment: [{ variables }] });
  return plan;
};
const changing = (references: readonly string[]) => () => {
  const plan = fixture("unchanged");
  const { change } = resource(plan, FUNCTION);
  Object.assign(change, { actions: ["update"], after: structuredClone(change.after) });
  return { ...unknownVariables(plan, FUNCTION, references), applyable: true };
};
const OWN_SOURCES = [`${CLIENT}.id`, CLIENT, "aws_cognito_user_pool.user_pool.id", "aws_cognito_user_pool.user_pool"];

/** Alexa's permission anew. */
const permission = (path: string, values: Values) => () =>
  replaced(PERMISSION, path, (it) => {
    Object.assign(it, values);
  });
const TRUST = "assume_role_policy";
const imports: readonly (readonly [type: string, harmful: Values, harmless: Values])[] = [
  [
    "aws_lambda_permission",
    { action: "lambda:InvokeFunction", function_name: "alexa-skill-staging", principal: "*" },
    {
      action: "lambda:InvokeFunction",
      function_name: "alexa-skill-staging",
      principal: "alexa-appkit.amazon.com",
      event_source_token: SKILL,
    },
  ],
  [
    "aws_iam_role",
    { name: "x", [TRUST]: trusts({ AWS: `arn:aws:iam::${OTHER}:root` }) },
    { name: "x", [TRUST]: OF_LAMBDA },
  ],
  [
    "aws_lambda_function_url",
    { authorization_type: "NONE", function_name: "alexa-skill-staging" },
    { authorization_type: "AWS_IAM", function_name: "alexa-skill-staging" },
  ],
  ["aws_s3_bucket_policy", { bucket: "b", policy: OPEN }, { bucket: "b", policy: null }],
  ["aws_s3_bucket_acl", { bucket: "b", acl: "public-read" }, { bucket: "b", acl: "private" }],
  ["aws_sqs_queue", { name: "q", policy: OPEN }, { name: "q", policy: null }],
  ["aws_sns_topic", { name: "t", policy: OPEN }, { name: "t", policy: null }],
  ["aws_iam_role_policy", { name: "p", role: "r", policy: grants("*", "*") }, { name: "p", role: "r", policy: null }],
  ["aws_cloudwatch_event_target", { rule: "r", arn: LIVE }, { rule: "r", arn: LIVE }],
];

export const BY_OUTPUTS: readonly Detour[] = [
  ["another scope than the function demands is said to be demanded", demanding("email"), demanding("profile")],
  ...[
    ["function_arn", LIVE, THEIRS, LIVE],
    ["function_arn", LIVE, `${ACCOUNT}:other:live`, LIVE],
    ["alexa_endpoint", LIVE, THEIRS, LIVE],
    ["endpoints", { NA: LIVE }, { NA: THEIRS }, { NA: LIVE, EU: LIVE }],
    ["endpoints", [LIVE], [THEIRS], [LIVE, LIVE]],
    ["endpoint", null, THEIRS, LIVE],
    ["authorization_uri", `${HOST}/oauth2/authorize`, EVIL, `${HOST}/oauth2/authorize?a=b`],
    ["access_token_uri", `${HOST}/oauth2/token`, "https://evil.example/t", `${HOST}/oauth2/token?a=b`],
    ["sign_in_page", `${HOST}/oauth2/authorize`, EVIL, `${HOST}/oauth2/authorize?a=b`],
    [
      "authorization_uri",
      `${HOST}/oauth2/authorize`,
      `${HOST.replace("us-east-1", "eu-west-1")}/oauth2/authorize`,
      `${HOST}/oauth2/authorize?a=b`,
    ],
    ["client_id", "a", "b", "a"],
    ["redirect_uris", ["https://layla.amazon.com/api/skill/link/M1"], ["https://evil.example/cb"], []],
    ["custom_domain_target", "d1.cloudfront.net", "d2.cloudfront.net", "d1.cloudfront.net"],
  ].map(
    ([name, before, harmful, harmless]): Detour => [
      `an output ${name}: ${JSON.stringify(harmful)}`,
      printed(name as string, before, harmful),
      harmless === before || (harmless as unknown[]).length === 0 ? STAYS : printed(name as string, before, harmless),
    ],
  ),
  [
    "an output that leads elsewhere after the apply",
    printed("function_arn", LIVE, undefined, { after_unknown: true }),
    STAYS,
  ],
  [
    "functions that no release is compared with",
    linked({ existing_functions: [] }, { existing_functions: ["EU", "FE", "NA"] }),
    LINKED,
  ],
  [
    "functions of elsewhere for all regions",
    linked({}, { existing_functions: ["NA"], function_arns: { NA: THEIRS, EU: THEIRS, FE: THEIRS } }),
    LINKED,
  ],
  ["functions by region", linked({ existing_functions: {} }, { existing_functions: { NA: THEIRS } }), LINKED],
  ["a function that is made beside the one of today", besides, withAlias],
  ["another kind of skill", linked({}, { skill_kind: "smart-home" }), LINKED],
  ["a kind of skill less", linked({ skill_kind: "both" }, { skill_kind: "custom" }), LINKED],
  [
    "another way to send the secret",
    linked({ access_token_scheme: "HTTP_BASIC" }, { access_token_scheme: "REQUEST_BODY_CREDENTIALS" }),
    LINKED,
  ],
  ["a skill that nobody knows", linked({ skill_ids: [SKILL] }, { skill_ids: ["amzn1.ask.skill.other"] }), LINKED],
  ["redirects of elsewhere", linked({ redirect_uris: ["a"] }, { redirect_uris: ["https://evil.example"] }), LINKED],
  ["a member that nobody knows", linked({}, { reciprocal_access_token_url: EVIL }), LINKED],
  [
    "variables of a new function, of which none is shown",
    () => unknownVariables(newFunction(), "aws_lambda_function.x", ["local.x"]),
    known({ LEVEL: "debug" }),
  ],
  [
    "variables of the function, of which none is shown",
    changing([...OWN_SOURCES, "local.x"]),
    of(FUNCTION, { description: "text" }),
  ],
  ...(
    [
      ["source_account", OTHER],
      ["source_arn", `arn:aws:lambda:us-east-1:${OTHER}:function:x`],
      ["principal_org_id", "o-example"],
      ["function_url_auth_type", "AWS_IAM"],
      ["event_source_token", "amzn1.ask.skill.other"],
    ] as const
  ).map(
    ([name, value]): Detour => [
      `Alexa's permission with ${name} of elsewhere`,
      permission(name, { [name]: value }),
      LINKED,
    ],
  ),
  ...imports
    .slice(0, -1)
    .map(
      ([type, harmful, harmless]): Detour => [
        `a ${type} that is taken over`,
        imported(type, { id: "x", ...harmful }),
        imported(type, { id: "x", ...harmless }),
      ],
    ),
  [
    "something that is taken over, and that nobody knows",
    imported("aws_cloudwatch_event_target", { id: "x", rule: "r", arn: LIVE }),
    imported("aws_cloudwatch_log_group", { id: "x", name: "l", retention_in_days: 30 }),
  ],
  ["another value of a tag", another("aws_sqs_queue", { id: "q", name: "q", policy: null }, { policy: OPEN }), STAYS],
];
