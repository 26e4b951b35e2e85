import { Problem } from "../../common/problem";
import type { Field, GroupField, VariantField } from "../../constructs/environment/field";
import { terraformName } from "../../constructs/module/properties";

/** What stands around a value in a variable, from the outside to the inside. */
export type Scope =
  /** An object that may be null, and then has nothing to check. */
  | { readonly kind: "nullable"; readonly value: string }
  /** The entries of a map or a list. */
  | {
      readonly kind: "entries";
      readonly of: "map" | "list";
      readonly value: string;
      readonly key: string;
      readonly item: string;
    }
  /** An object of one of several types. */
  | { readonly kind: "variant"; readonly value: string; readonly type: string };

/** A value in a variable, at any depth. */
export interface Leaf {
  /** In TypeScript's names: `userPool.mfa`; of the entries of a map `clients.{name}.scopes`, of a list `rules[].uri`. */
  readonly path: string;
  readonly field: Field;
  /** Terraform's expression for it, inside of its scopes. */
  readonly value: string;
  readonly scopes: readonly Scope[];
  /** Of an object of one type, the properties that only other types have, under Terraform's names: they stay null. */
  readonly foreign?: readonly string[];
}

/** The fields of a group, without their types. */
export const fieldsOf = ({ fields }: GroupField<object>): [string, Field][] =>
  Object.entries(fields as Readonly<Record<string, Field>>);

/** Every value of a variable; a map or list of groups comes before what is in its entries. */
export const leavesOf = (name: string, field: Field): Leaf[] =>
  leavesIn({ path: name, field, value: `var.${terraformName(name)}`, scopes: [] });

function leavesIn(leaf: Leaf): Leaf[] {
  const { field, path, scopes, value } = leaf;
  switch (field.kind) {
    case "group":
      return leavesOfGroup(field, { ...leaf, scopes: [...scopes, ...nullable(field, value)] });
    case "variant":
      return leavesOfVariant(field, { ...leaf, scopes: [...scopes, ...nullable(field, value)] });
    case "map":
      return [leaf, ...leavesOfEntries(field.value, leaf, `${path}.{name}`)];
    case "list":
      return [leaf, ...leavesOfEntries(field.item, leaf, `${path}[]`)];
    default:
      return [leaf];
  }
}

const nullable = ({ derived }: Field, value: string): Scope[] =>
  derived === undefined ? [] : [{ kind: "nullable", value }];

const leavesOfGroup = (group: GroupField<object>, { path, scopes, value }: Leaf): Leaf[] =>
  fieldsOf(group).flatMap(([name, field]) =>
    leavesIn({ path: `${path}.${name}`, field, value: `${value}.${terraformName(name)}`, scopes }),
  );

function leavesOfVariant({ variants }: VariantField, { path, scopes, value }: Leaf): Leaf[] {
  const type: Field = { kind: "choice", values: Object.keys(variants), fix: "write one of these types" };
  const all = Object.values(variants).flatMap(fieldsOf);
  const inside = Object.entries(variants).flatMap(([name, group]): Leaf[] => {
    const leaf: Leaf = { path, field: group, value, scopes: [...scopes, { kind: "variant", value, type: name }] };
    // What has a default is there for every type.
    const others = all.filter(
      ([other, { default: fallback }]) => fallback === undefined && !Object.hasOwn(group.fields, other),
    );
    const foreign = [...new Set(others.map(([other]) => terraformName(other)))];
    return [...leavesOfGroup(group, leaf), ...(foreign.length === 0 ? [] : [{ ...leaf, foreign }])];
  });
  return [
    { path: `${path}.type`, field: type, value: `${value}.type`, scopes },
    ...inside.filter((leaf) => leaf.path !== `${path}.type`),
  ];
}

/** Of a map or list of plain values the whole is one leaf: its own condition looks at the entries. */
function leavesOfEntries(entry: Field, { field, scopes, value }: Leaf, path: string): Leaf[] {
  if ((entry.kind !== "group" && entry.kind !== "variant") || (field.kind !== "map" && field.kind !== "list")) {
    return [];
  }
  const depth = scopes.filter(({ kind }) => kind === "entries").length;
  const [key, item] = depth === 0 ? ["key", "item"] : [`key${depth + 1}`, `item${depth + 1}`];
  const entries: Scope = { kind: "entries", of: field.kind, value, key, item };
  return leavesIn({ path, field: entry, value: item, scopes: [...scopes, ...nullable(field, value), entries] });
}

/**
 * Every property of a variant's types with its field.
 *
 * @throws Error when two types have a property of the same name and another field: Terraform's object has it once
 */
export function variantFields({ variants }: VariantField, typeOf: (field: Field) => string): [string, Field][] {
  const fields = new Map<string, Field>();
  for (const [name, field] of Object.values(variants).flatMap(fieldsOf)) {
    const other = fields.get(name);
    const isSame = (one: Field): boolean =>
      typeOf(one) === typeOf(field) && JSON.stringify(one.default) === JSON.stringify(field.default);
    if (other !== undefined && name !== "type" && !isSame(other)) {
      throw new Problem(
        `The types of a variant differ about ${name}, which Terraform's object has once. Give it the same type and ` +
          "default in all of them, or rename one.",
      );
    }
    fields.set(name, field);
  }
  return [...fields];
}
