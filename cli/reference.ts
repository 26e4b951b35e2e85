/** `node bundle/run.mjs cli/reference.ts`: prints the environment reference; `--write` puts it into docs/. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environmentReference } from "./environment-reference";

const root = join(__dirname, "..");
const text = environmentReference(root);

if (process.argv.includes("--write")) {
  const file = join(root, "docs/environments.md");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
} else {
  process.stdout.write(text);
}
