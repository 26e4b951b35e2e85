import { readFileSync } from "node:fs";
import { codeOf, messageOf, WrongUse } from "../../command/problem";

/**
 * Reads JSON from a file, or from standard input when its name is `-`.
 *
 * @param expected what it should hold, for whoever has to mend it
 * @throws WrongUse without a word of what it holds: it may be a secret
 */
export function readJsonFile(file: string, expected: string): unknown {
  const where = file === "-" ? "standard input" : file;
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? "there is no such file" : messageOf(error);
    throw new WrongUse(`${where} cannot be read: ${why}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text.
    throw new WrongUse(
      `${where} does not hold JSON${text.trim() === "" ? ": it is empty" : ""}. Expected is ${expected}.`,
    );
  }
}
