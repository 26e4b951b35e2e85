/** Parts of new things by which somebody may get a harmful change through. */
import type { Values } from "./planned";
import { created, FUNCTION, resource, updated } from "./planned";
import { changed } from "./rule-plans";

/** Something new: nobody may call the plan that makes it safe. */
export type NewThing = readonly [family: string, what: string, type: string, values: Values];

export const OWN = "123456789012";
export const OTHER = "999999999999";
export const SKILL = `arn:aws:lambda:us-east-1:${OWN}:function:alexa-skill-dev`;

export const policy = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
export const OPEN = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
export const EVERYTHING = policy({ Effect: "Allow", Action: "*", Resource: "*" });
export const OF_LAMBDA = policy({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** Of another account. */
export const arn = (service: string, name: string): string => `arn:aws:${service}:us-east-1:${OTHER}:${name}`;
export const role = (name: string, account = OWN): string => `arn:aws:iam::${account}:role/${name}`;

/** Of a new function. */
export const code = (values: Values): Values => ({
  function_name: "f",
  role: role("x"),
  runtime: "nodejs22.x",
  handler: "i.h",
  filename: "x.zip",
  source_code_hash: "abc",
  ...values,
});

export const of =
  (address: string, values: Values, before: Values = {}) =>
  () =>
    updated(address, (after, was) => {
      Object.assign(was, Object.fromEntries(Object.keys(values).map((name) => [name, was[name] ?? null])), before);
      Object.assign(after, values);
    });

export const variable = (name: string, value: string) => () =>
  updated(FUNCTION, (it) => Object.assign(it.environment[0].variables, { [name]: value }));

export const another = (type: string, before: Values, after: Values) => () =>
  changed(type, before, { ...before, ...after });

/** An attribute that is known after the apply only. */
export const unknown =
  (address: string, name: string, ...references: readonly string[]) =>
  () => {
    const plan = updated(address, (after, _, change) => {
      delete after[name];
      change.after_unknown = { ...change.after_unknown, [name]: true };
    });
    configured(plan, address).expressions[name] = { references };
    return plan;
  };

export const newUnknown = (type: string, name: string, values: Values) => () => {
  const plan = created(type, "x", values);
  resource(plan, `${type}.x`).change.after_unknown[name] = true;
  configured(plan, `${type}.x`).expressions[name] = { references: ["data.aws_iam_policy_document.x.json"] };
  return plan;
};

const configured = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address);

export const imported = (type: string, values: Values) => () => {
  const plan = created(type, "x", values);
  Object.assign(resource(plan, `${type}.x`).change, {
    actions: ["no-op"],
    before: values,
    after_unknown: {},
    importing: { id: "x" },
  });
  return plan;
};

export const withProvider =
  (expressions: Values, name = "aws", source = "registry.terraform.io/hashicorp/aws") =>
  () => {
    const plan = created("random_id", "x", { byte_length: 4 });
    const { provider_config } = plan.configuration;
    provider_config[name] = { ...provider_config[name], name: "aws", full_name: source };
    provider_config[name].expressions = { ...provider_config[name].expressions, ...expressions };
    return plan;
  };

export const constant = (value: unknown): Values => ({ constant_value: value });

export const programOf = (type: string, before: Values, after: Values) => () => {
  const plan = changed(type, before, after);
  configured(plan, `${type}.x`).provisioners = [{ type: "local-exec", expressions: {} }];
  return plan;
};

/** A new role that may do one thing. */
export const roleFor = (action: string) => () =>
  created("aws_iam_role", "x", {
    name: "x",
    assume_role_policy: OF_LAMBDA,
    inline_policy: [{ name: "a", policy: policy({ Effect: "Allow", Action: action, Resource: "*" }) }],
  });
