/** Ways around the rules by what a plan shows least of: expressions, dynamic blocks, settings of providers, other providers. */
import { another, constant, of, withProvider } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, FUNCTION, POOL, ROLE, resource, updated } from "./planned";
import { changed, configured } from "./rule-plans";

const SECRET = { references: [`${CLIENT}.client_secret`, CLIENT] };
const ID = { references: [`${CLIENT}.id`, CLIENT] };

const inConfiguration = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address);

const asks = (type: string, expressions: Values) => () =>
  configured((it) =>
    it.root_module.resources.push({ address: `data.${type}.x`, mode: "data", type, name: "x", expressions }),
  );

/** A block that a `dynamic` block makes: Terraform's plan JSON leaves it out of the configuration. */
const dynamic = (address: string, name: string, mark: unknown, block?: unknown) => () => {
  const plan = updated(address, (after, _, change) => {
    after.tags = { team: "voice" };
    if (mark !== false) {
      after[name] = block;
      change.after_unknown = { ...change.after_unknown, [name]: mark };
    }
  });
  delete inConfiguration(plan, address).expressions[name];
  return plan;
};

/** An attribute that the configuration makes of something, in a form in which nobody knows it again. */
const made = (name: string, value: unknown, expression: Values) => () => {
  const plan = of(FUNCTION, { [name]: value })();
  inConfiguration(plan, FUNCTION).expressions[name] = expression;
  return plan;
};

const madeNew = (type: string, values: Values, name: string, expression: Values) => () => {
  const plan = created(type, "x", values);
  resource(plan, `${type}.x`).change.after_unknown[name] = true;
  inConfiguration(plan, `${type}.x`).expressions[name] = expression;
  return plan;
};

/** A new output, by a module or by what keeps a value in the state. */
const output = (references: readonly string[], kept: Values) => () => {
  const plan = madeNew("terraform_data", {}, "output", ID)();
  inConfiguration(plan, "terraform_data.x").expressions = { input: kept };
  const { root_module } = plan.configuration;
  root_module.outputs = { more: { expression: { references } } };
  root_module.module_calls = { m: { module: { outputs: { hint: { expression: kept } } } } };
  plan.output_changes.more = {
    actions: ["create"],
    before: null,
    after_unknown: true,
    before_sensitive: false,
    after_sensitive: false,
  };
  return plan;
};

const action = (block: Values) => [{ allow: [], block: [], count: [], ...block }];
const group = (was: Values, willBe: Values) =>
  another(
    "aws_wafv2_rule_group",
    { id: "g", description: "a", rule: [{ name: "r", action: action(was) }] },
    { description: "b", rule: [{ name: "r", action: action(willBe) }] },
  );

const dashboard = (widget: Values) => () =>
  created("aws_cloudwatch_dashboard", "x", {
    dashboard_name: "x",
    dashboard_body: JSON.stringify({ widgets: [widget] }),
  });

const alarm = (expression: string) => () =>
  created("aws_cloudwatch_metric_alarm", "x", {
    alarm_name: "x",
    comparison_operator: "GreaterThanThreshold",
    evaluation_periods: 1,
    metric_query: [{ id: "e", expression, return_data: true }],
  });

const zone = (values: Values) => () =>
  created("aws_route53_zone", "x", { name: "in.shop.example", vpc: [], ...values });

const client = (errors: string) => () =>
  created("aws_cognito_user_pool_client", "x", {
    name: "x",
    user_pool_id: "us-east-1_old",
    explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
    prevent_user_existence_errors: errors,
  });

const KUBERNETES = "registry.terraform.io/hashicorp/kubernetes";
const WIDGET = "arn:aws:lambda:us-east-1:123456789012:function:widget";
const PARAMETER = { name: "x", type: "String", overwrite: false };

export const UNSEEN_DETOURS: readonly Detour[] = [
  [
    "a web server that is asked with the client's secret",
    asks("http", { url: SECRET }),
    asks("aws_cognito_user_pool_client", { client_id: ID }),
  ],
  [
    "an object's name that tells the client's secret",
    asks("aws_s3_object", { bucket: constant("b"), key: SECRET }),
    asks("aws_s3_object", { bucket: constant("b"), key: ID }),
  ],
  ["a description made of the secret", made("description", "3f9a", SECRET), made("description", "3f9a", ID)],
  ["tags made of the secret", made("tags", { a: "3f9a" }, SECRET), made("tags", { a: "3f9a" }, ID)],
  [
    "a parameter in clear, of a password that the apply makes",
    madeNew("aws_ssm_parameter", PARAMETER, "value", { references: ["random_password.x.result", "random_password.x"] }),
    madeNew("aws_ssm_parameter", { ...PARAMETER, type: "SecureString" }, "value", {
      references: ["random_password.x.result", "random_password.x"],
    }),
  ],
  ["a secret by a module's output", output(["module.m.hint", "module.m"], SECRET), output(["module.m.hint"], ID)],
  [
    "a secret by what keeps it in the state",
    output(["terraform_data.x.output", "terraform_data.x"], SECRET),
    output(["terraform_data.x.output", "terraform_data.x"], ID),
  ],
  ["a network by a dynamic block", dynamic(FUNCTION, "vpc_config", true), dynamic(FUNCTION, "vpc_config", false)],
  [
    "dead letters by a dynamic block",
    dynamic(FUNCTION, "dead_letter_config", [{ target_arn: true }], [{}]),
    dynamic(FUNCTION, "dead_letter_config", false),
  ],
  [
    "sign-up for everybody by a dynamic block",
    dynamic(POOL, "admin_create_user_config", true),
    dynamic(POOL, "admin_create_user_config", false),
  ],
  [
    "what a role may do, by a dynamic block",
    () => {
      const plan = of(ROLE, { description: "b" }, { inline_policy: [] })();
      const { change } = resource(plan, ROLE);
      delete change.after.inline_policy;
      change.after_unknown = { ...change.after_unknown, inline_policy: true };
      delete inConfiguration(plan, ROLE).expressions.inline_policy;
      return plan;
    },
    of(ROLE, { description: "b" }),
  ],
  [
    "a rule that lets in whom it kept out",
    group({ block: [{}] }, { allow: [{}] }),
    group({ block: [{}] }, { block: [{}] }),
  ],
  [
    "a dashboard that calls a function",
    dashboard({ type: "custom", properties: { endpoint: WIDGET } }),
    dashboard({ type: "metric", properties: { metrics: [["AWS/Lambda", "Errors"]] } }),
  ],
  [
    "a dashboard with a function's numbers",
    dashboard({ expression: "LAMBDA('f')" }),
    dashboard({ expression: "SUM(m)" }),
  ],
  ["an alarm that calls a function", alarm("LAMBDA('payments')"), alarm("m1 / m2")],
  [
    "a zone on name servers that are asked already",
    zone({ delegation_set_id: "N1" }),
    zone({ delegation_set_id: null }),
  ],
  ["a client that tells who has an account", client("LEGACY"), client("ENABLED")],
  [
    "a firewall's tags at another provider",
    () => changed("google_compute_instance", { name: "a", tags: ["web"] }, { name: "a", tags: ["open"] }),
    () => changed("aws_s3_bucket", { id: "a", tags: { a: "web" } }, { id: "a", tags: { a: "open" } }),
  ],
  ["rights by a role's tags", of(ROLE, { tags: { team: "payments" } }), of(FUNCTION, { tags: { team: "payments" } })],
  [
    "a program in a provider's settings",
    withProvider({ exec: [{ command: constant("sh") }] }, "kubernetes", KUBERNETES),
    withProvider({ host: constant("https://k8s.example") }, "kubernetes", KUBERNETES),
  ],
];
