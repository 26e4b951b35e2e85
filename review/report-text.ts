import { plainText } from "../common/plain-text";

/** "dev", "dev and prod", "dev, staging and prod"; "dev, staging and 12 more" where there are too many. */
export function listOf(names: readonly string[], most = 6): string {
  if (names.length > most) {
    return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
  }
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
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

/** Said beside a digest that holds less than those of `alexa-link review` do. */
export const OF_JSON_ALONE =
  "Of the plan's JSON alone: neither the configuration's files nor backend, workspace and state are in this digest. " +
  "No plan that `apply` makes has it.";
