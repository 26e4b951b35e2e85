/** What stands before the app's own words in cdktf's output; they follow indented. */
const APP_ON_STDERR = "Command output on stderr:\n";

/** Lines of cdktf's own: its log, which repeats what is said elsewhere, and where in cdktf an error arose. */
const NOISE = /^\[\d{4}-\d\d-\d\dT[^\]]*\] \[[A-Z]+\] |^\s+at .*:\d+:\d+\)?$|^\S?\s*Synthesizing$/;

/**
 * What the app itself said when it could not be synthesized, whole and with its empty lines, without what cdktf says
 * around it. When the app said nothing, what cdktf said.
 *
 * @param output stdout and stderr of `cdktf synth`
 */
export function synthErrorText(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
  const plain = output.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "").replaceAll("\r", "");
  const start = plain.indexOf(APP_ON_STDERR);
  const lines =
    start === -1
      ? plain.split("\n").filter((line) => !NOISE.test(line))
      : indentedLines(plain.slice(start + APP_ON_STDERR.length));
  const text = outdented(lines)
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return /\b(EROFS|EACCES)\b/.test(text)
    ? `${text}\n\nSynthesizing builds the skill into dist/ of the project's folder, so that folder must be writable.`
    : text;
}

/** The lines up to the first that is not indented, with which cdktf itself goes on. */
function indentedLines(text: string): readonly string[] {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => /^\S/.test(line));
  return end === -1 ? lines : lines.slice(0, end);
}

function outdented(lines: readonly string[]): string {
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent).trimEnd()).join("\n");
}
