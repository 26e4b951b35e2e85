/** Ways around the rules by the value of what is mostly harmless, and by what is marked as a secret and so not shown. */
import { another, arn, code, OTHER, OWN, of, role } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { ALIAS, CLIENT, created, FUNCTION, fixture, POOL, resource } from "./planned";
import { ACCOUNT, changed, grants, kept, newRole, trusts } from "./rule-plans";

const some = (type: string, values: Values, plan?: () => Values) => () => created(type, "x", values, plan?.());

const expressionsOf = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address).expressions;

/** Something new of which a value is a secret, or known after the apply only, and made of what its references name. */
const hidden =
  (mark: "after_sensitive" | "after_unknown", type: string, values: Values, marks: Values, made: Values = {}) =>
  (plan?: Values) => {
    const one = created(type, "x", values, plan);
    const { change } = resource(one, `${type}.x`);
    change[mark] = { ...change[mark], ...marks };
    Object.assign(expressionsOf(one, `${type}.x`), made);
    return one;
  };

const from = (reference: string): Values => ({ references: [`${reference}.arn`, reference] });

/** A new thing that refers to one of elsewhere, which `sensitive()` hides, and to one that the plan makes. */
const refers = (type: string, values: Values, name: string, value: string): Detour => [
  `${name} of a new ${type}, marked as a secret`,
  () => hidden("after_sensitive", type, { ...values, [name]: value }, { [name]: true })(),
  () => hidden("after_unknown", type, values, { [name]: true }, { [name]: from("aws_kms_key.y") })(),
];

/** The same in a block. */
const refersWithin = (type: string, values: Values, block: string, name: string, data: string): Detour => {
  const plan = (reference: string) => () =>
    hidden(
      "after_unknown",
      type,
      { ...values, [block]: [{}] },
      { [block]: [{ [name]: true }] },
      { [block]: [{ [name]: from(reference) }] },
    )();
  return [`${block}.${name} of a new ${type}, of elsewhere`, plan(`data.${data}.y`), plan(`${data}.y`)];
};

const ROLE = { name: "x", assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }) };
const TABLE = { name: "t", hash_key: "id", attribute: [{ name: "id", type: "S" }] };
const LOGGING = newRole(grants("logs:PutLogEvents", "*"));

const linked = (members: Values) => () => {
  const plan = fixture("unchanged");
  const { arn: alias } = resource(plan, ALIAS).change.after;
  const before = { scopes: ["openid", "profile"], function_arns: { NA: `${ACCOUNT}:old:live` } };
  const after = { scopes: ["openid", "profile"], function_arns: { NA: alias }, ...members };
  plan.applyable = true;
  plan.configuration.root_module.outputs = { account_linking: { sensitive: true, expression: {} } };
  Object.assign(plan.output_changes.account_linking, { actions: ["update"], before, after });
  return plan;
};

const triggers = (after: Values, before?: Values) =>
  of(POOL, { lambda_config: [after] }, { lambda_config: before === undefined ? [] : [before] });

const message = (text: string) => of(POOL, { email_verification_message: text });
const ORDINARY = message("Your code is {####}. It is valid until 12.30 h, in version 2.0 too.");

const protection = (advanced_security_mode: string) =>
  of(POOL, { user_pool_add_ons: [{ advanced_security_mode }] }, { user_pool_add_ons: [] });

const passwords = (minimum_length: number) => {
  const { password_policy } = resource(fixture("unchanged"), POOL).change.after;
  return of(POOL, { password_policy: [{ ...password_policy[0], minimum_length }] });
};

const BYE = { logout_urls: ["https://example.com/signed-out"] };
const signsOut = (url: string) => of(CLIENT, { logout_urls: [...BYE.logout_urls, url] }, BYE);

const web = (after: Values) => () => {
  const before = {
    id: "c",
    name: "web",
    callback_urls: ["https://app.example.com"],
    refresh_token_validity: 1,
    access_token_validity: 60,
    token_validity_units: [{ access_token: "minutes", id_token: "minutes", refresh_token: "days" }],
  };
  return changed("aws_cognito_user_pool_client", before, { ...before, ...after });
};

const writes = (...write_attributes: readonly string[]) =>
  some("aws_cognito_user_pool_client", {
    name: "c",
    user_pool_id: "us-east-1_old",
    explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
    write_attributes,
  });

const MEMORY = `arn:aws:dynamodb:us-east-1:${OWN}:table/memory`;
const remembers = (MEMORY_TABLE: string, plan: Values = fixture("unchanged"), MEMORY_DAYS: string | null = "365") => {
  kept("aws_dynamodb_table", { arn: MEMORY, name: "memory" }, plan);
  const { change } = resource(plan, FUNCTION);
  const { variables } = change.before.environment[0];
  Object.assign(change, { actions: ["update"], after: structuredClone(change.after) });
  change.after.environment[0].variables = { ...variables, MEMORY_TABLE, MEMORY_DAYS };
  plan.applyable = true;
  return plan;
};
const remembering = () => {
  const plan = remembers(MEMORY);
  const { change } = resource(plan, FUNCTION);
  return Object.assign(change, { actions: ["no-op"], before: structuredClone(change.after) }) && plan;
};

const logs = (application_log_level: string) => {
  const block = { log_format: "JSON", application_log_level: "INFO", log_group: "l" };
  return of(FUNCTION, { logging_config: [{ ...block, application_log_level }] }, { logging_config: [block] });
};

const zip = (filename: string) =>
  of(FUNCTION, { filename, source_code_hash: "b2==" }, { filename: "assets/a/skill.zip" });

const reserving = (each: number) => () => {
  const plan = structuredClone(LOGGING);
  for (const function_name of ["a", "b", "c"]) {
    const values = code({ function_name, role: role("new"), reserved_concurrent_executions: each });
    created("aws_lambda_function", function_name, values, plan);
  }
  return plan;
};

const dashboard = (dashboard_body: string) => some("aws_cloudwatch_dashboard", { dashboard_name: "x", dashboard_body });

const certificate = (options: Values) =>
  some("aws_acm_certificate", { domain_name: "login.example.com", validation_method: "DNS", options: [options] });

const sleeps = (create_duration: string) => some("time_sleep", { create_duration });

const record = (ttl: number) =>
  another("aws_route53_record", { id: "r", name: "app", type: "CNAME", ttl: 60, records: ["x"] }, { ttl });

const tagged = (before: Values, after: Values) =>
  another("aws_dynamodb_table", { id: "t", tags: before, tags_all: before }, { tags: after, tags_all: after });

const fn = (name: string): string => `${ACCOUNT}:${name}`;

export const BY_VALUES: readonly Detour[] = [
  [
    "Alexa asks a function of elsewhere",
    linked({ function_arns: { NA: arn("lambda", "function:theirs:live") } }),
    linked({}),
  ],
  ["Alexa asks what was uploaded last", linked({ function_arns: { NA: fn("alexa-skill-staging") } }), linked({})],
  ["Alexa asks for less than the skill demands", linked({ scopes: ["openid"] }), linked({})],
  ["passwords for a function", triggers({ user_migration: fn("m") }), triggers({ post_confirmation: fn("m") })],
  [
    "codes for a function",
    triggers({ custom_email_sender: [{ lambda_arn: fn("s"), lambda_version: "V1_0" }] }),
    triggers({ custom_message: fn("s") }),
  ],
  [
    "a sign-in that a function decides",
    triggers({ define_auth_challenge: fn("d"), verify_auth_challenge_response: fn("v") }),
    triggers({ post_authentication: fn("d") }),
  ],
  [
    "nobody asks any more who may sign in",
    triggers({}, { pre_authentication: fn("g") }),
    triggers({}, { post_authentication: fn("g") }),
  ],
  [
    "triggers that are marked as a secret",
    () =>
      hidden(
        "after_sensitive",
        "aws_cognito_user_pool",
        { name: "p", lambda_config: [{ user_migration: arn("lambda", "function:m") }] },
        { lambda_config: [{ user_migration: true }] },
      )(),
    some("aws_cognito_user_pool", { name: "p", lambda_config: [{ user_migration: fn("m") }] }),
  ],
  ["a link in HTML's spelling", message('<a href="&#104;ttps&#58;&#47;&#47;evil&#46;example">{####}</a>'), ORDINARY],
  ["a phone number in a message", message("Tell {####} to +1 900 555 0100."), ORDINARY],
  ["an address in numbers", message("Enter {####} at 203.0.113.9/login"), ORDINARY],
  ["a name in another script", message("Enter {####} at пример.рф"), ORDINARY],
  ["a name with another dot", message("Enter {####} at evil。example"), ORDINARY],
  ["passwords that nobody can keep", passwords(64), passwords(16)],
  ["sign-ins that are refused as risky", protection("ENFORCED"), protection("AUDIT")],
  [
    "a sign-out behind the name of the known host",
    signsOut("https://example.com@evil.example/bye"),
    signsOut("https://example.com/bye?from=a@b"),
  ],
  [
    "fewer attributes than all",
    of(CLIENT, { read_attributes: ["email"] }, { read_attributes: [] }),
    of(CLIENT, { read_attributes: ["email", "name"] }, { read_attributes: ["email"] }),
  ],
  ["a confirmation that users write", writes("email", "email_verified"), writes("email")],
  [
    "longer tokens of another client",
    web({ refresh_token_validity: 3650 }),
    of(CLIENT, { refresh_token_validity: 3650 }, { refresh_token_validity: 365 }),
  ],
  [
    "an access token of more than AWS allows",
    of(CLIENT, { token_validity_units: [{ access_token: "hours", id_token: "minutes", refresh_token: "days" }] }),
    of(CLIENT, { access_token_validity: 120 }),
  ],
  [
    "users are remembered elsewhere",
    () => remembers(`arn:aws:dynamodb:us-east-1:${OTHER}:table/memory`),
    () => remembers(MEMORY),
  ],
  ...["forever", "0", "10000", null].map(
    (days): Detour => [
      `days that the function cannot read: ${days}`,
      () => remembers(MEMORY, undefined, days),
      () => remembers(MEMORY, undefined, "30"),
    ],
  ),
  ["a table that the function cannot read", () => remembers("memory"), () => remembers(MEMORY)],
  [
    "a new role in what the skill remembers",
    () => newRole(grants("dynamodb:Scan", MEMORY), remembering()),
    () => newRole(grants("dynamodb:Scan", MEMORY), kept("aws_dynamodb_table", { arn: MEMORY, name: "memory" })),
  ],
  ["errors that nobody reads", logs("FATAL"), logs("ERROR")],
  ["a zip of outside", zip("../../../tmp/skill.zip"), zip("assets/b/skill.zip")],
  ["calls that many functions take together", reserving(150), reserving(20)],
  [
    "a widget that calls, over two lines",
    dashboard(`{"widgets":[{"type":\n "custom","properties":{"endpoint":"${fn("f")}"}}]}`),
    dashboard('{"widgets":[{"type":\n "metric","properties":{}}]}'),
  ],
  [
    "a metric that calls, over two lines",
    dashboard('{"widgets":[{"properties":{"metrics":[[{"expression":"LAMBDA\\n(1)"}]]}}]}'),
    dashboard('{"widgets":[{"properties":{"metrics":[[{"expression":"SUM\\n(1)"}]]}}]}'),
  ],
  ["a certificate whose key leaves AWS", certificate({ export: "ENABLED" }), certificate({ export: "DISABLED" })],
  ["an apply that waits for a year", sleeps("10000h"), sleeps("30s")],
  ["a name that stays wrong for a week", record(604_800), record(300)],
  ["a backup's tag", tagged({ Backup: "daily" }, {}), tagged({ Backup: "daily" }, { Backup: "daily", Team: "a" })],
  [
    "a role marked as a secret",
    () =>
      hidden("after_sensitive", "aws_lambda_function", code({ role: role("admin") }), { role: true })(
        structuredClone(LOGGING),
      ),
    some("aws_lambda_function", code({ role: role("new") }), () => structuredClone(LOGGING)),
  ],
  [
    "a boundary marked as a secret",
    () =>
      hidden(
        "after_sensitive",
        "aws_iam_role",
        { ...ROLE, permissions_boundary: `arn:aws:iam::${OTHER}:policy/b` },
        { permissions_boundary: true },
      )(),
    some("aws_iam_role", { ...ROLE, permissions_boundary: `arn:aws:iam::${OWN}:policy/b` }),
  ],
  refers("aws_cloudwatch_log_group", { name: "l" }, "kms_key_id", arn("kms", "key/1")),
  refers("aws_secretsmanager_secret", { name: "s" }, "kms_key_id", arn("kms", "key/1")),
  refers("aws_ssm_parameter", { name: "p", type: "SecureString", value: "v" }, "key_id", arn("kms", "key/1")),
  refersWithin("aws_dynamodb_table", TABLE, "server_side_encryption", "kms_key_arn", "aws_kms_key"),
  refersWithin("aws_cognito_user_pool", { name: "p" }, "email_configuration", "source_arn", "aws_ses_email_identity"),
  refersWithin("aws_cognito_user_pool", { name: "p" }, "sms_configuration", "sns_caller_arn", "aws_iam_role"),
];
