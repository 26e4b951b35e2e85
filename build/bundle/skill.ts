import { buildSkillZip } from "./skill-zip";

/**
 * Builds this project's own skill, `lambda/`, where `main.ts` reads it, or into another file. Its errors write their names
 * out, so the zip does without the rest.
 */
export const buildSkill = (root: string, outfile = "dist/skill.zip"): Promise<Uint8Array> =>
  buildSkillZip({ root, entry: "lambda/index.ts", outfile, keepNames: false });
