import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { buildSkill } from "../bundle/skill";
import { buildTrigger } from "../bundle/triggers";
import { environmentReference } from "../documentation/environment-reference";
import { troubleshooting } from "../documentation/troubleshooting";
import { generateModule } from "../module/files";
import { generateFunctionModule } from "../module/function-module";
import { withTables } from "../module/readme-tables";
import { generateSubmodules } from "../module/submodules";
import { apiReports } from "../package/api-report";
import type { NpmPackage } from "../package/npm-package";
import { buildNpmPackage } from "../package/npm-package";
import { hasSameEntries } from "./zip-entries";

/** By path from the project's folder. */
export type GeneratedFiles = ReadonlyMap<string, string | Uint8Array>;

const ZIP = "module/skill.zip";
const JOIN_ACCOUNTS_ZIP = "module/join-accounts.zip";
const MODULE_README = "module/README.md";

/**
 * Every committed file that is made from the sources: the Terraform module with its zip, and the generated pages of
 * docs/. The golden files of the tests are none of them: somebody has to read how they change.
 *
 * @param root the project's folder
 * @param npmPackage where it is made already @default it is made
 * @throws when a source does not compile; the message says where
 */
export async function generateFiles(root: string, npmPackage?: NpmPackage): Promise<GeneratedFiles> {
  const module = generateModule(root);
  const readme = readFileSync(join(root, MODULE_README), "utf8");
  return new Map<string, string | Uint8Array>([
    ...Object.entries({ ...module.files, ...generateSubmodules() }).map(
      ([name, text]) => [`module/${name}`, text] as const,
    ),
    ...Object.entries(generateFunctionModule(root)).map(([name, text]) => [`module/${name}`, text] as const),
    [MODULE_README, withTables(readme, module)],
    [ZIP, await zipOf((outfile) => buildSkill(root, outfile))],
    [JOIN_ACCOUNTS_ZIP, await zipOf((outfile) => buildTrigger(root, "join-accounts", outfile))],
    ["docs/environments.md", environmentReference(root)],
    ["docs/troubleshooting.md", troubleshooting()],
    ...[...apiReports(npmPackage ?? (await buildNpmPackage(root)))].map(
      ([name, text]) => [`docs/api/${name}`, text] as const,
    ),
  ]);
}

/** The files that are missing or differ from what stands in the project's folder. */
export const changedFiles = (root: string, files: GeneratedFiles): GeneratedFiles =>
  new Map([...files].filter(([path, content]) => !isUpToDate(join(root, path), content)));

/**
 * Of a zip its entries are compared. Whoever uses the module compares its bytes, so another compression of the same
 * code would publish a new version of everybody's function for nothing.
 */
function isUpToDate(path: string, content: string | Uint8Array): boolean {
  if (!existsSync(path)) {
    return false;
  }
  const found = readFileSync(path);
  return typeof content === "string" ? found.toString("utf8") === content : hasSameEntries(found, content);
}

async function zipOf(build: (outfile: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  const folder = makeTemporaryFolder("module");
  try {
    return await build(join(folder, "it.zip"));
  } finally {
    removeFolder(folder);
  }
}
