import { Problem } from "../../common/problem";
import type { Field } from "../../constructs/environment/field";
import { functionModuleProperties } from "../../constructs/module/function-module-stack";
import { moduleText } from "../../constructs/module/module-text";
import type { ModuleProperty } from "../../constructs/module/properties";
import { moduleFields, moduleProperties, problemText, terraformName } from "../../constructs/module/properties";
import { referenceSections } from "../documentation/environment-reference";
import type { Block, Body } from "../hcl/body";
import { attribute, block, bodyText, indented } from "../hcl/body";
import { literalTemplate, quotedText } from "../hcl/template";
import { heredoc, valueText } from "../hcl/value";
import type { Leaf } from "./leaves";
import { fieldsOf, leavesOf, variantFields } from "./leaves";
import type { Validation } from "./validations";
import { validations } from "./validations";

/** A property that holds a value, under Terraform's name. */
export interface Input {
  /** As in `user_pool.mfa`. */
  readonly path: string;
  readonly field: Field;
  readonly description: string;
}

/** A variable with all that stands in it. */
export interface ModuleVariable extends Input {
  /** Whether Terraform shows the value nowhere, not in a condition's message either. */
  readonly isSensitive: boolean;
  readonly leaves: readonly Leaf[];
  /** What may stand in an object, map or list of objects, at any depth; without the variable itself. */
  readonly properties: readonly Input[];
}

/** The variables in the order in which they are written. */
export const moduleVariables = (root: string): ModuleVariable[] => variablesOf(root, moduleFields, moduleProperties);

/** The variables of the submodule for a function, likewise. */
export const functionModuleVariables = (root: string): ModuleVariable[] =>
  variablesOf(
    root,
    Object.fromEntries(Object.entries(functionModuleProperties).map(([name, { field }]) => [name, field])),
    functionModuleProperties,
  );

function variablesOf(
  root: string,
  fields: Readonly<Record<string, Field>>,
  properties: Readonly<Record<string, ModuleProperty>>,
): ModuleVariable[] {
  const descriptions = new Map(
    referenceSections(root).flatMap(({ entries }) => entries.map(({ path, description }) => [path, description])),
  );
  const describe = (path: string): string | undefined => {
    const [variable = "", property = ""] = path.split(".");
    const own = properties[variable];
    return (
      moduleDescriptions[path] ??
      (property === "" ? own?.description : own?.properties?.[property]) ??
      descriptions.get(path)
    );
  };
  return Object.entries(fields).map(([name, field]) => moduleVariable(name, field, describe));
}

/**
 * A variable with what is in it.
 *
 * @param describe says what stands at a path, in TypeScript's names
 * @throws Error when nothing is said about a property
 */
export function moduleVariable(
  name: string,
  field: Field,
  describe: (path: string) => string | undefined,
): ModuleVariable {
  const input = (path: string, of: Field): Input => {
    const description = describe(path);
    if (description === undefined) {
      throw new Problem(
        `${path} has no description, which its variable needs. Write a comment above the property in constructs/environment.`,
      );
    }
    return { path: terraformName(path), field: of, description: moduleText(description) };
  };
  const leaves = leavesOf(name, field);
  const inside = leaves.filter(({ foreign, path }) => foreign === undefined && path !== name);
  // Two types of one object may have a property in common.
  const byPath = new Map(inside.map((leaf) => [leaf.path, input(leaf.path, leaf.field)]));
  const isSensitive = moduleProperties[name]?.sensitive === true;
  return { ...input(name, field), isSensitive, leaves, properties: [...byPath.values()] };
}

/** Where an environment's description says what does not hold in a module. */
const moduleDescriptions: Readonly<Record<string, string>> = {
  "userPool.deletionProtection":
    "Whether Cognito refuses to delete the pool. Terraform's `prevent_destroy` takes no variable, so a module cannot offer it: read the plan for `must be replaced` of pool, app client and domain.",
};

/** `variables.tf` */
export const variablesFile = (variables: readonly ModuleVariable[]): Body => variables.map(variableBlock);

function variableBlock(variable: ModuleVariable): Block {
  const { field, isSensitive, path } = variable;
  const isNullable = field.derived !== undefined;
  const hasDefault = isNullable || field.default !== undefined;
  return block(
    "variable",
    [path],
    [
      attribute("description", descriptionText(variable)),
      attribute("type", typeOf(field)),
      ...(hasDefault ? [attribute("default", isNullable ? "null" : valueText(field.default))] : []),
      ...(isNullable ? [] : [attribute("nullable", "false")]),
      ...(isSensitive ? [attribute("sensitive", "true")] : []),
      ...validations(variable).map(validationBlock),
    ],
  );
}

function descriptionText({ description, properties }: ModuleVariable): string {
  if (properties.length === 0) {
    return quotedText(description);
  }
  const items = properties.map((property) => {
    const name = property.path.replace(/^\w+\./, "");
    return `- \`${name}\`: ${sentence(property.description)} ${defaultText(property.field)}`;
  });
  return heredoc(literalTemplate(`${description}\n\n${items.join("\n")}`));
}

/** With `for_each`, Terraform does not say which of the module's calls it was. The name itself may be what is wrong. */
const whereOf = (path: string): string => (path === "name" ? path : `\${substr(var.name, 0, 57)}: ${path}`);

/** What has to hold, with the words for what does not. */
const validationBlock = ({ allowed, condition, fix, path, received }: Validation): Block => {
  const words = [allowed, fix].map((text) => literalTemplate(moduleText(text))) as [string, string];
  return block(
    "validation",
    [],
    [
      attribute("condition", condition),
      attribute("error_message", heredoc(problemText(whereOf(path), received, ...words))),
    ],
  );
};

/** What happens when the property is left out. */
export function defaultText(field: Field): string {
  if (field.derived !== undefined) {
    return `Default: ${moduleText(field.derived)}.`;
  }
  return field.default === undefined ? "Required." : `Default: \`${JSON.stringify(field.default)}\`.`;
}

const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);

/** Terraform's type of a field's values. */
export function typeOf(field: Field): string {
  switch (field.kind) {
    case "text":
      return "string";
    case "number":
      return "number";
    case "flag":
      return "bool";
    case "choice":
      return typeof field.values[0] === "number" ? "number" : "string";
    case "list":
      return `list(${typeOf(field.item)})`;
    case "map":
      return `map(${typeOf(field.value)})`;
    case "group": {
      const body = fieldsOf(field).map(([name, inner]) => attribute(terraformName(name), optionalType(inner)));
      return `object({\n${indented(bodyText(body))}\n})`;
    }
    case "variant": {
      const fields = variantFields(field, typeOf).filter(([name]) => name !== "type");
      // What one type needs, another does not have: whether it is there is a validation's matter.
      const body = fields.map(([name, inner]) =>
        attribute(
          terraformName(name),
          optionalType(inner.default === undefined ? { ...inner, derived: "none" } : inner),
        ),
      );
      return `object({\n${indented(bodyText([attribute("type", "string"), ...body]))}\n})`;
    }
  }
}

function optionalType(field: Field): string {
  if (field.derived !== undefined) {
    return `optional(${typeOf(field)})`;
  }
  return field.default === undefined ? typeOf(field) : `optional(${typeOf(field)}, ${valueText(field.default)})`;
}
