import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Problem } from "../../common/problem";
import { buildNpmPackage, writeNpmPackage } from "../package/npm-package";
import { packTarball } from "../package/tarball";
import { billOfMaterials } from "./bill-of-materials";
import { changesOf } from "./changelog";
import { moduleArchive } from "./module-archive";

/** What is read of the project's own package.json. */
export interface Publishable {
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
}

/** What is published of one version: its files in one folder, and the file with their hashes. */
export interface Publication {
  readonly folder: string;
  /** By name in the folder, sorted, in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * What keeps a version from being published, all of it at once. Empty when nothing does.
 *
 * @param tag the git tag that is published
 * @param changelog the module's changelog, which is the project's
 * @param recorded the version whose record upgrades are tested from
 */
export function obstacles(project: Publishable, tag: string, changelog: string, recorded: string): string[] {
  const { version, repository } = project;
  const found: string[] = [];
  if (tag !== `v${version}`) {
    found.push(`The tag is ${tag}, and package.json has version ${version}: tag v${version}, or change the version.`);
  }
  if (repositoryUrl(repository) === undefined) {
    // npm, "Generating provenance statements": the repository of the package must be the one that publishes.
    found.push(
      'package.json names no "repository", and npm publishes with provenance only from the repository it names. Write ' +
        '{ "type": "git", "url": "git+https://…" }.',
    );
  }
  if (changesOf(changelog, version) === undefined) {
    found.push(
      `module/CHANGELOG.md has no "## ${version}": write what changes for users, under that heading in place of ` +
        '"## Unreleased".',
    );
  } else if (changesOf(changelog, "Unreleased") !== undefined) {
    found.push(`module/CHANGELOG.md still has "## Unreleased", whose changes are in ${version}: move them there.`);
  }
  if (recorded !== version) {
    found.push(
      `test/upgrade/released is the record of ${recorded}, from which the next upgrade would be tested. Run ` +
        "UPDATE_RELEASED=1 npm test -- unit test/upgrade, and commit what it writes.",
    );
  }
  return found;
}

/**
 * Makes everything that is published of a version: the npm tarball, the module's archive with the module as its root, as
 * registries lay it out, the bill of materials, the notes and `SHA256SUMS`. The same commit makes the same bytes.
 *
 * @param root the project's folder, whose packages are installed
 * @param folder is emptied first
 * @throws Problem with whatever `obstacles` finds
 */
export async function makePublication(root: string, tag: string, folder: string): Promise<Publication> {
  const text = (path: string): string => readFileSync(join(root, path), "utf8");
  const project: Publishable = JSON.parse(text("package.json"));
  const changelog = text("module/CHANGELOG.md");
  const { version: recorded } = JSON.parse(text("test/upgrade/released/release.json"));
  const found = obstacles(project, tag, changelog, recorded);
  if (found.length > 0) {
    throw new Problem(found.join("\n"));
  }

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const unpacked = join(folder, "package");
  writeNpmPackage(await buildNpmPackage(root), unpacked);
  const tarball = await packTarball(unpacked, folder);
  rmSync(unpacked, { recursive: true });

  const archive = `terraform-aws-${project.name}-${project.version}.zip`;
  const files = new Map<string, Uint8Array>([
    [basename(tarball.path), readFileSync(tarball.path)],
    [archive, moduleArchive(join(root, "module"))],
    ["sbom.cdx.json", Buffer.from(await billOfMaterials(root))],
    ["NOTES.md", Buffer.from(changesOf(changelog, project.version) ?? "")],
  ]);
  // The form that `sha256sum --check` reads.
  const sums = [...files].map(([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  files.set("SHA256SUMS", Buffer.from(sums.sort().join("")));

  for (const [name, bytes] of files) {
    writeFileSync(join(folder, name), bytes);
  }
  const sizes = [...files].map(([name, { length }]): [string, number] => [name, length]);
  return { folder, sizes: new Map(sizes.sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** npm takes an object with a `url`, or a text. */
function repositoryUrl(repository: unknown): string | undefined {
  const url = typeof repository === "object" && repository !== null ? Reflect.get(repository, "url") : repository;
  return typeof url === "string" && url !== "" ? url : undefined;
}
