declare const safe: unique symbol;

/** A name that may stand in SSML as it is. Only {@link spokenName} makes one. */
export type SpokenName = string & { readonly [safe]: true };

/** What the skill keeps of a user: no more than it says aloud. */
export interface Profile {
  /** Undefined when the user pool knows no name. */
  readonly name: SpokenName | undefined;
}

/** Longer than nearly every given name, short enough to be listened to. */
const MAX_CHARACTERS = 40;

/** Unicode's "other": control and format characters, lone surrogates, private use, unassigned. */
const UNSPEAKABLE = /\p{C}/gu;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * The name to greet a user by: the given name, else the first word of the full name, else the nickname
 * (OpenID Connect Core 1.0, section 5.1).
 *
 * @param claims the answer of the user-info endpoint; nothing in it is trusted
 */
export function spokenName(claims: Readonly<Record<string, unknown>>): SpokenName | undefined {
  const name = clean(claims.given_name) || clean(claims.name).split(" ")[0] || clean(claims.nickname);
  return name ? toSsml(shorten(name)) : undefined;
}

function clean(claim: unknown): string {
  // White space first: a line break is a control character, yet it parts words.
  return typeof claim === "string" ? claim.replace(/\s+/g, " ").replace(UNSPEAKABLE, "").trim() : "";
}

function shorten(name: string): string {
  return [...name].slice(0, MAX_CHARACTERS).join("").trim();
}

function toSsml(name: string): SpokenName {
  return name.replace(/[&<>]/g, (character) => ENTITIES[character] ?? "") as SpokenName;
}
