import { App, DefaultTokenResolver, Fn, StringConcat, TerraformStack, Tokenization } from "cdktf";
import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment";
import type { EnvironmentRule } from "../environment/environment-rule";
import { environmentRules } from "../environment/rules";
import { formatted } from "./module-json";
import { moduleFields, terraformName } from "./properties";
import { variable } from "./variable";

/** An environment whose every value is a variable of the module: a token of the kind that its field has. */
export const environmentOfVariables = (stack: TerraformStack): Environment =>
  Object.fromEntries(
    Object.entries(moduleFields)
      .filter(([name]) => Object.hasOwn(environmentSchema.fields, name))
      .map(([name, field]) => [name, variable(stack, field, `var.${terraformName(name)}`)]),
  ) as unknown as Environment;

/**
 * What the rules across properties are in Terraform: for each an expression in `${…}`. It holds, too,
 * where a value is wrong by itself and cannot be judged: the value's own condition says so already.
 */
export function ruleExpressions(): ReadonlyMap<EnvironmentRule, string> {
  const stack = new TerraformStack(new App({ stackTraces: false }), "rules");
  const environment = environmentOfVariables(stack);
  const resolved = (value: unknown): string =>
    Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
  return new Map(environmentRules.map((rule) => [rule, formatted(resolved(Fn.try([rule.holds(environment), true])))]));
}

const resolver = new DefaultTokenResolver(new StringConcat());
