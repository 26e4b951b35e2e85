import fc from "fast-check";
import { canonicalJson } from "../../common/canonical-json";
import { parseExactJson } from "../../common/exact-json";

test("what JavaScript's numbers hold is parsed as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.json({ depthSize: "medium" }), (text) => {
      fc.pre(!/\d{16}|\de/.test(text));
      expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each<[string, unknown]>([
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["-9007199254740993", -9007199254740993n],
  ["1e21", 10n ** 21n],
  ["100000000000000000000.00", 10n ** 20n],
  ["0.1", 0.1],
  ["1.50000000000000000000", 1.5],
  ["1e2", 100],
  ["0e99999999999", 0],
  ["-0.0000000000000000000", -0],
])("%s is read without loss", (text, value) => {
  expect(parseExactJson(`{"a":[${text}]}`)).toEqual({ a: [value] });
});

test.each([
  ["0.12345678901234567891", "0.12345678901234567892"],
  ["1e999", "1e998"],
  ["1e-999", "0"],
  ["9007199254740992", "9007199254740993"],
  ["9007199254740993", '"9007199254740993"'],
  ["0.12345678901234567891", '"0.12345678901234567891"'],
  ["0.12345678901234567891", '"12345678901234567891e-20"'],
  ["123456789012345678901234567890", "123456789012345678901234567891"],
])("%s is not %s", (one, other) => {
  expect(canonicalJson(parseExactJson(one))).not.toBe(canonicalJson(parseExactJson(other)));
});

test("a number has one value, however it is spelled", () => {
  const spellings = [
    "123456789012345678901",
    "1.23456789012345678901e20",
    "123456789012345678901.000",
    "1234567890123456789010E-1",
  ];
  expect(new Set(spellings.map((it) => canonicalJson(parseExactJson(it)))).size).toBe(1);
});

test("two different whole numbers are never read as one", () => {
  const large = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
  fc.assert(
    fc.property(large, large, (one, other) => {
      fc.pre(one !== other);
      expect(canonicalJson(parseExactJson(`[${one}]`))).not.toBe(canonicalJson(parseExactJson(`[${other}]`)));
    }),
    { numRuns: 1000 },
  );
});

test("digits inside of texts and names stay as they are", () => {
  const text = '{"a \\\\\\" 9007199254740993":"x: 9007199254740993, \\"9007199254740993\\"","n":9007199254740993}';
  expect(parseExactJson(text)).toEqual({
    'a \\" 9007199254740993': 'x: 9007199254740993, "9007199254740993"',
    n: 9007199254740993n,
  });
});

test.each(["", "{", "[1,]", "9007199254740993x", '{"a":9007199254740993'])("%j is no JSON", (text) => {
  expect(() => parseExactJson(text)).toThrow(SyntaxError);
});
