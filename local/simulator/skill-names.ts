import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The skill's name by locale, as the Alexa app shows it. */
export type SkillNames = Readonly<Record<string, string>>;

/**
 * Reads the names from the skill's manifest.
 *
 * @param skillPackage the folder `skill-package`
 */
export function readSkillNames(skillPackage: string): SkillNames {
  const { manifest } = JSON.parse(readFileSync(join(skillPackage, "skill.json"), "utf8")) as Manifest;
  const locales = manifest?.publishingInformation?.locales ?? {};
  return Object.fromEntries(Object.entries(locales).map(([locale, { name }]) => [locale, name]));
}

interface Manifest {
  readonly manifest?: {
    readonly publishingInformation?: { readonly locales?: Readonly<Record<string, { readonly name: string }>> };
  };
}
