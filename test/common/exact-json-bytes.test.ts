import fc from "fast-check";
import { parseExactJson } from "../../common/exact-json";
import { parseExactJsonBytes } from "../../common/exact-json-bytes";

/** What both make of a text: the value, or that it is none. */
function outcome(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    return error instanceof SyntaxError ? "no JSON" : error;
  }
}

const both = (text: string, pieceBytes: number): readonly [unknown, unknown] => [
  outcome(() => parseExactJsonBytes(Buffer.from(text), pieceBytes)),
  outcome(() => parseExactJson(text)),
];

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "large" },
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false, "\\", '"', '\\"', "[", "}", ",", "__proto__"),
    fc.array(tie("any")),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "a", "b", '"', "{")), tie("any")),
  ),
})).any;

test("whatever the size of a piece, the value is that of the whole text", () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 60 }), fc.boolean(), (it, pieceBytes, isSpaced) => {
      const [found, expected] = both(JSON.stringify(it, undefined, isSpaced ? 2 : 0), pieceBytes);
      expect(found).toEqual(expected);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("a text that is broken at any place is refused, or read as the whole text is", () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.constantFrom("", ",", "]", "}", "{", "[", ":", '"', "\\", " ", "1", "x", "\u0000"),
  );
  fc.assert(
    fc.property(value, edit, fc.integer({ min: 1, max: 40 }), (it, [place, by], pieceBytes) => {
      const text = JSON.stringify([it, { a: it }]);
      const at = place % text.length;
      // Half a character is none: what a file holds is always whole.
      const broken = Buffer.from(text.slice(0, at) + by + text.slice(at + 1)).toString();
      const [found, expected] = both(broken, pieceBytes);
      expect(found).toEqual(expected);
    }),
    { numRuns: 1000, seed: 2 },
  );
});

test.each([
  "",
  " ",
  "{",
  "[1",
  "[1,]",
  "[,1]",
  "[1 2]",
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  "{,}",
  "{} {}",
  "[]]",
  "tru",
  "[1,,2]",
])("%j is refused", (text) => {
  for (const pieceBytes of [1, 2, 3, 100]) {
    expect(both(text, pieceBytes)).toEqual(["no JSON", "no JSON"]);
  }
});

test("numbers are exact in each piece", () => {
  const text = '{"a":[9007199254740993,{"b":1.00000000000000000001}],"c":9007199254740993}';
  expect(both(text, 5)).toEqual([{ value: parseExactJson(text) }, { value: parseExactJson(text) }]);
});

test("nesting deeper than any plan's ends in no overflow", () => {
  const text = "[".repeat(3000) + "]".repeat(3000);
  expect(both(text, 1)).toEqual([expect.anything(), expect.anything()]);
});
