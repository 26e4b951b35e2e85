import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { emitDeclarations } from "./declarations";
import type { EntryPoint } from "./entry-point";
import { BIN, ENTRY_POINTS, modulePath } from "./entry-point";
import { compileJavaScript, compileModules, esModuleWrapper } from "./javascript";
import { packageManifest } from "./manifest";

/** What the constructs' errors and the command's findings are about; the command names them. */
const DOCUMENTS = ["docs/environments.md", "docs/troubleshooting.md"] as const;

/** What the simulator reads as it is, rather than imports: the folders, and how the names of their files end. */
const ASSETS: Readonly<Record<string, RegExp>> = {
  "local/aws/emulator": /\.py$/,
  "local/aws/lambda-runtime": /\.cjs$/,
  "local/simulator/page": /./,
};

/** The npm package: what is published. */
export interface NpmPackage {
  /** By path in the package, sorted. */
  readonly files: ReadonlyMap<string, string>;
  /** By subpath, the names of the values that an entry point exports. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/**
 * Builds the npm package in memory: same sources, same text, in any folder.
 *
 * @param root the project's folder, whose packages are installed
 * @throws when a source does not compile; the message says where
 */
export async function buildNpmPackage(root: string): Promise<NpmPackage> {
  const files = new Map<string, string>();
  const values: Record<string, readonly string[]> = {};
  const packages = new Set<string>();
  const declarations = emitDeclarations(
    root,
    ENTRY_POINTS.map(({ source }) => source),
  );
  for (const [path, text] of declarations) {
    files.set(path, text);
  }

  for (const { subpath, folder, source, isTreeShakeable } of ENTRY_POINTS) {
    const compiled = await compileJavaScript({ root, source });
    const isTypesOnly = compiled.exports.length === 0;
    files.set(`${folder}/index.js`, isTypesOnly ? '"use strict";\n' : compiled.code);
    files.set(`${folder}/index.mjs`, esModuleWrapper(compiled));
    if (!files.has(`${folder}/index.d.ts`)) {
      files.set(`${folder}/index.d.ts`, reexport({ folder, source }));
    }
    files.set(`${folder}/index.d.mts`, 'export * from "./index.js";\n');
    if (isTreeShakeable === true) {
      for (const [path, text] of await compileModules({ root, source })) {
        files.set(modulePath(path), text);
      }
    }
    values[subpath] = compiled.exports;
    for (const name of compiled.packages) {
      packages.add(name);
    }
  }
  const bin = await compileJavaScript({ root, source: BIN.source, banner: "#!/usr/bin/env node" });
  files.set(BIN.file, bin.code);
  for (const name of bin.packages) {
    packages.add(name);
  }

  const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  files.set("package.json", `${JSON.stringify(packageManifest(project, [...packages].sort()), null, 2)}\n`);
  files.set("README.md", readFileSync(join(root, "build/package/README.md"), "utf8"));
  for (const path of [...DOCUMENTS, ...assets(root), "LICENSE"]) {
    files.set(path, readFileSync(join(root, path), "utf8"));
  }
  return { files: new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1))), values };
}

/** Writes the package into a folder, whose former content goes. */
export function writeNpmPackage({ files }: NpmPackage, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: path === BIN.file ? 0o755 : 0o644 });
  }
}

/** By their paths in the project, which they keep. */
const assets = (root: string): readonly string[] =>
  Object.entries(ASSETS).flatMap(([folder, ending]) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile() && ending.test(it.name))
      .map((it) => relative(root, join(it.parentPath, it.name)).split(sep).join("/")),
  );

const reexport = ({ folder, source }: Pick<EntryPoint, "folder" | "source">): string => {
  const module = source.replace(/\.ts$/, "");
  return module.startsWith(`${folder}/`)
    ? `export * from "./${module.slice(folder.length + 1)}";\n`
    : `export * from "../${module}";\n`;
};
