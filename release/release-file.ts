import type { CommandContext } from "../common/command";
import { readJsonFile } from "../common/json-file";
import { Problem, WrongUse } from "../common/problem";
import { projectRoot } from "../common/project-root";
import { foundParts } from "./found-parts";
import type { Release } from "./release";
import { parseRelease, releaseFlaws } from "./release";

/** The file that a release is written into, and read from. */
export const RELEASE_FILE = "release.json";

/** @throws WrongUse that says all that is wrong with the file */
export async function readRelease(file: string, signal: AbortSignal): Promise<Release> {
  const { release: found, flaws } = parseRelease(
    await readJsonFile(file, "a release, as `npx alexa-link release` writes it", signal),
  );
  if (found === undefined) {
    throw new WrongUse(`${file}:\n${flaws.map((flaw) => `  ${flaw}`).join("\n")}`);
  }
  return found;
}

/**
 * Makes sure that what was synthesized here is the release.
 *
 * @param file where the release was read
 * @throws Problem that says all that differs, and how to fix it
 */
export async function assertRelease(
  release: Release,
  file: string,
  stacks: Readonly<Record<string, string>>,
  { signal }: CommandContext,
): Promise<void> {
  const parts = await foundParts({ root: projectRoot([process.cwd()]), stacks, signal });
  const flaws = releaseFlaws(release, parts, Object.keys(stacks));
  if (flaws.length > 0) {
    throw new Problem(`This is not the release in ${file}:\n${flaws.map((flaw) => `  ${flaw}`).join("\n")}`);
  }
}
