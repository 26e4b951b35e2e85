import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { Unavailable } from "../common/problem";

/** Bytes: many times what a state, its copies and what Terraform prints take. */
const MIN_FREE = 16 * 1024 * 1024;

/**
 * Makes sure that an apply can write down what it makes: on a full disk neither the state nor the copy that Terraform
 * makes of one that it could not write would be whole.
 *
 * @param folder the stack's
 * @throws Unavailable when the disk of the folder or of the temporary folder is full; nothing was changed then
 */
export function assertRoom(folder: string): void {
  for (const place of [folder, tmpdir()]) {
    const { bavail, bsize, blocks } = statfsSync(place);
    // Some file systems do not tell.
    if (blocks > 0 && bavail * bsize < MIN_FREE) {
      throw new Unavailable(
        `The disk of ${place} is full: Terraform could not save the state of what it makes. Nothing was applied. Make room ` +
          `for ${MIN_FREE / 2 ** 20} MB, then run the command again.`,
      );
    }
  }
}
