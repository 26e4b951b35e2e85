import { buildSkillZip } from "./skill-zip";

/** Builds this project's own skill, `lambda/`, into `dist/skill.zip`, which `main.ts` reads. */
export const buildSkill = (root: string): Promise<Uint8Array> =>
  buildSkillZip({ root, entry: "lambda/index.ts", outfile: "dist/skill.zip" });
