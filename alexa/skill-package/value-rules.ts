import { didYouMean } from "../../common/did-you-mean";
import type { JsonNode } from "./json-node";
import { entriesOf, propertiesOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

export interface TextLimits {
  /** In characters. @default 0 */
  readonly min?: number;
  /** In characters. */
  readonly max: number;
  /** @default false */
  readonly isNeeded?: boolean;
}

export function checkText(
  { value, path }: JsonNode,
  { min = 0, max, isNeeded = false }: TextLimits,
  flaws: PackageFlaws,
): void {
  if (value === undefined) {
    if (isNeeded) {
      flaws.error(path, "is missing. Add it.");
    }
  } else if (typeof value !== "string") {
    flaws.error(path, `received ${flaws.show(value)}; allowed is text.`);
  } else if (value.length > max) {
    flaws.error(path, `has ${value.length} characters; allowed are ${max} at most. Remove ${value.length - max}.`);
  } else if (value.trim().length < min) {
    flaws.error(path, `received ${flaws.show(value)}; allowed are ${min} characters at least.`);
  }
}

export interface ListLimits {
  /** Entries. */
  readonly max: number;
  /** Characters of an entry. */
  readonly maxLength: number;
}

/** A list of texts, if it is there. */
export function checkList(node: JsonNode, { max, maxLength }: ListLimits, flaws: PackageFlaws): void {
  const { value, path } = node;
  if (value !== undefined && !Array.isArray(value)) {
    flaws.error(path, `received ${flaws.show(value)}; allowed is a list of texts, in square brackets.`);
    return;
  }
  const entries = entriesOf(node);
  if (entries.length > max) {
    flaws.error(path, `has ${entries.length} entries; allowed are ${max} at most. Remove ${entries.length - max}.`);
  }
  for (const entry of entries) {
    checkText(entry, { min: 1, max: maxLength }, flaws);
  }
}

/** Warns of a key that is probably a typo: what SMAPI does not know, it drops or refuses. */
export function checkKeys(node: JsonNode, known: readonly string[], flaws: PackageFlaws): void {
  for (const { key, node: property } of propertiesOf(node)) {
    const meant = known.includes(key) ? undefined : didYouMean(key, known);
    if (meant !== undefined) {
      flaws.warning(property.path, `is not in Amazon's schema. Did you mean ${meant}?`);
    }
  }
}
