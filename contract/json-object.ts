/** An object of parsed JSON. Read its members as somebody else's: their names may be any, `__proto__` included. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
