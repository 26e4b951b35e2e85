import type { IResolvable } from "cdktf";
import { Fn, forExpression, ref, Token } from "cdktf";
import type { Condition } from "./condition";
import { allOf } from "./condition";

/**
 * Maps of objects, such as further app clients by name. In a stack their entries are known; in the module only Terraform
 * knows them, and what is said of each entry becomes a `for` expression.
 */

/** What makes an entry of a map that only Terraform knows, under Terraform's name for it. */
type EntryOf = (identifier: string) => object;

const unknownMaps = new WeakMap<object, EntryOf>();

/** Notes how an entry of a map reads that only Terraform knows. */
export function mapOfEntries<T extends object>(map: T, entryOf: EntryOf): T {
  unknownMaps.set(map, entryOf);
  return map;
}

/** How many `for` expressions are being made around the one that is made next. */
let depth = 0;

/**
 * A `for` expression over a map that only Terraform knows. One in another has names of its own for key and entry: cdktf
 * calls them `key` and `val` everywhere, and what is said of the outer entry would be taken for the inner one's.
 */
function loopOver<T>(
  map: Readonly<Record<string, T>>,
  entryOf: EntryOf,
  value: (entry: T, key: string) => unknown,
): { readonly value: unknown; readonly expression: IResolvable } {
  const [key, entry] = depth === 0 ? ["key", "val"] : [`key${depth + 1}`, `val${depth + 1}`];
  depth += 1;
  try {
    const made = value(entryOf(entry) as T, Token.asString(ref(key)));
    const expression = forExpression(map, made);
    const resolve = expression.resolve.bind(expression);
    expression.resolve = (context) => String(resolve(context)).replace("for key, val in", `for ${key}, ${entry} in`);
    return { value: made, expression };
  } finally {
    depth -= 1;
  }
}

/** Whether something holds for every entry. */
export function everyEntry<T>(
  map: Readonly<Record<string, T>>,
  holds: (entry: T, key: string) => Condition,
): Condition {
  const entryOf = unknownMaps.get(map);
  if (entryOf === undefined) {
    return allOf(...Object.entries(map).map(([key, entry]) => holds(entry, key)));
  }
  const { expression, value } = loopOver(map, entryOf, holds);
  return typeof value === "boolean" ? value : Fn.alltrue(Token.asList(expression));
}

/** The texts of all entries, one list after the other. */
export function textsOfEntries<T>(
  map: Readonly<Record<string, T>>,
  texts: (entry: T, key: string) => readonly string[],
): readonly string[] {
  const entryOf = unknownMaps.get(map);
  return entryOf === undefined
    ? Object.entries(map).flatMap(([key, entry]) => texts(entry, key))
    : Token.asList(Fn.flatten(loopOver(map, entryOf, texts).expression));
}

/** The keys of a map. */
export const keysOf = (map: Readonly<Record<string, unknown>>): readonly string[] =>
  Token.isUnresolved(map) ? Token.asList(Fn.keys(map)) : Object.keys(map);

/** The keys of a map, each with a text in front. */
export const keysWith = (prefix: string, map: Readonly<Record<string, unknown>>): readonly string[] =>
  Token.isUnresolved(map)
    ? Token.asList(Fn.formatlist("%s%s", [prefix, Fn.keys(map)]))
    : Object.keys(map).map((key) => `${prefix}${key}`);

/** A property of the entries for which a rule does not hold, by their name. */
export const brokenEntries = <T extends object>(
  entries: Readonly<Record<string, T>>,
  property: string,
  holds: (entries: Readonly<Record<string, T>>) => Condition,
): unknown =>
  Object.fromEntries(
    Object.entries(entries)
      .filter(([name, entry]) => holds({ [name]: entry }) === false)
      .map(([name, entry]) => [name, (entry as Readonly<Record<string, unknown>>)[property]]),
  );
