/** Plans for the cases of rules: parts of the link that change, are taken over, drift, and come first. */
import type { Values } from "./planned";
import { fixture, LOGS, PERMISSION, POOL, resource, updated } from "./planned";

export const URLS = "https://layla.amazon.com/api/skill/link/";
/** Amazon may add a host for the skills of the same developer account. */
export const anotherHost = (url: string): string => url.replace(/\/\/[^/]+/, "//another.amazon.com");
export const policyOf = (
  actions: unknown,
  resources: unknown = "arn:aws:logs:us-east-1:123456789012:log-group:/x:*",
): string =>
  JSON.stringify({ Statement: [{ Resource: resources, Action: actions, Effect: "Allow" }], Version: "2012-10-17" });
export const permission = (token: string | null) => ({
  ...fixture("unchanged").resource_changes.find((it: Values) => it.address === PERMISSION).change.after,
  statement_id: "other",
  event_source_token: token,
});

export const plans = (edit: (plan: Values) => void): Values => {
  const plan = fixture("unchanged");
  edit(plan);
  return plan;
};

/** What the code no longer says, and the provider therefore keeps. */
export const withoutLine = (address: string, ...names: readonly string[]): Values =>
  plans((plan) => {
    const { expressions } = plan.configuration.root_module.resources.find((it: Values) => it.address === address);
    for (const name of names) {
      delete expressions[name];
    }
  });

/** A pool with two triggers, of which the code has these lines. */
export const withTriggers = (...lines: readonly string[]): Values =>
  plans((plan) => {
    const of = (list: readonly Values[]): Values => list.find((it) => it.address === POOL) as Values;
    const token = "arn:aws:lambda:us-east-1:123456789012:function:token";
    const triggers = {
      post_confirmation: "arn:aws:lambda:us-east-1:123456789012:function:post",
      pre_sign_up: "",
      pre_token_generation: token,
      pre_token_generation_config: [{ lambda_arn: token, lambda_version: "V1_0" }],
    };
    const { change } = of(plan.resource_changes);
    change.before.lambda_config = [triggers];
    change.after.lambda_config = [structuredClone(triggers)];
    of(plan.configuration.root_module.resources).expressions.lambda_config = [
      Object.fromEntries(lines.map((name) => [name, { constant_value: token }])),
    ];
  });

/** An output gets another value. Terraform 1.11 marks both sides if either is sensitive; OpenTofu marks each. */
export const outputChanged = (marks: Values, configured: Values): Values =>
  plans((plan) => {
    plan.applyable = true;
    plan.configuration.root_module.outputs = { account_linking: configured };
    Object.assign(plan.output_changes.account_linking, { actions: ["update"], ...marks });
  });

/** An attribute that the pool gets, as the provider plans it: what it read back is not written out. */
export const attributeAdded = (item: Values): Values =>
  updated(POOL, (it) => {
    it.schema = [...it.schema, { name: "plan", attribute_data_type: "String", ...item }];
    for (const one of it.schema) {
      one.developer_only_attribute = null;
    }
  });

/** A change by hand: Terraform remembers one value, and AWS has another. */
export const drifted = (plan: Values): Values => {
  const now = resource(plan, LOGS);
  const before = { ...now.change.before, retention_in_days: 30 };
  now.change.before.retention_in_days = 400;
  plan.resource_drift = [
    { ...now, change: { ...now.change, actions: ["update"], before, after: { ...before, retention_in_days: 400 } } },
  ];
  return plan;
};

export const takenOver = (plan: Values, address: string): Values => {
  resource(plan, address).change.importing = { id: "x" };
  plan.applyable = true;
  return plan;
};
export const adopted = (...[address, edit]: Parameters<typeof updated>): Values =>
  takenOver(updated(address, edit), address);
export const adoptedAsItIs = (address: string): Values => takenOver(fixture("unchanged"), address);

/** Tags that Terraform remembers nowhere, and that AWS has or seems to have. */
export function tagsDrifted(all: Readonly<Record<string, string>>): Values {
  const plan = updated(LOGS, (after, before) => {
    Object.assign(before, { tags: { Team: "b" }, tags_all: all });
    Object.assign(after, { tags: {}, tags_all: { Environment: "staging" } });
  });
  const now = resource(plan, LOGS);
  const before = { ...now.change.before, tags: {}, tags_all: { Environment: "staging" } };
  plan.resource_drift = [{ ...now, change: { ...now.change, actions: ["update"], before, after: now.change.before } }];
  return plan;
}

/** The plan on an empty state. */
export function firstDeployment(edit: (plan: Values) => void = () => {}): Values {
  const plan = fixture("unchanged");
  for (const { change } of plan.resource_changes) {
    Object.assign(change, { actions: ["create"], before: null });
  }
  plan.applyable = true;
  edit(plan);
  return plan;
}
