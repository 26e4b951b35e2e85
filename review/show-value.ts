import { sortedJson } from "../common/canonical-json";
import { parseExactJson } from "../common/exact-json";
import { isDeeperThan, isObject, objectOf } from "../common/json";
import { repeatsMember } from "../common/json-members";
import { isSecretName } from "./secret-names";

/** Longer values are cut in the middle of a list of changes. In characters. */
const MAX_LENGTH = 160;
/** Longer texts are not looked into for JSON. */
const MAX_JSON_LENGTH = 1_000_000;
/** Nor are texts whose JSON is nested deeper. */
const DEEPEST_JSON = 32;

/** A value of a plan as one short text. Symbols stand for hidden values. To the provider an empty text is none. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null || value === "") {
    return "(not set)";
  }
  if (typeof value === "symbol") {
    return value.description ?? "";
  }
  if (typeof value !== "string") {
    return shorten(sortedJson(value));
  }
  const json = jsonIn(value);
  return shorten(json === undefined ? value : sortedJson(withoutSecretNames(json, [])));
}

/** The object or list that a text holds as JSON, or undefined. */
export function jsonIn(text: unknown): unknown {
  if (typeof text !== "string" || text.length > MAX_JSON_LENGTH || !/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    // Numbers that JavaScript takes for the same may be two.
    const json = parseExactJson(text);
    // Which of two members of one name counts, whoever reads the text decides.
    return isDeeperThan(json, DEEPEST_JSON) || repeatsMember(text, json) ? undefined : json;
  } catch {
    return undefined;
  }
}

export function shorten(text: string, longest = MAX_LENGTH): string {
  if (text.length <= longest && !/\s\s|[^\S ]/.test(text)) {
    return text;
  }
  const known = text.length > longest * 2 ? text.slice(0, longest * 2) : text;
  const line = known.replace(/\s+/g, " ");
  return text.length <= longest ? line : `${line.slice(0, longest)}… (${text.length} characters)`;
}

/** JSON inside a text has no marks: only its names tell what is a secret. */
function withoutSecretNames(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutSecretNames(item, path));
  }
  if (!isObject(value)) {
    return value;
  }
  return objectOf(
    Object.entries(value).map(([name, item]) => {
      const below = [...path, name];
      return [name, isSecretName(below) ? "(sensitive)" : withoutSecretNames(item, below)] as const;
    }),
  );
}
