import { didYouMean } from "../../common/did-you-mean";

const FIELDS = ["clientId", "clientSecret", "accessTokenUrl", "redirectUrls", "scopes", "domains", "type"];

test.each([
  ["a letter is missing", "redirectUrl", "redirectUrls"],
  ["a letter is wrong", "accessTokenURI", "accessTokenUrl"],
  ["a letter is too many", "scopess", "scopes"],
  ["two letters are swapped", "tpye", "type"],
  ["words are joined otherwise", "client_id", "clientId"],
  ["and with a hyphen", "client-secret", "clientSecret"],
  ["only the case differs", "CLIENTID", "clientId"],
])("%s: %s is %s", (_, word, meant) => {
  expect(didYouMean(word, FIELDS)).toBe(meant);
});

test.each(["", "x", "skillId", "colour", "__proto__", "typeOf", "a".repeat(100_000)])(
  "%.20s is nobody's slip",
  (word) => {
    expect(didYouMean(word, FIELDS)).toBeUndefined();
  },
);

test("the nearest is meant, not the first", () => {
  expect(didYouMean("abcdefgi", ["abcdeffi", "abcdefgh", "abcdefgii"])).toBe("abcdeffi");
  expect(didYouMean("abcdefghij", ["abcdefghxx", "abcdefghix"])).toBe("abcdefghix");
});
