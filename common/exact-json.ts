/** A number in JSON's grammar, as a text: the sign, the digits before and after the point, the exponent. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** A string, which is left alone, or a number that JavaScript's own numbers may not hold. */
const STRINGS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d[\d.]*(?:[eE][+-]?\d+)?/g;

/** Up to 15 digits a double holds without loss. A number stands after a member's name, or in a list. */
const MAY_LOSE = /(?:":|[[,])\s*-?(?:\d[\d.]{15}|[\d.]+[eE])|^\s*-?[\d.]+/;

/** No whole number of more digits is written out; it stays a text. */
const MAX_DIGITS = 5000;

/** What stands for a number that neither a double nor a bigint holds. No text of Terraform's begins so. */
const MARK = "\u0000number ";

/**
 * Parses JSON without changing any number: Terraform's numbers are exact, JavaScript's are not, and two that differ
 * would be read as one (9007199254740992 and 9007199254740993). A whole number beyond 2^53 becomes a `bigint`; a
 * fraction with more digits than a double has, a text that no other value equals.
 *
 * @throws SyntaxError as JSON.parse does
 */
export function parseExactJson(text: string): unknown {
  if (!MAY_LOSE.test(text)) {
    return JSON.parse(text);
  }
  // Before anything is replaced: the place of a syntax error is that in the text as it was given.
  const plain: unknown = JSON.parse(text);
  let isChanged = false;
  const marked = text.replace(STRINGS_AND_NUMBERS, (token) => {
    const exact = token.startsWith('"') ? undefined : exactly(token);
    isChanged ||= exact !== undefined;
    return exact === undefined ? token : JSON.stringify(MARK + exact);
  });
  return isChanged ? JSON.parse(marked, revived) : plain;
}

function revived(_name: string, value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith(MARK)) {
    return value;
  }
  const number = value.slice(MARK.length);
  return /^-?\d+$/.test(number) ? BigInt(number) : value;
}

/** A number's value, written in one way; undefined where a double holds it. */
function exactly(token: string): string | undefined {
  const value = decimal(token);
  const double = decimal(String(Number(token)));
  if (value === undefined) {
    return undefined;
  }
  const { sign, digits, exponent } = value;
  const isWhole = exponent >= 0;
  if (isWhole ? Number.isSafeInteger(Number(token)) : double !== undefined && isEqual(value, double)) {
    return undefined;
  }
  return isWhole && digits.length + exponent <= MAX_DIGITS
    ? `${sign}${digits}${"0".repeat(exponent)}`
    : `${sign}${digits}e${exponent}`;
}

interface Decimal {
  readonly sign: string;
  /** Without zeros at either end; `0` for zero. */
  readonly digits: string;
  /** The power of ten that the digits, as a whole number, are multiplied with. */
  readonly exponent: number;
}

function decimal(text: string): Decimal | undefined {
  const [, sign = "", whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  if (whole === "") {
    return undefined;
  }
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  if (digits === "") {
    return { sign: "", digits: "0", exponent: 0 };
  }
  return { sign, digits, exponent: Number(power) - fraction.length + (all.length - digits.length) };
}

const isEqual = (a: Decimal, b: Decimal): boolean =>
  a.sign === b.sign && a.digits === b.digits && a.exponent === b.exponent;
