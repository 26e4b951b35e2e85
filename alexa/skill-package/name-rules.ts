import type { PackageFlaws } from "./package-flaw";

/**
 * The name of an intent or a slot. The developer console's words: "it can only contain case-insensitive alphabetical
 * characters and underscores, and it must begin and end with an alphabetic character". Digits have been seen to pass.
 */
export function checkName(name: string, what: string, path: string, flaws: PackageFlaws): void {
  if (/^[a-z](\w*[a-z])?$/i.test(name) && !/\d/.test(name)) {
    return;
  }
  const severity = /^[a-z]\w*$/i.test(name) && !name.endsWith("_") ? "warning" : "error";
  const rule = "has letters a to z and underscores, and a letter at both ends";
  flaws.add(severity, path, `received ${flaws.show(name)}; the name of ${what} ${rule}.`);
}
