import type { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { TerraformStack } from "cdktf";
import { Fn } from "cdktf";
import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment";
import type { EnvironmentRule } from "../environment/environment-rule";
import { allowedIn } from "../environment/field";
import { environmentRules } from "../environment/rules";
import type { SkillFunction } from "../skill-function";
import { expressionText } from "./expression-text";
import { moduleText } from "./module-text";
import { problemText, terraformName } from "./properties";

type Precondition = NonNullable<NonNullable<SkillFunction["resource"]["lifecycle"]>["precondition"]>[number];

/** The rule of `region`, which a module reads from its provider. It is the function's: a pool may be anywhere. */
export function regionCheck({ fqn }: DataAwsRegion): Precondition {
  const field = environmentSchema.fields.region;
  if (field.kind !== "choice") {
    throw new Error("The module needs another condition for the region");
  }
  const regions = field.values.map((value) => JSON.stringify(value)).join(", ");
  return {
    condition: `\${contains([${regions}], ${fqn}.id)}`,
    errorMessage: problemText(`\${var.name}: the AWS provider's region`, `${fqn}.id`, allowedIn(field), field.fix),
  };
}

/**
 * The rules that read several variables.
 *
 * @param stack in which they are read
 * @param rules among which to look
 */
export function preconditions(
  stack: TerraformStack,
  of: EnvironmentRule["preconditionOf"],
  environment: Environment,
  rules: readonly EnvironmentRule[] = environmentRules,
): Precondition[] {
  return rules
    .filter(({ preconditionOf }) => preconditionOf === of)
    .map(({ allowed, fix, holds, path }) => {
      const name = terraformName(path);
      return {
        // What is wrong with a variable by itself, its validation says.
        condition: expressionText(stack, Fn.try([holds(environment), true])),
        errorMessage: problemText(`\${var.name}: ${name}`, readAt(name), moduleText(allowed), moduleText(fix)),
      };
    });
}

/** Where CDKTF has no property for several. */
export const preconditionsJson = (checks: readonly Precondition[]): unknown =>
  checks.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage }));

/** What a rule looks at. Of every entry of a map, that is the map. */
const readAt = (path: string): string => `var.${path.split(".{name}")[0]}`;
