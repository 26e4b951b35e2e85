/** Objects whose content is not in their properties, by their tag in small letters: as JSON they would be empty. */
const OPAQUE: Readonly<Record<string, string>> = {
  promise: "a promise",
  map: "a Map",
  set: "a Set",
  weakmap: "a WeakMap",
  weakset: "a WeakSet",
  date: "a date",
  regexp: "a regular expression",
};

/** What an object is that has its content elsewhere than in its properties, in words; undefined for all others. */
export function opaqueKind(value: unknown): string | undefined {
  if (typeof value === "function") {
    return /^class\b/.test(Function.prototype.toString.call(value)) ? "a class" : "a function";
  }
  // Not by class: the value may come from another realm.
  const isObject = typeof value === "object" && value !== null;
  const tag = isObject ? Object.prototype.toString.call(value).slice("[object ".length, -1).toLowerCase() : "";
  return Object.hasOwn(OPAQUE, tag) ? OPAQUE[tag] : undefined;
}

/** A value as JSON, as far as it has any: what is none, such as a circle or a promise, is said in words. */
export function excerpt(value: unknown): string {
  try {
    const known = opaqueKind(value) ?? (typeof value === "bigint" ? String(value) : undefined);
    return known ?? JSON.stringify(new Copy().of(value)) ?? String(value);
  } catch {
    // what fails when it is looked at
  }
  try {
    return String(value);
  } catch {
    return "a value without a text";
  }
}

/** Only the beginning is shown, and the same object may stand at any number of places. */
const MAX_VALUES = 500;
const MAX_DEPTH = 8;

/** Makes of a value the beginning of one that JSON can hold. */
class Copy {
  private values = 0;
  private readonly above: object[] = [];

  of(value: unknown): unknown {
    this.values += 1;
    if (typeof value === "bigint") {
      return String(value);
    }
    const kind = opaqueKind(value);
    if (kind !== undefined || typeof value !== "object" || value === null) {
      return kind ?? value;
    }
    if (this.above.includes(value)) {
      return "(a circle)";
    }
    if (this.above.length === MAX_DEPTH || this.values > MAX_VALUES) {
      return "…";
    }
    this.above.push(value);
    const copy = Array.isArray(value) ? this.ofList(value) : this.ofObject(value as Readonly<Record<string, unknown>>);
    this.above.pop();
    return copy;
  }

  private ofList(list: readonly unknown[]): readonly unknown[] {
    return list.slice(0, MAX_VALUES).map((item) => this.of(item));
  }

  private ofObject(object: Readonly<Record<string, unknown>>): object {
    // Without a prototype, so that a property `__proto__` is one.
    const copy: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(object).slice(0, MAX_VALUES)) {
      copy[key] = this.of(object[key]);
    }
    return copy;
  }
}
