/** How much of one text a report shows. The JSON form has all of it. */
const MAX_LENGTH = 600;

/**
 * Text from a plan, fit to stand in a line: without control characters, without characters that turn the direction of
 * writing or that nobody sees (Unicode's categories Cc and Cf), on one line, cut at a length.
 *
 * @param longest in characters
 */
export function plainText(text: string, longest: number = MAX_LENGTH): string {
  return cut(withoutCommands(withoutInvisible(text.replace(/\s+/gu, " ")).trim()), longest);
}

/** Code to paste, line by line: cleaned like plainText, but with its line breaks and indentation. */
export function plainLines(text: string, longest = 4000): readonly string[] {
  const lines = text.replace(/\t/g, "  ").split(/\r\n|[\n\r\u2028\u2029]/);
  return cut(lines.map((line) => withoutCommands(withoutInvisible(line).trimEnd())).join("\n"), longest).split("\n");
}

/** "dev", "dev and prod", "dev, staging and prod"; "dev, staging and 12 more" where there are too many. */
export function listOf(names: readonly string[], most = 6): string {
  if (names.length > most) {
    return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
  }
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** "1 warning", "2 warnings", "1,234 warnings". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${withCommas(number)} ${number === 1 ? noun : plural}`;
}

/** Independent of the machine's language. */
export function withCommas(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The beginning of a digest, enough to tell two apart: `sha256:0123456789ab`. */
export function shortDigest(digest: string): string {
  return plainText(digest).slice(0, "sha256:".length + 12);
}

/** Environments of equal values together, by value. */
export function environmentsByValue(values: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const environments = new Map<string, string[]>();
  for (const [environment, value] of Object.entries(values)) {
    environments.set(value, [...(environments.get(value) ?? []), plainText(environment, 60)]);
  }
  return environments;
}

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

function cut(text: string, longest: number): string {
  if (text.length <= longest) {
    return text;
  }
  // A surrogate pair is not torn apart.
  const end = /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return `${text.slice(0, end)}… (${count(text.length - end, "more character")})`;
}
