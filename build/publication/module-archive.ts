import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";
import { ZIP_ENTRY } from "../bundle/zip-entry";

/** What Terraform leaves in a folder where somebody ran it. */
const LEFT_BY_TERRAFORM = /(^|\/)(\.terraform\/|\.terraform\.lock\.hcl$|.*\.tfstate(\..*)?$)/;

/**
 * The Terraform module as a zip with the module as its root, which `source` takes by its URL and registries take as the
 * contents of a version. Source: Terraform, "Module sources", fetching archives over HTTP.
 *
 * The same files make the same bytes: sorted, with one date and one mode.
 */
export function moduleArchive(folder: string): Uint8Array {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !LEFT_BY_TERRAFORM.test(path))
    .sort();
  return zipSync(
    Object.fromEntries(paths.map((path) => [path, [new Uint8Array(readFileSync(join(folder, path))), ZIP_ENTRY]])),
  );
}
