import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lastWill } from "./last-will";
import { messageOf, Unavailable } from "./problem";

const made = new Set<string>();

/**
 * Makes a new empty folder that only this user can read (mode 0700), because Terraform's state in it holds the
 * client secret. A new one each time: what a killed run left behind cannot disturb.
 */
export function makeTemporaryFolder(prefix: string): string {
  try {
    // The real path, because Terraform's relative state path is resolved by `..`, which does not follow links back.
    const folder = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}-`)));
    made.add(folder);
    lastWill.addPath(folder);
    return folder;
  } catch (error) {
    throw new Unavailable(
      `No temporary folder could be made in ${tmpdir()}: ${messageOf(error)}. Set TMPDIR to a folder that can be ` +
        "written and has about 1 GB free.",
    );
  }
}

/** Removes the folder with all that is in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  lastWill.removePath(folder);
}

/** Removes every temporary folder of this process, for the end at once. */
export function removeTemporaryFolders(): void {
  made.forEach(removeFolder);
}
