import { readFileSync } from "node:fs";
import type { NpmPackage } from "../../../build/package/npm-package";
import { buildNpmPackage } from "../../../build/package/npm-package";
import { oncePerRun } from "../../run-folder";
import { ROOT } from "./consumer";

/** The npm package of this project, built once in a run of Jest: it takes seconds. */
export async function builtPackage(): Promise<NpmPackage> {
  const file = await oncePerRun("npm-package.json", async () => {
    const { files, values } = await buildNpmPackage(ROOT);
    return JSON.stringify({ files: [...files], values });
  });
  const { files, values } = JSON.parse(readFileSync(file, "utf8"));
  return { files: new Map<string, string>(files), values };
}
