import type { TerraformStack } from "cdktf";
import { ref, Token } from "cdktf";
import type { Field } from "../environment/field";
import { nullableGroup } from "./condition";
import { mapOfEntries } from "./entries";
import { terraformName } from "./properties";

/** A value of a field of which only Terraform knows what it is, under Terraform's name for it. */
export function variable(stack: TerraformStack, field: Field, identifier: string): unknown {
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
      return field.value.kind === "text"
        ? Token.asStringMap(value)
        : mapOfEntries(Token.asAnyMap(value), (entry) => variable(stack, field.value, entry) as object);
    case "variant":
      // Terraform's object has the properties of all types.
      return Object.assign({}, ...Object.values(field.variants).map((group) => variable(stack, group, identifier)));
    case "flag":
      return value;
  }
}
