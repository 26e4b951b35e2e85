import { join } from "node:path";
import { packageFolder } from "../common/package-folder";

/**
 * A file or folder of `local/` that is read as it is, not compiled: it has the same path in a clone of the repository and
 * in the npm package.
 *
 * @param path from `local/`, as in `"simulator", "page"`
 */
export const ownFile = (...path: readonly string[]): string => join(packageFolder(__dirname) ?? ".", "local", ...path);
