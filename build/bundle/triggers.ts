import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSkillZip } from "./skill-zip";

/** Where the functions lie that take part in signing up and in, one a file; what they share lies in folders there. */
const FOLDER = "lambda/triggers";

/** Where their zips go. */
const OUTPUT = "dist/triggers";

/**
 * Builds a zip of each file in `lambda/triggers`, under the file's name.
 *
 * @returns the zips by their paths from the project's folder
 */
export async function buildTriggers(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const zips = await Promise.all(
    triggerNames(root).map(async (name) => {
      const outfile = `${OUTPUT}/${name}.zip`;
      return [outfile, await buildTrigger(root, name, outfile)] as const;
    }),
  );
  return new Map(zips);
}

/** Builds the zip of one of them. */
export const buildTrigger = (root: string, name: string, outfile: string): Promise<Uint8Array> =>
  buildSkillZip({ root, entry: `${FOLDER}/${name}.ts`, outfile });

function triggerNames(root: string): readonly string[] {
  const folder = join(root, FOLDER);
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && /(?<!\.d|\.test)\.ts$/.test(entry.name))
        .map(({ name }) => name.replace(/\.ts$/, ""))
        .sort()
    : [];
}
