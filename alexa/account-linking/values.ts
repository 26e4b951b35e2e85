import { didYouMean } from "../../common/did-you-mean";
import type { JsonObject } from "../../common/json";
import { isObject, kindOf, member } from "../../common/json";
import type { FlawList } from "../request-flaw";
import { flawInText, hostOf } from "./request-url";

/** Adds what is wrong with a value that is there. */
export type ValueRule = (value: unknown, path: string, flaws: FlawList) => void;

/** What Terraform and other tools print in the place of a secret. */
export const isRedacted = (value: unknown): boolean =>
  typeof value === "string" &&
  /^[<(]\s*sensitive(\s+value)?\s*[>)]$|^\(known after apply\)$|^[*•]+$/i.test(value.trim());

/** RFC 6749, appendices A.1 and A.2. */
export const checkCredential: ValueRule = (value, path, flaws) => {
  const flaw = flawInText(value);
  if (flaw !== undefined) {
    flaws.add(path, flaw);
  } else if (isRedacted(value)) {
    flaws.add(path, "is what stands in the place of a hidden value. Read it with `terraform output -json`.");
  } else if (typeof value === "string" && /[^\x20-\x7e]/.test(value)) {
    flaws.add(path, "has a character that is not printable ASCII. Copy the value anew.");
  }
};

/** RFC 6749, appendix A.4. */
export const checkScope: ValueRule = (value, path, flaws) => {
  if (typeof value !== "string" || value === "") {
    flaws.add(path, `received ${flaws.show(value)}; a scope is text of at least one character.`);
  } else if (/\s/.test(value.trim())) {
    flaws.add(
      path,
      `received ${flaws.show(value)}; a scope has no white space. Write each scope as an entry of its own.`,
    );
  } else if (/[^\x21\x23-\x5b\x5d-\x7e]/.test(value)) {
    flaws.add(
      path,
      `received ${flaws.show(value)}; a scope has printable ASCII only, without white space, quotation marks and backslashes. Remove the others.`,
    );
  }
};

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i;

/** RFC 1123, section 2.1. */
export const checkDomain: ValueRule = (value, path, flaws) => {
  if (typeof value === "string" && HOST.test(value)) {
    return;
  }
  const text = typeof value === "string" ? flaws.hide(value).trim() : "";
  const host = hostOf(text.includes("://") ? text : `https://${text}`);
  const fix = host !== undefined && HOST.test(host) ? ` Write ${flaws.show(host)}.` : "";
  const flaw = `received ${flaws.show(value)}; allowed is the name of a host, as in "cdn.example.com": no https://, port, path, wildcard or white space.${fix}`;
  // The schema wants text and no more; what is no host's name lets nothing in that the sign-in page loads.
  if (typeof value === "string") {
    flaws.warn(path, flaw);
  } else {
    flaws.add(path, flaw);
  }
};

export const checkFlag: ValueRule = (value, path, flaws) => {
  if (typeof value !== "boolean") {
    const meant = typeof value === "string" ? /^(?:true|false)$/i.exec(value.trim())?.[0].toLowerCase() : undefined;
    const fix =
      typeof value === "string" ? ` It is text: write ${meant ?? "true or false"} without quotation marks.` : "";
    flaws.add(path, `received ${flaws.show(value)}; allowed are true and false.${fix}`);
  }
};

export const choice =
  (...allowed: readonly string[]): ValueRule =>
  (value, path, flaws) => {
    if (!allowed.some((one) => one === value)) {
      const meant = typeof value === "string" ? didYouMean(value, allowed) : undefined;
      const fix = meant === undefined ? "" : ` Did you mean ${meant}?`;
      flaws.add(path, `received ${flaws.show(value)}; allowed: ${allowed.join(", ")}.${fix}`);
    }
  };

/** @param least that make sense, with the reason; the schema has no minimum */
export const wholeSeconds =
  (least: number, reason: string): ValueRule =>
  (value, path, flaws) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value)) {
      const fix = typeof value === "string" && /^\d+$/.test(value) ? ` It is text: write ${value}.` : "";
      flaws.add(path, `received ${flaws.show(value)}; allowed is a whole number of seconds.${fix}`);
    } else if (value < least) {
      flaws.warn(path, `received ${flaws.show(value)}; at least ${least} make sense: ${reason}.`);
    }
  };

export interface ListLimits {
  /** @default as many as there are */
  readonly most?: number;
  /** What makes two entries the same; undefined for an entry that is like no other. */
  readonly identity?: (entry: unknown) => string | undefined;
}

const asText = (entry: unknown): string | undefined => (typeof entry === "string" ? entry : undefined);

export const listOf =
  (rule: ValueRule, { most, identity = asText }: ListLimits = {}): ValueRule =>
  (value, path, flaws) => {
    if (!Array.isArray(value)) {
      flaws.add(path, `received ${flaws.show(value)}; allowed is a list, in square brackets.`);
      return;
    }
    if (most !== undefined && value.length > most) {
      flaws.add(path, `has ${value.length} entries; allowed are ${most} at most. Remove ${value.length - most}.`);
    }
    const first = new Map<string, number>();
    for (const [index, entry] of value.entries()) {
      const place = `${path}[${index}]`;
      rule(entry, place, flaws);
      const same = identity(entry);
      if (same !== undefined && first.has(same)) {
        flaws.warn(place, `is the same as ${path}[${first.get(same)}]. Remove one of them.`);
      } else if (same !== undefined) {
        first.set(same, index);
      }
    }
  };

/** @param optional the keys that may be missing */
export const objectOf =
  (rules: Readonly<Record<string, ValueRule>>, optional: readonly string[] = []): ValueRule =>
  (value, path, flaws) => {
    const keys = Object.keys(rules);
    if (!isObject(value)) {
      flaws.add(path, `received ${kindOf(value)}; allowed is an object with ${keys.join(" and ")}.`);
      return;
    }
    checkKeys(value, path, keys, flaws);
    for (const [key, rule] of Object.entries(rules)) {
      const inner = member(value, key);
      if (inner !== undefined) {
        rule(inner, `${path}.${key}`, flaws);
      } else if (!optional.includes(key)) {
        flaws.add(`${path}.${key}`, "is missing.");
      }
    }
  };

/** Refuses keys that are not known: what SMAPI does not know, it drops without a word. */
export function checkKeys(value: JsonObject, path: string, known: readonly string[], flaws: FlawList): void {
  for (const key of Object.keys(value).filter((key) => !known.includes(key))) {
    const meant = didYouMean(key, known);
    const fix = meant === undefined ? `Allowed: ${known.join(", ")}.` : `Did you mean ${meant}?`;
    flaws.add(flaws.at(path, key), `there is no such setting. ${fix}`);
  }
}
