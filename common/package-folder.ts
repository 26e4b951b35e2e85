import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder of the nearest package.json at or above a folder, or undefined.
 *
 * @param folder the program's `__dirname`, which is inside of its own package however it was called: what stands in
 * `process.argv` may be a link in the project that uses the package
 */
export function packageFolder(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) {
    return folder;
  }
  const above = dirname(folder);
  return above === folder ? undefined : packageFolder(above);
}
