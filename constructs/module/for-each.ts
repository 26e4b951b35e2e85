import type { TerraformResource } from "cdktf";
import { ref, TerraformStack, Token } from "cdktf";
import type { Field, MapField } from "../environment/field";
import { literalText } from "../literal-text";
import { terraformName } from "./properties";
import { variable } from "./variable";

/** What a resource with `for_each` says of one of its entries. */
export interface Each<T> {
  /** The entry's name. */
  readonly key: string;
  /** The entry, of which only Terraform knows the values; what it has not is null. */
  readonly value: T;
}

/** An entry of a map as Terraform reads it in a resource with `for_each`. */
export const eachOf = <T>(scope: TerraformStack, { value }: MapField): Each<T> => ({
  key: Token.asString(ref("each.key", scope)),
  value: variable(scope, value, "each.value") as T,
});

/** Gives a resource `for_each`: one resource for each entry of a map, at an address with the entry's name. */
export function putForEach(resource: TerraformResource, field: MapField, map: Readonly<Record<string, unknown>>): void {
  resource.addOverride("for_each", Token.isUnresolved(map) ? map : entriesInTerraform(field, map));
}

/** A known map as the module's variable has it, entry by entry. */
export const entriesInTerraform = (field: MapField, map: Readonly<Record<string, unknown>>): unknown =>
  inTerraform(field, map);

/** Blocks of a resource with `for_each`, one for each entry of a map in its entry. */
export function addEachBlock(resource: TerraformResource, name: string, map: unknown, content: object): void {
  resource.addOverride(`dynamic.${name}`, { for_each: map, content });
}

/** The key and value of the entry of a block that `addEachBlock` adds. */
export const blockEntry = (resource: TerraformResource, name: string): Each<string> => {
  const stack = TerraformStack.of(resource);
  return { key: Token.asString(ref(`${name}.key`, stack)), value: Token.asString(ref(`${name}.value`, stack)) };
};

/** A value under Terraform's names, with null for whatever is left out, as a variable of the module has it. */
function inTerraform(field: Field, value: unknown): unknown {
  if (value === undefined) {
    return field.default ?? Token.nullValue();
  }
  if (Token.isUnresolved(value)) {
    return value;
  }
  const entries = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>);
  switch (field.kind) {
    case "map":
      return Object.fromEntries(entries.map(([key, entry]) => [key, inTerraform(field.value, entry)]));
    case "group":
      return inGroup(field.fields as Readonly<Record<string, Field>>, value);
    case "variant":
      return inGroup(Object.assign({}, ...Object.values(field.variants).map(({ fields }) => fields)), value);
    case "text":
      return literalText(value as string);
    default:
      return value;
  }
}

const inGroup = (fields: Readonly<Record<string, Field>>, value: unknown): unknown =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      terraformName(name),
      inTerraform(field, (value as Readonly<Record<string, unknown>>)[name]),
    ]),
  );
