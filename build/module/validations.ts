import type { Field } from "../../constructs/environment/field";
import { allowedIn } from "../../constructs/environment/field";
import { environmentRules } from "../../constructs/environment/rules";
import { ruleExpressions } from "../../constructs/module/environment-of-variables";
import { terraformName } from "../../constructs/module/properties";
import { valueText } from "../hcl/value";
import { conditionOfLeaf, receivedOfLeaf } from "./leaf-condition";
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

/** What stands in a message for a value that Terraform hides: it would keep the whole message back. */
const SECRET = '"a secret"';

/** The rules of each value, then those across several. */
export const validations = (variable: ModuleVariable): Validation[] => [...valueRules(variable), ...rules(variable)];

const valueRules = ({ isSensitive, leaves }: ModuleVariable): Validation[] =>
  leaves.flatMap((leaf) => {
    const condition = conditionOfLeaf(leaf);
    if (condition === undefined) {
      return [];
    }
    const { field, path } = leaf;
    return {
      path: terraformName(path),
      condition,
      received: isSensitive ? SECRET : receivedOfLeaf(leaf),
      allowed: allowedIn(field),
      fix: leaf.foreign === undefined ? fixOf(field) : "remove the other properties, or write another type",
    };
  });

function rules({ path: variable }: ModuleVariable): Validation[] {
  const all = [
    ...environmentRules
      .filter(({ preconditionOf }) => preconditionOf === undefined)
      .map((rule) => ({ ...rule, condition: valueText(RULE_EXPRESSIONS.get(rule)) })),
    ...ownRules,
  ].map((rule) => ({ ...rule, path: terraformName(rule.path) }));
  return all
    .filter(({ path }) => path.split(".")[0] === variable)
    .map(({ allowed, condition, fix, path }) => ({ path, condition, received: receivedAt(path), allowed, fix }));
}

/** What a rule looks at. Of every entry of a map, that is the map. */
const receivedAt = (path: string): string => `var.${path.split(".{name}")[0]}`;

function fixOf(field: Field): string {
  if ("fix" in field) {
    return field.fix;
  }
  if (field.kind === "list") {
    return "fix" in field.item ? field.item.fix : "write other entries";
  }
  if (field.kind !== "map") {
    return "write another value";
  }
  return "fix" in field.value ? `${field.key.fix}; ${field.value.fix}` : field.key.fix;
}
