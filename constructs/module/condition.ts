import type { IResolvable } from "cdktf";
import { Fn, Op, propertyAccess, Token } from "cdktf";

/**
 * Decisions that depend on a setting. In a stack the setting is known and decides at synth; in the Terraform module it
 * is a variable, and the decision becomes an expression of Terraform's. One description serves both.
 */
export type Condition = boolean | IResolvable;

/** Whether the list has the entry. */
export const includes = (list: readonly string[], entry: string): Condition =>
  Token.isUnresolved(list) ? Fn.contains(list, entry) : list.includes(entry);

/** Texts as one, also as an argument of a function, where Terraform knows some of them: CDKTF takes no template there. */
export const joinTexts = (...texts: readonly string[]): string =>
  texts.some((text) => Token.isUnresolved(text)) ? Fn.join("", [...texts]) : texts.join("");

/** Whether the list has exactly one entry. */
export const isSingle = (list: readonly string[]): Condition =>
  Token.isUnresolved(list) ? Op.eq(Fn.lengthOf(list), 1) : list.length === 1;

/** Whether the list has no entry. (CDKTF loses a 0 to compare with.) */
export const isEmpty = (list: readonly string[]): Condition =>
  Token.isUnresolved(list) ? Op.lt(Fn.lengthOf(list), 1) : list.length === 0;

/** Whether the map has an entry. Its keys are known before its values are. */
export const hasEntries = (map: Readonly<Record<string, unknown>>): Condition =>
  Token.isUnresolved(map) ? Op.gte(Fn.lengthOf(map), 1) : Object.keys(map).length > 0;

/** Whether the map has an entry under a key, and that entry. */
export function entryUnder(map: Readonly<Record<string, string>>, key: string): readonly [Condition, string] {
  return Token.isUnresolved(map)
    ? [Fn.contains(Fn.keys(map), key), Token.asString(propertyAccess(map, [key]))]
    : [Object.hasOwn(map, key), map[key] ?? ""];
}

/** Whether every text has a part, which is an expression of RE2's and has a match in each at most once. */
export const allMatch = (texts: readonly string[], pattern: string): Condition =>
  [texts, pattern].some((value) => Token.isUnresolved(value)) || texts.some((text) => Token.isUnresolved(text))
    ? Op.eq(Fn.lengthOf(Fn.regexall(pattern, Fn.join(" ", [...texts]))), Fn.lengthOf([...texts]))
    : texts.every((text) => new RegExp(pattern).test(text));

/** Whether there is a number, and it is less than the limit, which is not 0: CDKTF loses that. */
export const isBelow = (value: number | undefined, limit: number): Condition =>
  Token.isUnresolved(value) ? Op.lt(value, limit) : value !== undefined && value < limit;

/** Whether there are two numbers, and the first is not the greater. */
export const isAtMost = (value: number | undefined, other: number | undefined): Condition =>
  Token.isUnresolved(value) || Token.isUnresolved(other)
    ? Op.lte(value, other)
    : value !== undefined && other !== undefined && value <= other;

/**
 * Whether a map, as the members of a JSON object, and the entries of lists, each with a separator, take no more bytes than
 * that. Terraform counts in Base64, by threes, and lets up to two bytes too many pass.
 */
export function fitBytes(
  limit: number,
  map: Readonly<Record<string, string>>,
  lists: readonly (readonly string[])[],
  bytesPerMember: number,
): Condition {
  if ([map, ...lists].some((value) => Token.isUnresolved(value))) {
    const members = Fn.formatlist(`${"x".repeat(bytesPerMember)}%s%s`, [Fn.keys(map), Fn.values(map)]);
    const entries = lists.map((list) => Fn.formatlist("x%s", [[...list]]));
    return Op.lte(
      Fn.lengthOf(Fn.base64encode(Fn.join("", Token.asList(Fn.concat([members, ...entries]))))),
      Math.ceil(limit / 3) * 4,
    );
  }
  const members = Object.entries(map).map(([key, value]) => `${key}${value}`);
  const bytes = Buffer.byteLength([...members, ...lists.flat()].join(""));
  return bytes + members.length * bytesPerMember + lists.flat().length <= limit;
}

/** Whether texts take no more characters than that together; one that is left out takes none. */
export function fitTogether(limit: number, ...texts: readonly (string | undefined)[]): Condition {
  return texts.some((text) => Token.isUnresolved(text))
    ? Op.lte(Fn.lengthOf(Fn.join("", Fn.compact(texts.filter((text) => text !== undefined)))), limit)
    : texts.join("").length <= limit;
}

/** Whether a value is another one than that, or is not given. */
export const differs = <T extends string | number>(value: T | undefined, other: T): Condition =>
  Token.isUnresolved(value) ? Op.neq(value, other) : value !== other;

/** Whether a value is that one. */
export const equals = <T extends string | number>(value: T | undefined, other: T): Condition =>
  Token.isUnresolved(value) ? Op.eq(value, other) : value === other;

/** Whether an object's properties all have these values; those that are left out in both are the same, too. */
export function isSame(value: object, other: object): Condition {
  return hasToken(value)
    ? Op.eq(Fn.jsonencode(valuesOf(value, value)), Fn.rawString(JSON.stringify(valuesOf(value, other))))
    : JSON.stringify(value) === JSON.stringify(other);
}

const hasToken = (value: unknown): boolean =>
  Token.isUnresolved(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasToken));

/** The values under an object's keys, in their order. Terraform has null for what is left out. */
function valuesOf(keys: object, value: object): unknown {
  const values = value as Readonly<Record<string, unknown>>;
  return Object.entries(keys).map(([key, inner]) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner) && !Token.isUnresolved(inner)
      ? valuesOf(inner, values[key] as object)
      : (values[key] ?? null),
  );
}

/** Objects of which only Terraform knows whether they are there, with Terraform's name for the whole. */
const nullableGroups = new WeakMap<object, IResolvable>();

/** Notes that an object may be null, by its name in Terraform; what is in it may be unknown until the apply even then. */
export function nullableGroup<T extends object>(group: T, name: IResolvable): T {
  nullableGroups.set(group, name);
  return group;
}

const nameOf = (value: unknown): unknown =>
  (typeof value === "object" && value !== null ? nullableGroups.get(value) : undefined) ?? value;

/** Whether there is a value. */
export function isGiven(value: unknown): Condition {
  const named = nameOf(value);
  return Token.isUnresolved(named) ? Op.neq(named, Token.nullValue()) : named !== undefined;
}

/** Whether there is no value. */
export function isUnset(value: unknown): Condition {
  const named = nameOf(value);
  return Token.isUnresolved(named) ? Op.eq(named, Token.nullValue()) : named === undefined;
}

/** Whether at least one of them holds. */
export function anyOf(...conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => typeof condition !== "boolean");
  if (conditions.includes(true) || open.length === 0) {
    return conditions.includes(true);
  }
  const [one, other] = open;
  if (one !== undefined && open.length < 3) {
    return other === undefined ? one : Op.or(one, other);
  }
  return Fn.anytrue(open);
}

/** Whether all of them hold. */
export function allOf(...conditions: readonly Condition[]): Condition {
  const open = conditions.filter((condition) => typeof condition !== "boolean");
  if (conditions.includes(false) || open.length === 0) {
    return !conditions.includes(false);
  }
  const [only] = open;
  return open.length === 1 && only !== undefined ? only : Fn.alltrue(open);
}

/** One of two conditions. In a call, since CDKTF puts no brackets around `? :`, and `||` would take its first part. */
export const either = (condition: Condition, then: Condition, otherwise: Condition): Condition =>
  typeof condition === "boolean"
    ? condition
      ? then
      : otherwise
    : Fn.alltrue([choose<Condition>(condition, then, otherwise)]);

/** Whether the one does not hold or the other does, which is looked at only where the one holds. */
export const ifSo = (condition: Condition, then: Condition): Condition => either(condition, then, true);

/** The opposite. */
export const not = (condition: Condition): Condition =>
  typeof condition === "boolean" ? !condition : Op.not(condition);

/** One of two values; `undefined` leaves an argument out. */
export function choose<T>(condition: Condition, yes: T, no: T): T {
  if (typeof condition === "boolean") {
    return condition ? yes : no;
  }
  return asTypeOf(yes ?? no, Fn.conditional(condition, yes ?? Token.nullValue(), no ?? Token.nullValue())) as T;
}

/** The `count` of a resource that is there under a condition; none where it is sure to be. */
export const countOf = (exists: Condition): { readonly count?: number } =>
  exists === true ? {} : { count: choose(exists, 1, 0) };

/** A list whose entries are each there under a condition. */
export function listOf(...entries: readonly (readonly [Condition, string])[]): readonly string[] {
  const known = entries.every(([condition]) => typeof condition === "boolean");
  if (known) {
    return entries.filter(([condition]) => condition).map(([, entry]) => entry);
  }
  const lists = entries.map(([condition, entry]) => choose<string[]>(condition, [entry], []));
  return lists.length === 1 ? (lists[0] ?? []) : Token.asList(Fn.concat(lists));
}

/** The entries of one list and then of the other. */
export const joinLists = (one: readonly string[], two: readonly string[]): readonly string[] =>
  Token.isUnresolved(one) || Token.isUnresolved(two) ? Token.asList(Fn.concat([one, two])) : [...one, ...two];

/** The entries of a list that the other does not have. */
export const without = (list: readonly string[], other: readonly string[]): readonly string[] =>
  Token.isUnresolved(list) || Token.isUnresolved(other)
    ? Token.asList(Fn.tolist(Fn.setsubtract([...list], [...other])))
    : list.filter((entry) => !other.includes(entry));

/** CDKTF hands a list or a number that Terraform makes around in the guise of one. */
function asTypeOf(example: unknown, expression: unknown): unknown {
  if (Array.isArray(example)) {
    return Token.asList(expression);
  }
  if (typeof example === "number") {
    return Token.asNumber(expression);
  }
  return typeof example === "string" ? Token.asString(expression) : expression;
}
