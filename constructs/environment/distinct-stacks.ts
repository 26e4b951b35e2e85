import type { TerraformStack } from "cdktf";
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Environment } from "./environment";
import type { Problem } from "./problem";
import { InvalidEnvironmentsError } from "./problem";
import { distinctionRules } from "./rules";

/** By app, and by what belongs to one stack alone, the stack that has it. */
const owners = new WeakMap<IConstruct, Map<string, string>>();

/** The stack's own id is what names it, and not the environment. */
const rules = distinctionRules.filter(({ path }) => path !== "name");

/**
 * Makes sure that no other stack of the app has this one's state, names or domain. Within one call `parseEnvironments`
 * does so; an app with several skills calls it for each.
 *
 * @throws InvalidEnvironmentsError with everything that is shared
 */
export function assertDistinct(stack: TerraformStack, environment: Environment): void {
  const app = stack.node.root;
  const taken = owners.get(app) ?? new Map<string, string>();
  owners.set(app, taken);
  const id = stack.node.id;
  const problems = rules.flatMap((rule): Problem[] => {
    const keys = rule.keys(environment);
    if (keys.some((key) => Token.isUnresolved(key))) {
      return [];
    }
    const owner = keys.map((key) => taken.get(`${rule.path} ${key}`)).find((it) => it !== undefined);
    for (const key of keys) {
      taken.set(`${rule.path} ${key}`, owner ?? id);
    }
    if (owner === undefined) {
      return [];
    }
    const { path, allowed } = rule;
    const fix = `${rule.fix} (the stack ${owner} has the same)`;
    return [{ where: `${id}: ${path}`, received: rule.received(environment), allowed, fix }];
  });
  if (problems.length > 0) {
    throw new InvalidEnvironmentsError(problems);
  }
}
