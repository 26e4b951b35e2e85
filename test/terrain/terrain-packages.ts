import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../common/child-process";
import { findExecutable } from "../../common/executable";
import { Problem, Unavailable } from "../../common/problem";

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
  await npm(["ci", "--ignore-scripts", ...(commandLine ? [] : ["--omit=dev"])], folder, signal);

  const { dependencies } = readJson(join(folder, "package.json")) as { dependencies: Record<string, string> };
  return {
    folder,
    version: versionOf(folder, "cdktf"),
    bindingsVersion: versionOf(folder, "@cdktf/provider-aws"),
    aliases: Object.fromEntries(Object.entries(dependencies).filter(([, version]) => version.startsWith("npm:"))),
  };
}

/**
 * Runs npm in a folder.
 *
 * @throws Unavailable when there is no npm, or the registry cannot be reached
 */
export async function npm(args: readonly string[], folder: string, signal: AbortSignal): Promise<void> {
  const program = findExecutable("npm");
  if (program === undefined) {
    throw new Unavailable("npm was not found on PATH. It comes with Node.");
  }
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
  const { exitCode, stdout, stderr } = await run(program, [...args, ...quiet], {
    cwd: folder,
    // What `npm run` tells its scripts about the project would move the installation there.
    env: { ...process.env, npm_config_local_prefix: undefined, npm_config_prefix: undefined },
    signal,
  });
  if (exitCode === 0) {
    return;
  }
  const lines = (stderr || stdout).split("\n").filter((line) => /^npm error (?! *at )/.test(line));
  const text = `npm ${args.join(" ")} ended with exit code ${exitCode}:\n\n${lines.slice(0, 12).join("\n")}`;
  throw new (unreachable.test(text) ? Unavailable : Problem)(text);
}

/** Node's and npm's codes for a registry that does not answer, or for a cache that lacks something while offline. */
const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTCACHED)\b/;

const versionOf = (folder: string, name: string): string =>
  (readJson(join(folder, "node_modules", name, "package.json")) as { version: string }).version;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
