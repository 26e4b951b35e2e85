/** An object of parsed JSON. Read its members with `member`: their names are the plan's, `__proto__` included. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own member, or undefined: never what JavaScript's objects inherit. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An object without a prototype, so that any name is a name like others. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): JsonObject {
  const result: Record<string, unknown> = Object.create(null);
  for (const [name, value] of entries) {
    result[name] = value;
  }
  return result;
}

/** The value at a path of names and indexes, or undefined. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
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

/** Whether lists and objects are nested deeper than a limit. Does not recurse: nesting cannot exhaust the stack. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) {
      return true;
    }
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === "object" && item !== null) {
        for (const child of Object.values(item)) {
          next.push(child);
        }
      }
    }
    level = next;
  }
  return false;
}

/** The value of a JSON text, or undefined for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * One text for all JSON of the same value, whatever the order of its members. A symbol stands for a hidden value. For
 * values of limited depth.
 */
export function sortedJson(value: unknown): string {
  if (typeof value === "symbol") {
    return JSON.stringify(value.description);
  }
  if (Array.isArray(value)) {
    return `[${value.map(sortedJson).join(",")}]`;
  }
  if (!isObject(value)) {
    return JSON.stringify(value) ?? "null";
  }
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${sortedJson(value[name])}`).join(",")}}`;
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
