/** `npm run generate`: writes every committed file that is made from the sources, and names those that changed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { changedFiles, generateFiles } from "../build/generation/generated-files";
import { runBuild } from "./build-command";

async function generate(): Promise<string> {
  const root = process.cwd();
  const changed = changedFiles(root, await generateFiles(root));
  for (const [path, content] of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return changed.size === 0 ? "nothing to change" : [...changed.keys()].join("\n");
}

runBuild(
  new Command("npm run generate --").description(
    "Writes every committed file that is made from the sources, and names those that changed.",
  ),
  generate,
);
