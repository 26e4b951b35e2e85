import fc from "fast-check";
import { jsonSyntaxOf } from "../../../alexa/skill-package/json-syntax";

const CASES: [what: string, text: string, line: number, column: number, message: RegExp][] = [
  ["a comma before a bracket", '{\n  "a": 1,\n}', 2, 9, /comma before }/],
  ["a comma before a bracket of a list", "[1,]", 1, 3, /comma before ]/],
  ["a comma that is missing", '{\n  "a": 1\n  "b": 2\n}', 3, 3, /comma or }/],
  ["a comment", '{\r\n  // why\r\n  "a": 1 }', 2, 3, /comment/],
  ["single quotation marks", "{'a': 1}", 1, 2, /single quotation mark/],
  ["a key without a colon", '{"a" 1}', 1, 6, /Expected a colon after the key "a"/],
  ["a value that is missing", '{"a": }', 1, 7, /Expected a value/],
  ["text that goes on in the next line", '{"a": "x\ny"}', 1, 7, /does not end on its line/],
  ["an end that is missing", '{"a": [1', 1, 9, /the file ends/],
  ["something after the end", "{} x", 1, 4, /Expected the end of the file/],
  ["nothing at all", "", 1, 1, /the file ends/],
  ["a byte order mark", "\ufeff{}", 1, 1, /byte order mark/],
  ["a number with a sign", "[+1]", 1, 2, /value/],
  ["a word that is none", '{"a": True}', 1, 7, /value/],
  ["brackets without end", "[".repeat(5000), 1, 102, /nested more than 100 deep/],
];

test.each(CASES)("finds %s, with its place", (_, text, line, column, message) => {
  expect(jsonSyntaxOf(text).flaw).toEqual({ line, column, message: expect.stringMatching(message) });
});

test.each([
  ["twice", '{\n"a": 1,\n "a": 2}', [[3, 2, "a"]]],
  ["twice, escaped otherwise", '{"a": 1, "\\u0061": 2}', [[1, 10, "\\u0061"]]],
  [
    "three times",
    '{"a": 1, "a": 2, "a": 3}',
    [
      [1, 10, "a"],
      [1, 18, "a"],
    ],
  ],
  ["once in each of several objects", '[{"a": 1}, {"a": {"a": 2}}]', []],
])("names a key that is there %s", (_, text, places) => {
  expect(jsonSyntaxOf(text).flaw).toBeUndefined();
  expect(jsonSyntaxOf(text).repeatedKeys).toEqual(
    places.map(([line, column, key]) => ({
      line,
      column,
      message: `the key "${key}" is in one object twice, and only one of the two counts. Remove the other.`,
    })),
  );
});

test("never quotes a value", () => {
  expect(jsonSyntaxOf('{"clientSecret": "s3cr3t-value" "x"}').flaw?.message).not.toContain("s3cr3t");
});

test("finds a flaw where JSON.parse does, and in no other text", () => {
  const edits = fc.tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', ":", "x", "0", "\\", "\n", "-"));
  fc.assert(
    fc.property(edits, ([json, at, put]) => {
      const index = at % (json.length + 1);
      const text = `${json.slice(0, index)}${put}${json.slice(index + 1)}`;
      expect(jsonSyntaxOf(text).flaw === undefined).toBe(isJson(text));
    }),
    { numRuns: 500 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
