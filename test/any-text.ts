import fc from "fast-check";

/**
 * Every character that there is, with each as likely: the unit `binary` of fast-check, which first makes a table of all of
 * them, a second of each test file that uses it.
 */
const character = fc
  .oneof(
    { weight: 0xd800, arbitrary: fc.integer({ min: 0, max: 0xd7ff }) },
    { weight: 0x110000 - 0xe000, arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }) },
  )
  .map(
    (code) => String.fromCodePoint(code),
    (text) => {
      const [first = "", ...more] = String(text);
      if (first === "" || more.length > 0) {
        throw new Error("no single character");
      }
      return first.codePointAt(0) as number;
    },
  );

/** Texts of any characters but halves of pairs. */
export const anyText = (lengths: { readonly minLength?: number; readonly maxLength?: number } = {}) =>
  fc.string({ ...lengths, unit: character });
