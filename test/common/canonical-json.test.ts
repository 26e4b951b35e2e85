import { canonicalJson, sortedJson } from "../../common/canonical-json";

describe("canonical JSON", () => {
  test("sorts members at every depth, and leaves out those that are null", () => {
    expect(canonicalJson({ b: [{ d: 1, c: "x" }], a: null, e: undefined })).toBe('{"b":[{"c":"x","d":1}]}');
  });

  test("keeps the order of lists but of those that have none", () => {
    const value = { sets: [{ names: ["b", "a"] }], list: ["b", "a"] };
    expect(canonicalJson(value, { isUnordered: (path) => path === "root.sets[].names", path: "root" })).toBe(
      '{"list":["b","a"],"sets":[{"names":["a","b"]}]}',
    );
  });

  test("follows the path of a list however long the one is where it begins", () => {
    const path = "p".repeat(1000);
    expect(canonicalJson({ a: [2, 1] }, { path, isUnordered: (list) => list === `${path}.a` })).toBe('{"a":[1,2]}');
  });

  test("leaves out what the caller takes for not set", () => {
    const isUnset = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
    expect(canonicalJson({ a: [], b: null }, { isUnset })).toBe('{"b":null}');
  });

  test("writes a value nested as deep as somebody likes", () => {
    let deep: unknown = 1;
    for (let index = 0; index < 100_000; index++) {
      deep = index % 2 === 0 ? [deep] : { a: deep };
    }
    // A length and not the text, which no report could show.
    expect(canonicalJson(deep).length).toBe(1 + 50_000 * "[]".length + 50_000 * '{"a":}'.length);
  });
});

describe("sorted JSON", () => {
  test("takes null for a value, and shows what is hidden as its description", () => {
    expect(sortedJson({ b: null, a: Symbol("(sensitive)"), c: { e: 1, d: 2 } })).toBe(
      '{"a":"(sensitive)","b":null,"c":{"d":2,"e":1}}',
    );
    expect(sortedJson(undefined)).toBe("null");
  });
});
