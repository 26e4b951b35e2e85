import { isObject, objectOf } from "../common/json";

/**
 * A value without the members that say nothing. In a block the provider writes what is not set as null, as empty or as
 * false, and not each time the same: a user pool's schema has `"developer_only_attribute": null` as it was configured,
 * and false as it is read back. Seen in plans of hashicorp/aws 5.100.0.
 *
 * @returns undefined for a value that is not set itself
 */
export function withoutUnset(value: unknown): unknown {
  if (value === null || value === "" || value === false) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item) => withoutUnset(item) ?? null);
  }
  if (!isObject(value)) {
    return value;
  }
  const set = Object.entries(value)
    .map(([name, item]) => [name, withoutUnset(item)] as const)
    .filter(([, item]) => item !== undefined);
  return set.length === 0 ? undefined : objectOf(set);
}
