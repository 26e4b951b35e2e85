/** `npm run publication -- TAG`: everything that is published of a version, in dist/publication. Publishes nothing. */
import { join, relative } from "node:path";
import { Command } from "commander";
import { makePublication } from "../build/publication/publication";
import { runBuild } from "./build-command";

async function publication([tag = ""]: readonly string[]): Promise<string> {
  const root = process.cwd();
  const { folder, sizes } = await makePublication(root, tag, join(root, "dist/publication"));
  const lines = [...sizes].map(
    ([name, bytes]) => `${String(bytes).padStart(8)}  ${relative(root, join(folder, name))}`,
  );
  return lines.join("\n");
}

const program = new Command("npm run publication --")
  .description("Makes everything that is published of a version, in dist/publication. Publishes nothing.")
  .argument("<tag>", "the version's git tag, such as v1.2.0");

runBuild(program, publication);
