import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The version that the nearest package.json at or above a folder names.
 *
 * @param folder the program's `__dirname`, which is inside of its own package however it was called: what stands in
 * `process.argv` may be a link in the project that uses the package
 */
export function packageVersion(folder: string): string {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version?: string };
    return version ?? "unknown";
  }
  const above = dirname(folder);
  return above === folder ? "unknown" : packageVersion(above);
}
