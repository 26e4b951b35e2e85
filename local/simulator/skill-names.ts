import type { SkillPackage } from "../../alexa/skill-package/skill-package";
import { textAt } from "../../common/json";
import { descriptionsIn } from "../alexa/interaction-model";

/** The skill's name by locale, as the Alexa app shows it. */
export type SkillNames = Readonly<Record<string, string>>;

/** The names that the skill's manifest has. */
export const skillNamesOf = (skillPackage: SkillPackage): SkillNames =>
  Object.fromEntries(
    Object.entries(descriptionsIn(skillPackage)).flatMap(([locale, description]) => {
      const name = textAt(description, "name");
      return name === undefined ? [] : [[locale, name]];
    }),
  );
