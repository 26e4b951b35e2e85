/** `npm run package`: builds the npm package and packs it. */
import { join, relative } from "node:path";
import { Command } from "commander";
import { buildNpmPackage, writeNpmPackage } from "../build/package/npm-package";
import { packTarball } from "../build/package/tarball";
import { runBuild } from "./build-command";

async function makePackage(): Promise<string> {
  const root = process.cwd();
  const dist = join(root, "dist");
  const built = await buildNpmPackage(root);
  writeNpmPackage(built, join(dist, "package"));
  const { path, size } = await packTarball(join(dist, "package"), dist);

  const sizes = [...built.files].map(([name, text]): [string, number] => [
    join("dist/package", name),
    Buffer.byteLength(text),
  ]);
  const lines = [...sizes, [relative(root, path), size] as const].map(
    ([name, bytes]) => `${String(bytes).padStart(8)}  ${name}`,
  );
  return lines.join("\n");
}

runBuild(new Command("npm run package --").description("Builds the npm package and packs it, in dist."), makePackage);
