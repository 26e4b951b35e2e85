import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve, sep } from "node:path";
import type { Environment } from "./child-process";

/** The file that a shell would run for `name`, or undefined. A name with a slash is taken as a path. */
export function findExecutable(name: string, env: Environment = process.env): string | undefined {
  const candidates = name.includes(sep)
    ? [resolve(name)]
    : (env.PATH ?? "")
        .split(delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => resolve(folder, name));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
