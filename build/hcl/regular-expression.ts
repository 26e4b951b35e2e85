import { Problem } from "../../common/problem";

/**
 * What JavaScript calls white space. RE2's `\s` is ASCII's alone, without the vertical tab.
 * Source: ECMAScript, WhiteSpace and LineTerminator; RE2, "Syntax".
 */
const WHITE_SPACE = "\\s\\v\\p{Z}\\x{FEFF}";

/** RE2 counts no further in one repetition. */
const MAX_REPETITIONS = 1000;

/** What JavaScript can and RE2 cannot, or what means something else there. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\(\?/, "groups that begin with (?"],
  [/\\[1-9]/, "references to groups"],
  [/\\[bBcdDkuwWx]/, "escapes other than of white space, of punctuation, and of Unicode properties"],
];

/**
 * A regular expression of JavaScript's for Terraform's `regex`, which is RE2.
 *
 * @throws Error when it uses what RE2 does not have, or has with another meaning
 */
export function toRe2(pattern: Pick<RegExp, "source" | "flags">): string {
  const { flags, source } = pattern;
  const refuse = (what: string): never => {
    throw new Problem(
      `Terraform's regular expressions (RE2) cannot have what ${pattern} uses: ${what}. Write it in another way.`,
    );
  };
  if (!/^[iu]*$/.test(flags)) {
    refuse(`the flags ${flags}`);
  }
  for (const [syntax, name] of FOREIGN) {
    if (syntax.test(source)) {
      refuse(name);
    }
  }
  for (const [, least = "", most = least] of source.matchAll(/\{(\d+)(?:,(\d+))?\}/g)) {
    if (Math.max(Number(least), Number(most)) > MAX_REPETITIONS) {
      refuse(`more than ${MAX_REPETITIONS} repetitions`);
    }
  }
  const text = source.replace(TOKEN, (token, aClass) => (aClass === undefined ? single(token) : inClass(token)));
  return (flags.includes("i") ? "(?i)" : "") + text;

  function single(token: string): string {
    if (token === ".") {
      refuse("a dot, which leaves out other line ends there");
    }
    if (token === "\\s") {
      return `[${WHITE_SPACE}]`;
    }
    if (token === "\\S") {
      return `[^${WHITE_SPACE}]`;
    }
    return token === "\\/" ? "/" : token;
  }
  function inClass(token: string): string {
    if (token.includes("\\S")) {
      refuse("\\S in a class");
    }
    return token.replaceAll("\\s", WHITE_SPACE).replaceAll("\\/", "/");
  }
}

/** A class in square brackets, or something outside of one that is not simply itself. */
const TOKEN = /(\[(?:\\.|[^\]\\])*\])|\\.|\./gs;
