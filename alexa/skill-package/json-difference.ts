import { canonicalJson } from "../../common/canonical-json";
import { isObject, kindOf, member } from "../../common/json";
import { count, cut } from "../../common/plain-text";
import { MASK, resemblesSecret, Secrets } from "../../common/secrets";
import { pathBelow } from "./json-node";

/** What an import changes in the store. */
export interface PackageChange {
  /** The file, and where in it, as in `skill.json#/manifest/publishingInformation/locales/en-US/summary`. */
  readonly path: string;
  readonly kind: "add" | "change" | "remove";
  /** What the store has, in short; of a list only what the other does not have. Never a secret. */
  readonly stored?: string;
  /** What it is to have, in short. Undefined when it goes. */
  readonly wanted?: string;
}

/**
 * Lists whose order means nothing: all of a language model's, and those of the manifest that are sets. A path begins as
 * `skill.json#/manifest` and goes on, below the compared values, as `.privacyAndCompliance.locales`.
 */
const UNORDERED =
  /[/.]languageModel[/.]|[/.](keywords|subscriptions|publications|permissions|distributionCountries|interfaces)$/;

const MAX_SHOWN_LENGTH = 80;
const MAX_SHOWN = 3;

/**
 * Compares JSON values by what they mean: the order of keys and of sets does not count, and an empty list or null is
 * as good as nothing.
 */
export function compareJson(stored: unknown, wanted: unknown, path: string): readonly PackageChange[] {
  return changesAt({ stored, wanted, path, key: "", secrets: new Secrets().addFrom([stored, wanted]) });
}

interface Comparison {
  readonly stored: unknown;
  readonly wanted: unknown;
  readonly path: string;
  /** The last key of the path. */
  readonly key: string;
  readonly secrets: Secrets;
}

function changesAt({ stored, wanted, path, key, secrets }: Comparison): readonly PackageChange[] {
  if (canonical(stored, path) === canonical(wanted, path)) {
    return [];
  }
  const [before, after] = [byName(stored), byName(wanted)];
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((inner) =>
      changesAt({
        stored: member(before, inner),
        wanted: member(after, inner),
        path: pathBelow(path, inner),
        key: inner,
        secrets,
      }),
    );
  }
  const shown = (value: unknown, other: unknown): string =>
    resemblesSecret(key) ? MASK : secrets.hide(inShort(value, other, path));
  const where = { path: secrets.hide(path) };
  if (isNothing(stored)) {
    return [{ ...where, kind: "add", wanted: shown(wanted, stored) }];
  }
  if (isNothing(wanted)) {
    return [{ ...where, kind: "remove", stored: shown(stored, wanted) }];
  }
  return [{ ...where, kind: "change", stored: shown(stored, wanted), wanted: shown(wanted, stored) }];
}

export const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Intents, slots and types are lists of objects that each have a name of their own. */
function byName(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0) {
    return value;
  }
  const named = value.map((entry: unknown) => [member(entry, "name"), entry] as const);
  const names = new Set(named.map(([name]) => name));
  return names.size === value.length && [...names].every((name) => typeof name === "string")
    ? Object.fromEntries(named)
    : value;
}

/** The same text for values that mean the same. */
const canonical = (value: unknown, path: string): string =>
  isNothing(value)
    ? ""
    : canonicalJson(value, { path, isUnordered: (list) => UNORDERED.test(list), isUnset: isNothing });

function inShort(value: unknown, other: unknown, path: string): string {
  if (Array.isArray(value)) {
    return listInShort(value, other, path);
  }
  if (isObject(value)) {
    const keys = Object.keys(value);
    return keys.length === 0 ? "{}" : cut(`{ ${keys.join(", ")} }`, MAX_SHOWN_LENGTH);
  }
  return value === undefined ? kindOf(value) : cut(JSON.stringify(value), MAX_SHOWN_LENGTH);
}

function listInShort(value: readonly unknown[], other: unknown, path: string): string {
  const known = new Set((Array.isArray(other) ? other : []).map((entry: unknown) => canonical(entry, path)));
  const own = value.filter((entry) => !known.has(canonical(entry, path)));
  const entries = count(value.length, "entry", "entries");
  if (own.length === 0 || own.some((entry) => typeof entry === "object")) {
    return entries;
  }
  const shown = own.slice(0, MAX_SHOWN).map((entry) => cut(JSON.stringify(entry), MAX_SHOWN_LENGTH));
  const more = own.length > MAX_SHOWN ? [`${own.length - MAX_SHOWN} more`] : [];
  const among = own.length === value.length ? "" : ` (of ${entries})`;
  return `${[...shown, ...more].join(", ")}${among}`;
}
