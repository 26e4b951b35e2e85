/** `npm run generate`: writes every committed file that is made from the sources, and names those that changed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { changedFiles, generateFiles } from "../build/generation/generated-files";

async function generate(): Promise<void> {
  const root = process.cwd();
  const changed = changedFiles(root, await generateFiles(root));
  for (const [path, content] of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const text = changed.size === 0 ? "nothing to change" : [...changed.keys()].join("\n");
  process.stdout.write(`${text}\n`);
}

generate().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
