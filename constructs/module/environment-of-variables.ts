import { App, DefaultTokenResolver, Fn, ref, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { Environment } from "../environment/environment";
import { environmentSchema } from "../environment/environment";
import type { Field } from "../environment/field";
import { environmentRules } from "../environment/rules";
import { nullableGroup } from "./condition";
import { moduleFields, terraformName } from "./properties";

/** An environment whose every value is a variable of the module: a token of the kind that its field has. */
export const environmentOfVariables = (stack: TerraformStack): Environment =>
  Object.fromEntries(
    Object.entries(moduleFields)
      .filter(([name]) => Object.hasOwn(environmentSchema.fields, name))
      .map(([name, field]) => [name, variable(stack, field, `var.${terraformName(name)}`)]),
  ) as unknown as Environment;

/**
 * What the rules across properties are in Terraform: by the property's path, an expression in `${…}`. It holds, too,
 * where a value is wrong by itself and cannot be judged: the value's own condition says so already.
 */
export function ruleExpressions(): Readonly<Record<string, string>> {
  const stack = new TerraformStack(new App({ stackTraces: false }), "rules");
  const environment = environmentOfVariables(stack);
  const resolved = (value: unknown): string =>
    Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
  return Object.fromEntries(
    environmentRules.map(({ path, holds }) => [path, resolved(Fn.try([holds(environment), true]))]),
  );
}

const resolver = new DefaultTokenResolver(new StringConcat());

function variable(stack: TerraformStack, field: Field, identifier: string): unknown {
  const value = ref(identifier, stack);
  switch (field.kind) {
    case "group": {
      const fields = Object.entries(field.fields as Readonly<Record<string, Field>>);
      const group = Object.fromEntries(
        fields.map(([name, inner]) => [name, variable(stack, inner, `${identifier}.${terraformName(name)}`)]),
      );
      return field.derived === undefined ? group : nullableGroup(group, value);
    }
    case "text":
      return Token.asString(value);
    case "number":
      return Token.asNumber(value);
    case "choice":
      return typeof field.values[0] === "number" ? Token.asNumber(value) : Token.asString(value);
    case "list":
      return Token.asList(value);
    case "map":
      return field.value.kind === "text" ? Token.asStringMap(value) : Token.asAnyMap(value);
    case "variant":
      // Terraform's object has the properties of all types.
      return Object.assign({}, ...Object.values(field.variants).map((group) => variable(stack, group, identifier)));
    case "flag":
      return value;
  }
}
