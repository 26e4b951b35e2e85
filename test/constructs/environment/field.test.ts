import type { FieldProblem } from "../../../constructs/environment/check-field";
import { checkField } from "../../../constructs/environment/check-field";
import type { Field } from "../../../constructs/environment/field";
import { allowedIn, UnicodePattern } from "../../../constructs/environment/field";
import { anyToken, listToken, numberToken, textToken } from "../example-environment";

const text = { kind: "text", pattern: /^[a-z]+$/, except: /bad/, allowed: "letters", fix: "use letters" } as const;
const number = { kind: "number", unit: "days", min: 1, max: 9, fix: "choose fewer" } as const;
const choice = { kind: "choice", values: ["a", "b", 3], fix: "choose one" } as const;
const list = { kind: "list", item: text, min: 1, max: 2 } as const;
const map = { kind: "map", key: text, value: text, max: 2 } as const;
const group = { kind: "group", fields: { one: text, two: { ...number, default: 5 } } } as Field;
const variant = {
  kind: "variant",
  variants: {
    x: { kind: "group", fields: { type: { ...choice, values: ["x"] }, one: text } },
    y: { kind: "group", fields: { type: { ...choice, values: ["y"] }, two: number } },
  },
} as Field;

function check(field: Field, value: unknown): { result: unknown; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  return { result: checkField(field, value, "here", problems), problems };
}

describe("allowedIn says what a field allows in words", () => {
  test.each<[Field, string]>([
    [text, "letters"],
    [number, "a whole number of days, 1 to 9"],
    [{ kind: "flag" }, "true or false"],
    [choice, 'one of "a", "b", 3'],
    [list, "a list of 1 to 2 different values, each letters"],
    [map, "an object of at most 2 entries; keys: letters; values: letters"],
    [group, "an object with one, two"],
    [variant, 'an object whose type is one of "x", "y"'],
  ])("%#: %j", (field, words) => {
    expect(allowedIn(field)).toBe(words);
  });
});

describe("a value that is left out", () => {
  test("is the default, which is checked like any other value", () => {
    expect(check({ ...number, default: 5 }, undefined)).toEqual({ result: 5, problems: [] });
    expect(check({ ...number, default: 50 }, undefined).problems).toHaveLength(1);
  });

  test("stays left out when other properties decide it", () => {
    expect(check({ ...text, derived: "something" }, undefined)).toEqual({ result: undefined, problems: [] });
  });

  test("is a problem when there is neither", () => {
    expect(check(text, undefined).problems).toEqual([
      { path: "here", received: undefined, allowed: "letters", fix: "use letters" },
    ]);
  });
});

describe("where a problem is", () => {
  test("an entry of a list is known by its place", () => {
    expect(check(list, ["a", "B"]).problems.map(({ path }) => path)).toEqual(["here[1]"]);
  });

  test("an entry of a map is known by its key, whether key or value is wrong", () => {
    expect(check(map, { ok: "1", UP: "ok" }).problems).toMatchObject([
      { path: "here.UP", received: "UP" },
      { path: "here.ok", received: "1" },
    ]);
  });

  test("a property of a variant is known without the variant's name", () => {
    expect(check(variant, { type: "x", one: "1" }).problems).toMatchObject([{ path: "here.one" }]);
  });

  test("a property of the other variant is unknown", () => {
    expect(check(variant, { type: "x", one: "a", two: 5 }).problems).toMatchObject([{ path: "here.two" }]);
  });
});

test("what a text field must not be although its pattern matches", () => {
  expect(check(text, "good").problems).toEqual([]);
  expect(check(text, "bad").problems).toHaveLength(1);
});

test("a list with several things wrong tells them all", () => {
  const problems = check({ ...list, max: 3 }, ["a", "a", "B"]).problems;

  expect(problems.map(({ path, allowed }) => [path, allowed])).toEqual([
    ["here", "each value once"],
    ["here[2]", "letters"],
  ]);
});

describe("more than may be there", () => {
  const numbered = (length: number, value: unknown): object =>
    Object.fromEntries(Array.from({ length }, (_, index) => [`KEY${index}`, value]));

  test("a map with too many entries is one problem, which counts them and checks none", () => {
    expect(check(map, numbered(20_000, 1)).problems).toMatchObject([
      { path: "here", allowed: allowedIn(map), fix: "keep at most 2 entries; there are 20000" },
    ]);
    expect(check(map, numbered(2, 1)).problems).toHaveLength(4);
  });

  test("a list with too many values is one problem", () => {
    expect(check(list, Array(20_000).fill(1)).problems).toMatchObject([
      { path: "here", fix: "write 1 to 2 values; there are 20000" },
    ]);
  });

  test("hundreds of unknown properties are one problem, a few are one each", () => {
    expect(check(group, { one: "a", ...numbered(20_000, 1) }).problems).toMatchObject([
      { path: "here", fix: "remove what is not one of these: 20000 properties" },
    ]);
    expect(check(group, { one: "a", ...numbered(3, 1) }).problems).toHaveLength(3);
  });

  // Compared each with each they would take minutes, and Jest waits for seconds.
  test("a hundred thousand are not compared each with each", () => {
    const large = 100_000;
    const keys = {
      ...map,
      key: { ...text, pattern: /./ },
      value: { ...text, pattern: /./ },
      max: large,
      ignoresCase: true as const,
    };
    const values = { ...list, item: { ...text, pattern: /./ }, max: large };

    expect(check(keys, numbered(large, "x")).problems).toEqual([]);
    expect(check(values, Object.keys(numbered(large, "x"))).problems).toEqual([]);
  });
});

test("of keys that differ by case alone all are told, where case does not count", () => {
  const odd = { a: "x", A: "x", b: "x" };
  const keys = { ...map, key: { ...text, pattern: /./ }, max: 3 };

  expect(check({ ...keys, ignoresCase: true }, odd).problems).toMatchObject([{ received: ["a", "A"] }]);
  expect(check(keys, odd).problems).toEqual([]);
});

test.each([
  ["a Map", new Map([["a", "b"]])],
  ["a Set", new Set(["a"])],
  ["a promise", Promise.resolve({ a: "b" })],
  ["a function", () => ({ a: "b" })],
])("%s is no object of entries, and would be an empty one", (kind, value) => {
  for (const field of [map, group]) {
    expect(check(field, value).problems).toMatchObject([
      { path: "here", fix: `write an object, in curly brackets: this is ${kind}` },
    ]);
  }
});

test("a group keeps its fields in the schema's order and drops nothing that was given", () => {
  const { result } = check(group, { two: 3, one: "a" });

  expect(JSON.stringify(result)).toBe('{"one":"a","two":3}');
});

test("tokens pass through where a value stands: alone, in a list, in a map", () => {
  const token = textToken();

  expect(check(text, token)).toEqual({ result: token, problems: [] });
  expect(check(number, numberToken()).problems).toEqual([]);
  expect(check({ kind: "flag" }, anyToken()).problems).toEqual([]);
  expect(check(list, listToken()).problems).toEqual([]);
  expect(check(list, ["a", token])).toEqual({ result: ["a", token], problems: [] });
  expect(check(map, { a: token })).toEqual({ result: { a: token }, problems: [] });
});

describe("a pattern with classes of Unicode", () => {
  const CHARACTERS = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code));

  test.each(["L", "M", "N", "P", "S", "Z", "Cc"])(
    String.raw`matches \p{%s} in ASCII and beyond it as the expression itself does`,
    (name) => {
      for (const source of [String.raw`^[\p{${name}}]$`, String.raw`^[^\s\p{${name}}]$`]) {
        const expression = new RegExp(source, "u");
        const pattern = new UnicodePattern(source);

        const differing = CHARACTERS.filter((character) => pattern.test(character) !== expression.test(character));

        expect(differing).toEqual([]);
      }
    },
  );
});
