import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../../common/npm";

/** Where package.json and lock file lie, from the project's folder. */
const PACKAGES = "test/terrain/packages";

export interface InstallTerrainOptions {
  /** The project's folder. */
  readonly root: string;
  /** Is made. */
  readonly folder: string;
  /** Whether CDK Terrain's own command line is wanted too. */
  readonly commandLine: boolean;
  readonly signal: AbortSignal;
}

/** CDK Terrain, installed under CDKTF's names. */
export interface TerrainPackages {
  /** Packages are found from here and below. */
  readonly folder: string;
  /** cdktn's. */
  readonly version: string;
  /** `@cdktn/provider-aws`'s. */
  readonly bindingsVersion: string;
  /** What package.json says instead, by the package's name: `npm:…`. */
  readonly aliases: Readonly<Record<string, string>>;
}

/**
 * Installs what the lock file of `test/terrain/packages` names, from the registry that npm is set up for.
 *
 * @throws Unavailable when the registry cannot be reached
 */
export async function installTerrain(options: InstallTerrainOptions): Promise<TerrainPackages> {
  const { root, folder, commandLine, signal } = options;
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) {
    cpSync(join(root, PACKAGES, name), join(folder, name));
  }
  cpSync(join(root, ".npmrc"), join(folder, ".npmrc"));
  await npm(["ci", ...(commandLine ? [] : ["--omit=dev"])], { folder, signal });

  const { dependencies } = readJson(join(folder, "package.json")) as { dependencies: Record<string, string> };
  return {
    folder,
    version: versionOf(folder, "cdktf"),
    bindingsVersion: versionOf(folder, "@cdktf/provider-aws"),
    aliases: Object.fromEntries(Object.entries(dependencies).filter(([, version]) => version.startsWith("npm:"))),
  };
}

const versionOf = (folder: string, name: string): string =>
  (readJson(join(folder, "node_modules", name, "package.json")) as { version: string }).version;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
