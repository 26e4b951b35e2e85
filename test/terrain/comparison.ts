import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../../common/problem";
import type { Difference } from "./differences";
import { differencesText, filesIn, folderDifferences } from "./differences";
import type { ProjectCopy } from "./project-copy";

export interface Copies {
  /** What CDKTF made. */
  readonly cdktf: ProjectCopy;
  /** What CDK Terrain made. */
  readonly terrain: ProjectCopy;
}

/**
 * Makes sure that both synthesized the same, apart from the library's version. Answers the names of the stacks.
 *
 * @throws Problem with every other difference
 */
export function assertSameStacks({ cdktf, terrain, terrainVersion }: Copies & { terrainVersion: string }): string[] {
  const { stacks, version } = readManifest(terrain.output);
  if (version !== terrainVersion) {
    throw new Problem(
      `The stacks in ${terrain.output} were made by version ${version} and not by CDK Terrain ${terrainVersion}: ` +
        "its packages were not the ones that were found.",
    );
  }
  const differences = folderDifferences(cdktf.output, terrain.output);
  assertNone(
    "stacks",
    differences.filter((it) => !isLibraryVersion(it)),
  );
  return Object.keys(stacks);
}

/**
 * Makes sure that both generated the same module. Answers its files.
 *
 * @throws Problem with every difference
 */
export function assertSameModule({ cdktf, terrain }: Copies): readonly string[] {
  const [before, after] = [cdktf, terrain].map(({ folder }) => join(folder, "module")) as [string, string];
  assertNone("module", folderDifferences(before, after));
  return filesIn(after);
}

/** @throws Problem when there is a difference */
export function assertNone(what: string, differences: readonly Difference[]): void {
  if (differences.length > 0) {
    throw new Problem(`CDK Terrain does not make the same ${what} as CDKTF:\n\n${differencesText(differences)}`);
  }
}

/** The one thing that Terraform does not read: which library wrote the file, and in which version. */
function isLibraryVersion({ file, keys }: Difference): boolean {
  return file === "manifest.json"
    ? keys.join(".") === "version"
    : /^stacks\/[^/]+\/cdk\.tf\.json$/.test(file) && keys.join(".") === "//.metadata.version";
}

const readManifest = (output: string): { readonly stacks: object; readonly version: string } =>
  JSON.parse(readFileSync(join(output, "manifest.json"), "utf8"));
