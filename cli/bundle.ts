/** `npm run bundle`: builds the skill's zip and says what it is. */
import { createHash } from "node:crypto";
import { buildSkill } from "../build/bundle/skill";
import { runBuild } from "./build-command";

async function bundle(): Promise<string> {
  const zip = await buildSkill(process.cwd());
  const sha256 = createHash("sha256").update(zip).digest("hex");
  return `dist/skill.zip  ${zip.length} bytes  sha256 ${sha256}`;
}

runBuild(bundle);
