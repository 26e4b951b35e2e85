/**
 * A project that uses the npm package. Its other packages are links to those that this project has installed: a test
 * must not depend on a registry, and the package is not in one before it is published.
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../../..");
export const NAME = "alexa-cognito-account-linking";

/** What the package's README tells people to install beside it, and what TypeScript needs. */
const BESIDE = ["ask-sdk-core", "ask-sdk-model", "cdktf-cli", "esbuild", "typescript", "@types/node"];

/** The commands that npm would link. */
const COMMANDS = ["cdktf", "esbuild", "tsc"];

/** Puts the package and what it depends on into `folder/node_modules`, as `npm install` would. */
export function install(packageFolder: string, folder: string): void {
  const modules = join(folder, "node_modules");
  const own = join(modules, NAME);
  cpSync(packageFolder, own, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  const needed = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies), ...BESIDE];
  for (const name of new Set(needed)) {
    link(join(ROOT, "node_modules", name), join(modules, name));
  }
  for (const name of COMMANDS) {
    link(join(ROOT, "node_modules/.bin", name), join(modules, ".bin", name));
  }
  for (const [name, file] of Object.entries<string>(manifest.bin)) {
    link(join("..", NAME, file), join(modules, ".bin", name));
  }
}

/**
 * Writes the project that the package's README shows: each of its files that has a name above it.
 *
 * @param packageJson what stands in its package.json beside what npm writes
 */
export function writeReadmeProject(folder: string, packageJson: object = {}): readonly string[] {
  const readme = readFileSync(join(folder, "node_modules", NAME, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^`([\w./-]+)`: [^`]*?```\w+\n(.*?)^```$/gms)];
  const files = blocks.map(([, name = "", text = ""]) => {
    write(folder, name, text);
    return name;
  });
  write(folder, "package.json", JSON.stringify({ private: true, ...packageJson }));
  return files;
}

export function write(folder: string, name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
