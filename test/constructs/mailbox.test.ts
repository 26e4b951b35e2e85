import { App, TerraformStack } from "cdktf";
import { mailboxHeader } from "../../constructs/mailbox";

const header = (mailbox: string | undefined) => mailboxHeader(new TerraformStack(new App(), "x"), "sender", mailbox);

/** What a mail program shows of a header's name: encoded words, and between two of them no space (RFC 2047, section 6.2). */
const decoded = (text: string): string =>
  text
    .replace(/\?= =\?/g, "?==?")
    .replace(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/g, (_, word) => Buffer.from(word, "base64").toString("utf8"));

test.each([
  ["codes@example.com", "codes@example.com"],
  ["Stack Guide <codes@example.com>", "Stack Guide <codes@example.com>"],
  ["Guide, Stack <codes@example.com>", '"Guide, Stack" <codes@example.com>'],
  ["Stack: Guide (EU) <codes@example.com>", '"Stack: Guide (EU)" <codes@example.com>'],
  ["codes@example.com <codes@example.com>", '"codes@example.com" <codes@example.com>'],
  ["Prüfcodes <codes@example.com>", "=?UTF-8?B?UHLDvGZjb2Rlcw==?= <codes@example.com>"],
])("%s becomes %s", (mailbox, expected) => {
  expect(header(mailbox)).toBe(expected);
});

test("an undefined mailbox stays so", () => {
  expect(header(undefined)).toBeUndefined();
});

test.each(["ü".repeat(64), "漢".repeat(64), "😀".repeat(64), "a, ü".repeat(16), "e\u0301".repeat(32)])(
  "%s is encoded in words of at most 75 characters, each of whole characters",
  (name) => {
    const [, encoded = ""] = /^(.*) <codes@example\.com>$/.exec(header(`${name} <codes@example.com>`) ?? "") ?? [];

    expect(encoded).toMatch(/^[ -~]+$/);
    expect(decoded(encoded)).toBe(name);
    for (const word of encoded.split(" ")) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(decoded(word)).not.toContain("\ufffd");
    }
  },
);
