import { App, Fn, TerraformStack } from "cdktf";
import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment";
import type { EnvironmentRule } from "../environment/environment-rule";
import { environmentRules } from "../environment/rules";
import { expressionText } from "./expression-text";
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
  return new Map(
    environmentRules.map((rule) => [rule, formatted(expressionText(stack, Fn.try([rule.holds(environment), true])))]),
  );
}
