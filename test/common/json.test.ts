import {
  asObject,
  isDeeperThan,
  isObject,
  isSame,
  kindOf,
  listAt,
  member,
  membersOf,
  objectOf,
  parseJson,
  parseJsonObject,
  textAt,
  valueAt,
} from "../../common/json";

const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty"];

test.each([
  [{}, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  [undefined, false],
  ["text", false],
  [() => 1, false],
])("tells an object from everything else: %p", (value, expected) => {
  expect(isObject(value)).toBe(expected);
  expect(asObject(value)).toBe(expected ? value : undefined);
});

describe("reading members", () => {
  test.each(INHERITED)("%s is no member that an object inherits", (name) => {
    expect(member({}, name)).toBeUndefined();
    expect(textAt({}, name)).toBeUndefined();
    expect(valueAt({ a: {} }, ["a", name])).toBeUndefined();
  });

  test.each(INHERITED)("%s is a member where the text has it", (name) => {
    expect(member(parseJson(`{"${name}": 1}`), name)).toBe(1);
    expect(member(objectOf([[name, 1]]), name)).toBe(1);
  });

  test("of anything but an object there are none", () => {
    expect(member(["a"], "0")).toBeUndefined();
    expect(membersOf(["a"]).size).toBe(0);
    expect(membersOf(null).size).toBe(0);
  });

  test("members that are null are as good as not there", () => {
    expect([...membersOf({ a: null, b: false, c: undefined })]).toEqual([["b", false]]);
  });

  test("a text is one that is not empty, a list is never missing", () => {
    expect([textAt({ a: "x" }, "a"), textAt({ a: "" }, "a"), textAt({ a: 1 }, "a")]).toEqual([
      "x",
      undefined,
      undefined,
    ]);
    expect([listAt({ a: [1] }, "a"), listAt({ a: {} }, "a"), listAt(undefined, "a")]).toEqual([[1], [], []]);
  });

  test("a path goes through objects and lists", () => {
    expect(valueAt({ a: [{ b: 1 }] }, ["a", 0, "b"])).toBe(1);
    expect(valueAt({ a: { 0: 1 } }, ["a", 0])).toBeUndefined();
  });
});

test.each([
  ['{"a": 1}', { a: 1 }, { a: 1 }],
  ["[1]", [1], undefined],
  ["", undefined, undefined],
  ["{", undefined, undefined],
])("parses %p, or says nothing", (text, value, object) => {
  expect(parseJson(text)).toEqual(value);
  expect(parseJson(Buffer.from(text))).toEqual(value);
  expect(parseJsonObject(text)).toEqual(object);
});

test("reads UTF-8", () => {
  expect(parseJson(Buffer.from('"Grüße 🙂"'))).toBe("Grüße 🙂");
});

test.each([
  [undefined, "nothing"],
  [null, "null"],
  [[], "a list"],
  [{}, "an object"],
  ["x", "text"],
  [1, "a number"],
  [true, "a boolean"],
])("says what %p is without quoting it", (value, kind) => {
  expect(kindOf(value)).toBe(kind);
});

test("compares whatever the order of members, and heeds that of lists", () => {
  expect(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame({ a: undefined }, { b: undefined })).toBe(false);
});

test("measures depth without a stack", () => {
  let deep: unknown = 1;
  for (let index = 0; index < 100_000; index++) {
    deep = [deep];
  }
  expect(isDeeperThan(deep, 1000)).toBe(true);
  expect(isDeeperThan([[1]], 2)).toBe(false);
  expect(isDeeperThan([[1]], 1)).toBe(true);
});
