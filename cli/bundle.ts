/** `npm run bundle`: builds the skill's zip and says what it is. */
import { createHash } from "node:crypto";
import { buildSkill } from "../build/bundle/skill";

async function bundle(): Promise<void> {
  const zip = await buildSkill(process.cwd());
  const sha256 = createHash("sha256").update(zip).digest("hex");
  process.stdout.write(`dist/skill.zip  ${zip.length} bytes  sha256 ${sha256}\n`);
}

bundle().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
