/** `npm run module`: writes the generated part of module/, the Terraform module. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSkill } from "../build/bundle/skill";
import { generateModule } from "../build/module/files";
import { withTables } from "../build/module/readme-tables";

async function writeModule(): Promise<void> {
  const root = process.cwd();
  const folder = join(root, "module");
  const zip = await buildSkill(root);
  const module = generateModule(root);
  writeFileSync(join(folder, "skill.zip"), zip);
  for (const [path, text] of Object.entries(module.files)) {
    writeFileSync(join(folder, path), text);
  }
  const readme = join(folder, "README.md");
  writeFileSync(readme, withTables(readFileSync(readme, "utf8"), module));
  process.stdout.write(`module/: ${Object.keys(module.files).join(", ")}, skill.zip, the tables of README.md\n`);
}

writeModule().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
