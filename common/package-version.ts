import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./package-folder";

/**
 * The version that the nearest package.json at or above a folder names.
 *
 * @param folder the program's `__dirname`
 */
export function packageVersion(folder: string): string {
  const found = packageFolder(folder);
  if (found === undefined) {
    return "unknown";
  }
  const { version } = JSON.parse(readFileSync(join(found, "package.json"), "utf8")) as { readonly version?: string };
  return version ?? "unknown";
}
