import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Values of a resource, free to be changed by a test. */
// biome-ignore lint/suspicious/noExplicitAny: a plan is JSON of any shape
export type Values = Record<string, any>;

export const POOL = "aws_cognito_user_pool.user_pool";
export const CLIENT = "aws_cognito_user_pool_client.alexa";
export const DOMAIN = "aws_cognito_user_pool_domain.domain";
export const FUNCTION = "aws_lambda_function.skill";
export const ALIAS = "aws_lambda_alias.skill_live";
export const ROLE = "aws_iam_role.skill_role";
export const POLICY = "aws_iam_role_policy.skill_write_logs";
export const LOGS = "aws_cloudwatch_log_group.skill_logs";
export const SKILL = "amzn1.ask.skill.22222222-2222-4222-8222-222222222222";
export const PERMISSION = `aws_lambda_permission.skill_alexa["${SKILL}"]`;

/** A plan of real Terraform (1.11.4, provider 5.100.0) against the emulator, trimmed. */
export function fixture(name: "unchanged" | "renamed-pool"): Values {
  return JSON.parse(textOf(`fixtures/${name}.plan.json`));
}

const texts = new Map<string, string>();

/** A file is read once: many tests begin with it, each with an object of its own. */
function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(__dirname, file), "utf8");
  texts.set(file, text);
  return text;
}

/** The synthesized stack of the fixtures' environment, with the same constructs at the same addresses. */
export function stack(): Values {
  return JSON.parse(textOf("../constructs/golden/stack.tf.json"));
}

export function resource(plan: Values, address: string): Values {
  const found = plan.resource_changes.find((it: Values) => it.address === address);
  if (found === undefined) {
    throw new Error(`The fixture has no ${address}.`);
  }
  return found;
}

/** The plan that updates one resource. */
export function updated(address: string, edit: (after: Values, before: Values, change: Values) => void): Values {
  const plan = fixture("unchanged");
  const { change } = resource(plan, address);
  change.actions = ["update"];
  edit(change.after, change.before, change);
  plan.applyable = true;
  return plan;
}

/** The plan that replaces one resource because of one attribute. */
export function replaced(
  address: string,
  path: string,
  edit: (after: Values, change: Values) => void = () => {},
): Values {
  const plan = updated(address, (after, _before, change) => {
    edit(after, change);
    change.replace_paths = [[path]];
    change.actions = ["delete", "create"];
  });
  resource(plan, address).action_reason = "replace_because_cannot_update";
  return plan;
}

/** The plan that destroys one resource. */
export function deleted(address: string, reason = "delete_because_no_resource_config"): Values {
  const plan = fixture("unchanged");
  const found = resource(plan, address);
  found.action_reason = reason;
  found.change = { ...found.change, actions: ["delete"], after: null, after_unknown: {}, after_sensitive: false };
  plan.applyable = true;
  plan.planned_values.root_module.resources = plan.planned_values.root_module.resources.filter(
    (it: Values) => it.address !== address,
  );
  return plan;
}

/** The plan with one more resource that it creates. */
export function created(
  type: string,
  name: string,
  after: Values,
  plan: Values = fixture("unchanged"),
  key?: string,
): Values {
  const change = { actions: ["create"], before: null, after, after_unknown: { id: true }, before_sensitive: false };
  plan.resource_changes.push({
    address: `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    ...(key === undefined ? {} : { index: key }),
    change: { ...change, after_sensitive: {} },
  });
  configured(type, name, after, plan);
  plan.applyable = true;
  return plan;
}

/** Adds a resource to the configuration, where the plan does not have it yet. */
function configured(type: string, name: string, values: Values, plan: Values): void {
  const { resources } = plan.configuration.root_module;
  const address = `${type}.${name}`;
  if (resources.every((it: Values) => it.address !== address)) {
    const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
    const expressions = Object.fromEntries(set.map(([attribute, value]) => [attribute, { constant_value: value }]));
    resources.push({ address, mode: "managed", type, name, expressions });
  }
}
