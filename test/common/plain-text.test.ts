import fc from "fast-check";
import { jsonText, plainJsonText, quoted } from "../../common/json-text";
import { plainLines, plainOutput, plainText } from "../../common/plain-text";
import { MASK, Secrets } from "../../common/secrets";
import { Terminal } from "../../common/terminal";
import { anyText } from "../any-text";

/** What a terminal could obey, or a reader could not see: C0 and C1 controls, bidirectional overrides, tags. */
const COMMANDS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const HOSTILE = "a\u001b[2J\u009b31m\u0007\u202eb\u2066\u200b\u{e0041}c\u2028d\r\n::error::e\n##[group]f";

describe("text of somebody else", () => {
  test("is cut without tearing a character apart, and says how much is missing", () => {
    expect(plainText("a😀b", 2)).toBe("a… (3 more characters)");
    expect(plainText("a😀b", 3)).toBe("a😀… (1 more character)");
  });

  test("that is code keeps its lines and indentation", () => {
    expect(plainLines("a\u001b[2J\r\n\tb  \n\u202ec")).toEqual(["a[2J", "  b", "c"]);
  });

  test("commands neither a terminal nor a pipeline's runner", () => {
    expect(plainText(HOSTILE)).toBe("a[2J31mbc d : :error::e # #[group]f");
    expect(plainOutput(HOSTILE)).toBe("a[2J31mbc\nd\n: :error::e\n# #[group]f");
  });

  test("whatever it is, has line breaks at the most (property)", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(plainText(text)).not.toMatch(COMMANDS);
        expect(plainOutput(text).replaceAll("\n", "")).not.toMatch(COMMANDS);
        expect(plainOutput(plainOutput(text))).toBe(plainOutput(text));
      }),
    );
  });

  test("an ARN stays as it is", () => {
    const arns = "arn:aws:iam::123456789012:role/a arn:aws:s3:::bucket arn:aws:iam::aws:policy/b";
    expect(plainOutput(arns)).toBe(arns);
  });
});

describe("JSON", () => {
  test("holds every value, and nothing that a terminal or a runner obeys", () => {
    const json = jsonText({ [HOSTILE]: HOSTILE });
    expect(JSON.parse(json)).toEqual({ [HOSTILE]: HOSTILE });
    expect(json.replaceAll("\n", "")).not.toMatch(COMMANDS);
    expect(json).not.toMatch(/::|##/);
  });

  test("quotes a text of somebody else's for a message: nothing in it is unseen, and it can be told", () => {
    expect(JSON.parse(quoted(HOSTILE))).toBe(HOSTILE);
    expect(quoted(HOSTILE)).not.toMatch(COMMANDS);
    expect(quoted("a/ü.json")).toBe('"a/ü.json"');
    expect(quoted("abcd", 2)).toBe('"ab"');
  });

  test("of somebody else's text is clean in its values, too, and holds no secret", () => {
    const secrets = new Secrets();
    secrets.add("the-secret-0123456789");
    const json = plainJsonText({ list: [HOSTILE, "the-secret-0123456789", 1, null] }, secrets);
    expect(JSON.parse(json)).toEqual({ list: [plainOutput(HOSTILE), MASK, 1, null] });
  });
});

describe("a terminal", () => {
  const written = (text: string, isTTY: boolean): string => {
    const chunks: string[] = [];
    const stream = { isTTY, write: (chunk: string | Uint8Array) => chunks.push(String(chunk)) > 0 };
    const secrets = new Secrets();
    secrets.add("the-secret-0123456789");
    new Terminal(secrets, stream, { TERM: "xterm" }).line(text, "green");
    return chunks.join("");
  };

  test("gets the styles of whoever writes, and none of the text's", () => {
    expect(written("a\u001b[31mb", true)).toBe("\u001b[32ma[31mb\u001b[0m\n");
    expect(written("a\u001b[31mb", false)).toBe("a[31mb\n");
  });

  test("gets no secret of the run, and nothing that is a secret by its shape", () => {
    const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----";
    expect(written(`x the-secret-0123456789 AKIAIOSFODNN7EXAMPLE https://u:p@a.example ${key}`, false)).toBe(
      `x ${MASK} ${MASK} https://${MASK}@a.example ${MASK}\n`,
    );
  });
});
