import { isObject } from "./json";

/** A text in JSON, and the colon after it where it is the name of a member. */
const NAMES = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * Whether an object in a JSON text has two members of one name. JavaScript takes the last one; who else reads the text
 * may take the first, or refuse it (RFC 8259, section 4).
 *
 * @param json what the text was parsed into
 */
export function repeatsMember(text: string, json: unknown): boolean {
  let named = 0;
  for (const [, colon] of text.matchAll(NAMES)) {
    named += colon === undefined ? 0 : 1;
  }
  return named !== membersIn(json);
}

function membersIn(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + membersIn(item), 0);
  }
  return isObject(value) ? Object.values(value).reduce<number>((sum, item) => sum + 1 + membersIn(item), 0) : 0;
}
