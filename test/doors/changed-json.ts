import fc from "fast-check";

/** Something else at a place in JSON, or nothing. */
export interface Change {
  /** The way to the place. */
  readonly at: readonly string[];
  /** Absent: the place is gone. */
  readonly to?: unknown;
}

type Json = Record<string, unknown>;

/** Every place in a value, as the way to it; that of the value itself is empty. */
export function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [way, ...below.flatMap(([name, item]) => placesIn(item, [...way, name]))];
}

/** A copy of the value with the changes, one after the other; one whose place an earlier one took away is left out. */
export function changedJson(original: unknown, changes: readonly Change[]): unknown {
  let copy = structuredClone(original);
  for (const change of changes) {
    const [name, ...rest] = change.at.toReversed();
    if (name === undefined) {
      copy = structuredClone(change.to);
      continue;
    }
    const parent = rest.toReversed().reduce<unknown>((inner, step) => (inner as Json | null | undefined)?.[step], copy);
    if (typeof parent === "object" && parent !== null) {
      put(parent as Json, name, change);
    }
  }
  return copy;
}

function put(parent: Json, name: string, change: Change): void {
  if ("to" in change) {
    // Not by assignment, which with __proto__ changes another thing.
    const value = structuredClone(change.to);
    Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
  } else if (Array.isArray(parent)) {
    parent.splice(Number(name), 1);
  } else {
    delete parent[name];
  }
}

const LONG = "x".repeat(20_000);

/** What programs stumble over, beside any JSON. */
export const strangeJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1e308, 0.5, "", " ", "__proto__", "constructor", "a.b.c", "\ud800", "\u0000", LONG],
    ...[[], [null], [[]], {}, { name: null }, { toString: null, valueOf: null }, { length: 1e9 }],
  ),
  fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(`{"__proto__": ${JSON.stringify(value)}}`)),
  fc.nat(2000).map((depth) => nested(depth)),
);

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) {
    value = [value];
  }
  return value;
}

/**
 * One to four changes of a value.
 *
 * @param values what stands at a place then
 */
export function changesOf(original: unknown, values: fc.Arbitrary<unknown> = strangeJson): fc.Arbitrary<Change[]> {
  const places = placesIn(original);
  const place = fc.constantFrom(...places);
  const change = fc.oneof(
    { weight: 3, arbitrary: fc.record({ at: place, to: values }) },
    // The value itself does not go away.
    { weight: places.length > 1 ? 1 : 0, arbitrary: fc.record({ at: fc.constantFrom(...places.slice(1), ["none"]) }) },
    { weight: 1, arbitrary: fc.record({ at: place.map((way) => [...way, "added"]), to: values }) },
  );
  return fc.array(change, { minLength: 1, maxLength: 4 });
}

/** Changes of one of several values, by its name. */
export function changesOfOne(
  originals: Readonly<Record<string, unknown>>,
  values?: fc.Arbitrary<unknown>,
): fc.Arbitrary<{ readonly of: string; readonly changes: readonly Change[] }> {
  return fc.oneof(
    ...Object.entries(originals).map(([of, original]) =>
      fc.record({ of: fc.constant(of), changes: changesOf(original, values) }),
    ),
  );
}
