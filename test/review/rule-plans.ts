/** Plans for the cases of rules, beside those of planned.ts. */
import type { Severity } from "../../review/finding";
import type { Values } from "./planned";
import { CLIENT, created, deleted, FUNCTION, fixture, PERMISSION, POOL, resource, updated } from "./planned";

/** A rule, what it finds and says, and a neighbour on which it stays silent. */
export type Case = readonly [rule: string, severity: Severity, finds: () => Values, says: RegExp, silent: () => Values];

export const COGNITO = "cognito-idp.amazonaws.com";
export const ACCOUNT = "arn:aws:lambda:us-east-1:123456789012:function";

export const policy = (Principal: unknown, more: Values = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal, ...more }],
  });
export const grants = (Action: string, Resource: string, Effect = "Allow"): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action, Resource }] });

export const variables = (values: Values): Values =>
  updated(FUNCTION, (it) => {
    it.environment[0].variables = { ...it.environment[0].variables, ...values };
  });

/** A plan in which the app client has offered one scope more for long. */
export function offering(scope: string, plan: Values): Values {
  for (const side of ["before", "after"]) {
    resource(plan, CLIENT).change[side].allowed_oauth_scopes.push(scope);
  }
  return plan;
}

export const ofFunction = (values: Values): Values =>
  updated(FUNCTION, (it) => {
    Object.assign(it, values);
  });

/** A resource of a type that the fixture does not have, changed. */
export function changed(type: string, before: Values, after: Values): Values {
  const plan = created(type, "x", after);
  Object.assign(resource(plan, `${type}.x`).change, { actions: ["update"], before, after_unknown: {} });
  return plan;
}

/** A plan with one more resource that stays as it is. */
export function kept(type: string, values: Values, plan: Values = fixture("unchanged")): Values {
  const { applyable } = plan;
  created(type, "kept", values, plan);
  Object.assign(resource(plan, `${type}.kept`).change, { actions: ["no-op"], before: values, after_unknown: {} });
  return { ...plan, applyable };
}

/** The plan's own function answers one more skill. */
export const answering = (id: string, plan: Values = fixture("unchanged")): Values => {
  for (const side of ["before", "after"]) {
    resource(plan, FUNCTION).change[side].environment[0].variables.SKILL_IDS += `,${id}`;
  }
  return plan;
};

/** The ARN of the plan's own pool. */
export const POOL_ARN: string = resource(fixture("unchanged"), POOL).change.after.arn;

/** The permission of Amazon Cognito for a trigger. */
export const cognitos = (edit: (plan: Values) => void): Values => {
  const plan = deleted(PERMISSION);
  Object.assign(resource(plan, PERMISSION).change.before, {
    principal: COGNITO,
    event_source_token: null,
    source_arn: POOL_ARN,
  });
  edit(plan);
  return plan;
};

/** What Terraform remembers, and does not find where it looks now. */
export function unseen(address: string): Values {
  const plan = fixture("unchanged");
  const found = resource(plan, address);
  const before = found.change.before;
  plan.resource_drift = [
    { ...found, change: { ...found.change, actions: ["delete"], before, after: null, after_unknown: {} } },
  ];
  Object.assign(found.change, { actions: ["create"], before: null });
  plan.applyable = true;
  return plan;
}

export function forgotten(address: string): Values {
  const plan = deleted(address);
  resource(plan, address).change.actions = ["forget"];
  return plan;
}

export const provisioned = (kinds: readonly string[]): Values => {
  const plan = created("terraform_data", "x", { input: null, output: null, triggers_replace: null });
  const found = plan.configuration.root_module.resources.find((it: Values) => it.address === "terraform_data.x");
  if (kinds.length > 0) {
    found.provisioners = kinds.map((type) => ({ type, expressions: {} }));
  }
  return plan;
};

export const google = (values: Values = {}): Values => ({
  provider_name: "Google",
  provider_type: "Google",
  provider_details: { client_id: "ours" },
  attribute_mapping: { email: "email" },
  idp_identifiers: null,
  ...values,
});

export const acl = (arn: string): Values =>
  created("aws_wafv2_web_acl_association", "x", { resource_arn: arn, web_acl_arn: "arn:acl" });
export const callback = (url: string): Values =>
  updated(CLIENT, (it) => {
    it.callback_urls = [...it.callback_urls, url];
  });

/** What somebody changed outside of Terraform, and the plan leaves as it is. */
export function byHand(address: string, values: Values): Values {
  const plan = fixture("unchanged");
  const found = resource(plan, address);
  const before = structuredClone(found.change.before);
  Object.assign(found.change.before, values);
  Object.assign(found.change.after, values);
  plan.resource_drift = [
    { ...found, change: { ...found.change, actions: ["update"], before, after: found.change.after } },
  ];
  return plan;
}

/** What Terraform remembers, and neither finds nor makes again. */
export function notFound(address: string): Values {
  const plan = unseen(address);
  plan.resource_changes = plan.resource_changes.filter((it: Values) => it.address !== address);
  for (const { root_module } of [plan.planned_values, plan.prior_state.values]) {
    root_module.resources = root_module.resources.filter((it: Values) => it.address !== address);
  }
  plan.applyable = false;
  return plan;
}

export const dnsRecord = (before: Values, after: Values): Values =>
  changed("aws_route53_record", { type: "CNAME", ttl: 60, ...before }, { type: "CNAME", ttl: 60, ...before, ...after });

export const trusts = (Principal: unknown): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }] });

/** A new role of a function, with a policy; undefined for one that names what the same apply makes. */
export function newRole(text: string | undefined, plan: Values = fixture("unchanged")): Values {
  created(
    "aws_iam_role",
    "new",
    { name: "new", assume_role_policy: trusts({ Service: "lambda.amazonaws.com" }) },
    plan,
  );
  created("aws_iam_role_policy", "new", { name: "new", role: "new", ...(text && { policy: text }) }, plan);
  if (text === undefined) {
    resource(plan, "aws_iam_role_policy.new").change.after_unknown.policy = true;
    plan.configuration.root_module.resources.push({
      address: "aws_iam_role_policy.new",
      mode: "managed",
      type: "aws_iam_role_policy",
      name: "new",
      expressions: { policy: { references: ["aws_cloudwatch_log_group.new.arn", "aws_cloudwatch_log_group.new"] } },
    });
  }
  return plan;
}

export const configured = (edit: (configuration: Values) => void): Values => {
  const plan = fixture("unchanged");
  edit(plan.configuration);
  return plan;
};

/** Something of the configuration that a plan reads or opens. */
export const reading = (mode: string, type: string): Values =>
  configured((it) => it.root_module.resources.push({ address: `${mode}.${type}.x`, mode, type, name: "x" }));

/** The permission of Amazon Cognito for `f`, which goes while the pool gets another function than it had. */
export const letGo = (arn: string): Values =>
  cognitos((plan) => {
    Object.assign(resource(plan, PERMISSION).change.before, { function_name: `${ACCOUNT}:f`, qualifier: null });
    const pool = resource(plan, POOL).change;
    Object.assign(pool, { actions: ["update"] });
    Object.assign(resource(plan, PERMISSION).change.before, { source_arn: pool.before.arn });
    pool.before.lambda_config = [{ pre_sign_up: `${ACCOUNT}:f` }];
    pool.after = { ...pool.after, lambda_config: [{ pre_sign_up: arn }] };
  });

/** A function that may run for 6 seconds, and who may invoke it. */
export function slowFor(principal: string): Values {
  const plan = ofFunction({ timeout: 6 });
  const { function_name } = resource(plan, FUNCTION).change.after;
  return created("aws_lambda_permission", "trigger", { principal, function_name: `${ACCOUNT}:${function_name}` }, plan);
}
