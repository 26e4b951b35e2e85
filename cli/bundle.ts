/** `npm run bundle`: builds the zips of the skill and of the triggers, and says what they are. */
import { createHash } from "node:crypto";
import { Command } from "commander";
import { buildSkill } from "../build/bundle/skill";
import { buildTriggers } from "../build/bundle/triggers";
import { runBuild } from "./build-command";

async function bundle(): Promise<string> {
  const root = process.cwd();
  const zips = [["dist/skill.zip", await buildSkill(root)] as const, ...(await buildTriggers(root))];
  return zips.map(([path, zip]) => `${path}  ${zip.length} bytes  sha256 ${sha256(zip)}`).join("\n");
}

const sha256 = (zip: Uint8Array): string => createHash("sha256").update(zip).digest("hex");

runBuild(
  new Command("npm run bundle --").description(
    "Builds the zips of the skill and of the triggers, and says what they are.",
  ),
  bundle,
);
