import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { buildNpmPackage, writeNpmPackage } from "../../build/package/npm-package";
import { packTarball } from "../../build/package/tarball";
import { ROOT } from "./world";

/** The npm package as its tarball has it, unpacked below an existing folder. */
export async function unpackedPackage(below: string): Promise<string> {
  const sources = join(below, "sources");
  writeNpmPackage(await buildNpmPackage(ROOT), sources);
  const { path } = await packTarball(sources, below);
  execFileSync("tar", ["-xzf", path, "-C", below]);
  return join(below, "package");
}
