import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asObject, isObject, parseJson, textAt, valueAt } from "../../common/json";
import { Problem } from "../../common/problem";

/** The skill's name by locale, as the Alexa app shows it. */
export type SkillNames = Readonly<Record<string, string>>;

/**
 * Reads the names from the skill's manifest.
 *
 * @param skillPackage the folder `skill-package`
 * @throws Problem when there is no manifest in it
 */
export function readSkillNames(skillPackage: string): SkillNames {
  const file = join(skillPackage, "skill.json");
  const json = existsSync(file) ? parseJson(readFileSync(file)) : undefined;
  if (!isObject(json)) {
    throw new Problem(
      `${file} is not a skill manifest: it must hold a JSON object. \`npx alexa-link skill\` checks it.`,
    );
  }
  const locales = asObject(valueAt(json, ["manifest", "publishingInformation", "locales"])) ?? {};
  return Object.fromEntries(
    Object.entries(locales).flatMap(([locale, it]) => {
      const name = textAt(it, "name");
      return name === undefined ? [] : [[locale, name]];
    }),
  );
}
