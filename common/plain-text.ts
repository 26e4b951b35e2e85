/** The most that is shown of one text, in characters. */
const MAX_LENGTH = 600;

/**
 * Text that somebody else wrote, such as Amazon, AWS, Terraform or a plan, fit to stand in a line: without control
 * characters, without characters that turn the direction of writing or that nobody sees (Unicode's categories Cc and
 * Cf), on one line, cut at a length.
 *
 * @param longest in characters
 */
export function plainText(text: string, longest: number = MAX_LENGTH): string {
  return cut(withoutCommands(withoutInvisible(text.replace(/\s+/gu, " ")).trim()), longest);
}

/** Code to paste, line by line: cleaned like plainText, but with its line breaks and indentation. */
export function plainLines(text: string, longest = 4000): readonly string[] {
  return cut(
    linesOf(text)
      .map((line) => line.trimEnd())
      .join("\n"),
    longest,
  ).split("\n");
}

/** A text of any length on its way to a stream: cleaned like plainText, with its line breaks and all its spaces. */
export const plainOutput = (text: string): string => linesOf(text).join("\n");

/** The beginning of a text that is too long, and how much is missing. A character is not torn apart. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) {
    return text;
  }
  const end = /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return `${text.slice(0, end)}… (${count(text.length - end, "more character")})`;
}

/** "1 warning", "2 warnings", "1,234 warnings". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${withCommas(number)} ${number === 1 ? noun : plural}`;
}

/** Independent of the machine's language. */
export function withCommas(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

const linesOf = (text: string): readonly string[] =>
  text
    .replace(/\t/g, "  ")
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => withoutCommands(withoutInvisible(line)));

/**
 * What a runner of GitHub Actions or Azure Pipelines takes for a command, taken apart: `::error::` at the beginning of a
 * line, `##[…]` and `##vso[…]` anywhere. An ARN has two colons too, and stays.
 */
function withoutCommands(text: string): string {
  return text
    .replace(/(^|[\s"'`(|])::/g, "$1: :")
    .replace(/::(?=[a-z][\w-]*(?:\s[^:]*)?::)/gi, ": :")
    .replace(/#(?=#\w*\[)/g, "# ");
}

function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").replace(/\p{Cs}/gu, "\ufffd");
}
