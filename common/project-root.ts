import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Problem } from "./problem";

/**
 * The project's folder: the nearest one at or above the running script, else the working directory, that holds
 * both `cdktf.json` and `package.json`.
 *
 * The place of a source file is no guide, because the commands run from one bundled script.
 *
 * @param starts where to begin
 * @param instead what the command can do without a project, completing "…, or": said where there is none
 */
export function projectRoot(
  starts: readonly string[] = [dirname(process.argv[1] ?? "."), process.cwd()],
  instead?: string,
): string {
  for (const start of starts) {
    for (let folder = resolve(start); ; folder = dirname(folder)) {
      if (existsSync(join(folder, "cdktf.json")) && existsSync(join(folder, "package.json"))) {
        return folder;
      }
      if (folder === dirname(folder)) {
        break;
      }
    }
  }
  throw new Problem(
    `The project's folder was not found: no folder at or above ${starts.join(" or ")} has both a cdktf.json and a ` +
      `package.json. Run the command inside the project${instead === undefined ? "" : `, or ${instead}`}.`,
  );
}
