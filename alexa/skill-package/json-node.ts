import { isObject, member } from "../../common/json";

/** A value of a JSON file, and where it stands: `skill.json#/manifest/events` (RFC 6901, section 6). */
export interface JsonNode {
  /** Undefined when there is none. */
  readonly value: unknown;
  readonly path: string;
}

export const rootOf = (file: string, value: unknown): JsonNode => ({ value, path: `${file}#` });

/** What stands below, also when there is nothing: then its value is undefined. */
export function below(node: JsonNode, ...keys: readonly string[]): JsonNode {
  return keys.reduce(
    ({ value, path }, key) => ({
      value: member(value, key),
      path: pathBelow(path, key),
    }),
    node,
  );
}

/** The properties of an object; of anything else none. */
export function propertiesOf(node: JsonNode): readonly { readonly key: string; readonly node: JsonNode }[] {
  return isObject(node.value) ? Object.keys(node.value).map((key) => ({ key, node: below(node, key) })) : [];
}

/** The entries of a list; of anything else none. */
export function entriesOf({ value, path }: JsonNode): readonly JsonNode[] {
  return Array.isArray(value)
    ? value.map((entry: unknown, index) => ({ value: entry, path: pathBelow(path, String(index)) }))
    : [];
}

export const textOf = ({ value }: JsonNode): string | undefined => (typeof value === "string" ? value : undefined);

export const pathBelow = (path: string, key: string): string =>
  `${path}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
