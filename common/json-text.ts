import { plainOutput } from "./plain-text";
import type { Secrets } from "./secrets";

/** Options of {@link JSON.stringify}. */
type Replacer = (key: string, value: unknown) => unknown;

/**
 * JSON for a stream that a terminal or a runner of a pipeline may read as well: what either takes for a command stands
 * there escaped, as JSON allows, so that whoever parses it gets every value as it is. Ends with a line break.
 */
export function jsonText(value: unknown, replacer?: Replacer): string {
  const json = escapedJson(value, replacer)
    // Both signs stand inside of texts only.
    .replaceAll("::", ":\\u003a")
    .replaceAll("##", "#\\u0023");
  return `${json}\n`;
}

/** The same, of what somebody else wrote: a program that prints a value of it commands no terminal, and shows no secret. */
export const plainJsonText = (value: unknown, secrets: Pick<Secrets, "hide">): string =>
  jsonText(value, (_key, inner) => (typeof inner === "string" ? plainOutput(secrets.hide(inner)) : inner));

/**
 * A text that somebody else wrote, in quotation marks, to stand in a message: what commands a terminal and what nobody
 * sees is there escaped, so that it can be told from what it looks like.
 *
 * @param longest in characters, of the text
 */
export const quoted = (text: string, longest = 200): string => escapedJson(text.slice(0, longest));

/** JSON itself escapes the control characters below U+0020 only. */
const escapedJson = (value: unknown, replacer?: Replacer): string =>
  JSON.stringify(value, replacer, 2).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
