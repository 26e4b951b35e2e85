import fc from "fast-check";
import { spokenName } from "../../../../lambda/library/account/profile";
import { anyText } from "../../../any-text";

test.each([
  ["the given name", { given_name: "Anna", name: "Bea Clark", nickname: "Dee" }, "Anna"],
  ["else the first word of the full name", { name: "Bea Clark", nickname: "Dee" }, "Bea"],
  ["else the nickname", { nickname: "Dee" }, "Dee"],
  ["all of a given name of two words", { given_name: "Mary Ann" }, "Mary Ann"],
  ["the next one when a name is blank", { given_name: " \t ", name: "\u0000", nickname: "Dee" }, "Dee"],
  ["the next one when a name is not a string", { given_name: 7, name: { first: "Bea" }, nickname: "Dee" }, "Dee"],
  ["letters of any script", { given_name: "Åsa-李明 O'Neil" }, "Åsa-李明 O'Neil"],
  ["a name without line breaks", { given_name: "Anna\r\nMaria" }, "Anna Maria"],
  ["a name without invisible characters", { given_name: "An\u202Ena\u0007\uD800" }, "Anna"],
  ["a name that cannot be taken for SSML", { given_name: "<b>&" }, "&lt;b&gt;&amp;"],
  ["an entity as the text that it is", { given_name: "&lt;" }, "&amp;lt;"],
])("speaks %s", (_, claims, expected) => {
  expect(spokenName(claims)).toBe(expected);
});

test.each([[{}], [{ email: "anna@example.com", username: "anna" }], [{ given_name: "", name: "", nickname: "" }]])(
  "knows no name in %j",
  (claims) => {
    expect(spokenName(claims)).toBeUndefined();
  },
);

test("cuts a long name before it is escaped, so that no entity is cut", () => {
  expect(spokenName({ given_name: "&".repeat(1000) })).toBe("&amp;".repeat(40));
});

test("no claim, however hostile, becomes anything but plain and short XML text", () => {
  const hostile = fc.oneof(
    anyText(),
    fc.string({ unit: fc.constantFrom("<", ">", "&", "</speak>", "]]>", "<!--", "\u0000", "\uD800", "\uFFFE", " ") }),
    fc.string({ unit: fc.constantFrom("&amp;", "&lt;", "&#0;", "a", "\u{1F600}"), minLength: 30 }),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.record({ given_name: hostile, name: hostile, nickname: hostile }), (claims) => {
      const name = spokenName(claims);
      if (name === undefined) {
        return;
      }

      // The characters that XML 1.0, section 2.2, allows, with every & and < and > as an entity.
      expect(name).toMatch(/^(?:[^\p{C}<>&]|&(?:amp|lt|gt);)+$/u);
      expect([...name.replace(/&(amp|lt|gt);/g, "x")].length).toBeLessThanOrEqual(40);
      expect(name).toBe(name.trim());
    }),
    { numRuns: 1000 },
  );
});
