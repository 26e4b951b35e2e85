import type { Field } from "../../constructs/environment/field";
import { allowedIn } from "../../constructs/environment/field";
import { environmentRules } from "../../constructs/environment/rules";
import { ruleExpressions } from "../../constructs/module/environment-of-variables";
import { terraformName } from "../../constructs/module/properties";
import { valueText } from "../hcl/value";
import { conditionOf, receivedOf } from "./condition";
import { ownRules } from "./rules";
import type { ModuleVariable } from "./variables";

const RULE_EXPRESSIONS = ruleExpressions();

/** A `validation` of a variable. */
export interface Validation {
  /** The property that a person would change, under Terraform's name. */
  readonly path: string;
  readonly condition: string;
  /** An expression for what was given. Terraform evaluates it even when the condition holds. */
  readonly received: string;
  readonly allowed: string;
  readonly fix: string;
}

/** The rules of each value, then those across several. */
export const validations = (variable: ModuleVariable): Validation[] => [...valueRules(variable), ...rules(variable)];

function valueRules({ field, path, properties }: ModuleVariable): Validation[] {
  const inputs = properties.length === 0 ? [{ path, field }] : properties;
  const isNullable = field.kind === "group" && field.derived !== undefined;
  return inputs.flatMap((input) => {
    const condition = conditionOf(input.field, `var.${input.path}`);
    if (condition === undefined) {
      return [];
    }
    return {
      path: input.path,
      condition: isNullable ? `var.${path} == null || ${condition}` : condition,
      received: isNullable ? `var.${path}` : receivedOf(input.field, `var.${input.path}`),
      allowed: allowedIn(input.field),
      fix: fixOf(input.field),
    };
  });
}

function rules({ path: variable }: ModuleVariable): Validation[] {
  const all = [
    ...environmentRules.map((rule) => ({ ...rule, condition: valueText(RULE_EXPRESSIONS[rule.path]) })),
    ...ownRules,
  ].map((rule) => ({ ...rule, path: terraformName(rule.path) }));
  return all
    .filter(({ path }) => path.split(".")[0] === variable)
    .map(({ allowed, condition, fix, path }) => ({ path, condition, received: `var.${path}`, allowed, fix }));
}

function fixOf(field: Field): string {
  if ("fix" in field) {
    return field.fix;
  }
  if (field.kind === "list") {
    return field.item.fix;
  }
  return field.kind === "map" ? `${field.key.fix}; ${field.value.fix}` : "write another value";
}
