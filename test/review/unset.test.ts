import { withoutUnset } from "../../review/unset";

describe("withoutUnset", () => {
  test.each([
    ["an item as it is read back", { name: "plan", developer: false, number: [], text: [{ max: "20", min: null }] }],
    ["an item as it is written", { name: "plan", text: [{ max: "20" }] }],
  ])("leaves of %s what says something", (_, item) => {
    expect(JSON.stringify(withoutUnset(item))).toBe('{"name":"plan","text":[{"max":"20"}]}');
  });

  test.each([[null], [""], [false], [[]], [{}], [{ a: null, b: [] }]])("of %j nothing is left", (value) => {
    expect(withoutUnset(value)).toBeUndefined();
  });

  test.each([[0], [true], ["text"], [[0, null]]])("%j stays", (value) => {
    expect(withoutUnset(value)).toEqual(value);
  });
});
