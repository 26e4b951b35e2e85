import type { JsonObject } from "../contract/json-object";
import { isObject } from "../contract/json-object";

// Whoever stands on common/ has all of JSON from here.
export type { JsonObject };
export { isObject };

/** The value where it is an object, or undefined. */
export const asObject = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

/** An object's own member, or undefined: never what JavaScript's objects inherit, as `constructor`. */
export function member<T>(value: Readonly<Record<string, T>>, name: string): T | undefined;
export function member(value: unknown, name: string): unknown;
export function member(value: unknown, name: string): unknown {
  if (!isObject(value)) {
    return undefined;
  }
  const found = value[name];
  // All that objects inherit are functions, and their prototype: to ask of each value whose it is takes too long.
  const mayBeInherited = typeof found === "function" || name === "__proto__";
  return mayBeInherited && !Object.hasOwn(value, name) ? undefined : found;
}

/** An object's members by name; none for anything else. Null members are left out: to most they are not set. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  const members = new Map<string, unknown>();
  if (!isObject(value)) {
    return members;
  }
  for (const name of Object.keys(value)) {
    const inner = value[name];
    if (inner !== null && inner !== undefined) {
      members.set(name, inner);
    }
  }
  return members;
}

/** An object's own member, or undefined also for null: to most it is not set. */
export function setAt(value: unknown, name: string): unknown {
  return member(value, name) ?? undefined;
}

/** The text under a name, or undefined for anything else and for an empty one. */
export function textAt(value: unknown, name: string): string | undefined {
  const text = member(value, name);
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** A list, and an empty one in place of anything else. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The list under a name, or an empty one. */
export const listAt = (value: unknown, name: string): readonly unknown[] => asList(member(value, name));

/** What a value is, without saying anything of its contents. */
export function kindOf(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  const kind = typeof value;
  return kind === "string" ? "text" : kind === "object" ? "an object" : `a ${kind}`;
}

/** An object without a prototype, so that any name is a name like others. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): JsonObject {
  const result: Record<string, unknown> = Object.create(null);
  for (const [name, value] of entries) {
    result[name] = value;
  }
  return result;
}

/** Names and indexes, from a value down. */
export type Path = readonly (string | number)[];

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof step === "string") {
      found = member(found, step);
    } else {
      found = Array.isArray(found) ? found[step] : undefined;
    }
  }
  return found;
}

/**
 * Whether lists and objects are nested deeper than a limit. Recurses as deep as that, so that nesting cannot exhaust the
 * stack.
 *
 * @param limit at most a thousand
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (limit < 0) {
    return true;
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  if (Array.isArray(value)) {
    return value.some((item) => isDeeperThan(item, limit - 1));
  }
  for (const name of Object.keys(value)) {
    if (isDeeperThan((value as JsonObject)[name], limit - 1)) {
      return true;
    }
  }
  return false;
}

/** The value of a JSON text (UTF-8 where it is bytes), or undefined for any other text. */
export function parseJson(text: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof text === "string" ? text : Buffer.from(text).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

/** The object that a JSON text holds, or undefined for any other text. */
export function parseJsonObject(text: string | Uint8Array): JsonObject | undefined {
  return asObject(parseJson(text));
}

/** Whether two values are the same JSON, whatever the order of members. For values of limited depth. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
}

/**
 * A value as text, where JSON from elsewhere may have any kind: `String` raises an error for an object whose `toString` is
 * a value.
 */
export function asText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
