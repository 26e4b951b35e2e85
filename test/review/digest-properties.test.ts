import fc from "fast-check";
import { planMeaning } from "../../review/digest-meaning";

type Json = Record<string, unknown>;
interface Entry {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly before: Json; readonly after: Json };
}

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.string(), scalar, { maxKeys: 3 }));
const attributes = fc.dictionary(fc.constantFrom("name", "schema", "callback_urls", "tags", "__proto__", "a.b"), value);
const entry: fc.Arbitrary<Entry> = fc.record({
  address: fc.string({ minLength: 1 }),
  type: fc.constantFrom("aws_cognito_user_pool", "aws_cognito_user_pool_client", "other"),
  change: fc.record({
    actions: fc.constantFrom(["create"], ["delete"], ["update"], ["delete", "create"]),
    before: attributes,
    after: attributes,
  }),
});
const entries = fc.uniqueArray(entry, { selector: ({ address }) => address, minLength: 1, maxLength: 5 });

const planOf = (changes: readonly unknown[]): Json => ({ format_version: "1.2", resource_changes: changes });

type Order = (keys: string[]) => string[];

/** The same value with its keys in another order, through JSON as a plan comes. */
function ordered(input: unknown, order: Order): unknown {
  if (Array.isArray(input)) {
    return input.map((item) => ordered(item, order));
  }
  if (typeof input !== "object" || input === null) {
    return input;
  }
  const members = order(Object.keys(input)).map((key) => {
    return `${JSON.stringify(key)}:${JSON.stringify(ordered((input as Json)[key], order))}`;
  });
  return JSON.parse(`{${members.join()}}`);
}

const turned = (input: unknown): unknown => ordered(input, (keys) => keys.reverse());
const sortedText = (input: unknown): string => JSON.stringify(ordered(input, (keys) => keys.sort()));

test("the order of keys and of changes does not count", () => {
  fc.assert(
    fc.property(entries, (changes) => {
      expect(planMeaning(turned(planOf([...changes].reverse())))).toBe(planMeaning(planOf(changes)));
    }),
  );
});

test("what does not change does not count", () => {
  fc.assert(
    fc.property(entries, entry, fc.anything(), (changes, other, noise) => {
      const idle = { ...other, change: { ...other.change, actions: ["no-op"] } };
      const more = { ...planOf([idle, ...changes]), timestamp: noise, prior_state: noise, resource_drift: noise };
      expect(planMeaning(more)).toBe(planMeaning(planOf(changes)));
    }),
  );
});

test("the order of a set-like list does not count, that of any other list does", () => {
  const items = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 5 });
  const updated = (name: string, list: readonly string[]): Json => {
    const change = { actions: ["update"], before: {}, after: { [name]: list } };
    return planOf([{ address: "a", type: "aws_cognito_user_pool_client", change }]);
  };
  fc.assert(
    fc.property(items, (list) => {
      const reversed = [...list].reverse();
      expect(planMeaning(updated("callback_urls", reversed))).toBe(planMeaning(updated("callback_urls", list)));
      expect(planMeaning(updated("layers", reversed))).not.toBe(planMeaning(updated("layers", list)));
    }),
  );
});

test("one change more, or another one, counts", () => {
  fc.assert(
    fc.property(entries, entry, (changes, other) => {
      fc.pre(changes.every(({ address }) => address !== other.address));
      expect(planMeaning(planOf([...changes, other]))).not.toBe(planMeaning(planOf(changes)));
      expect(planMeaning(planOf([other, ...changes.slice(1)]))).not.toBe(planMeaning(planOf(changes)));
    }),
  );
});

test("another value of one attribute counts", () => {
  fc.assert(
    fc.property(entries, attributes, value, value, (changes, same, one, two) => {
      fc.pre(sortedText(one) !== sortedText(two));
      const updated = (after: unknown): Json => {
        const change = { actions: ["update"], before: same, after: { ...same, wanted: after } };
        return planOf([...changes, { address: "", type: "other", change }]);
      };
      expect(planMeaning(updated(one))).not.toBe(planMeaning(updated(two)));
    }),
  );
});
