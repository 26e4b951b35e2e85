import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of what this project's commands tell each other, which Git ignores wherever it is. */
export const PROJECT_FOLDER = ".alexa-link";

/**
 * Makes that folder, if it is missing.
 *
 * @param root the project's folder
 * @returns its path
 */
export function makeProjectFolder(root: string): string {
  const folder = join(root, PROJECT_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, ".gitignore"), "*\n");
  return folder;
}
