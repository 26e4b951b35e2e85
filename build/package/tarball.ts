import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Tarball {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** The files in it, sorted. */
  readonly files: readonly string[];
}

/**
 * Packs a folder as `npm publish` would. Needs no network.
 *
 * @param folder the package
 * @param destination an existing folder for the tarball
 */
export async function packTarball(folder: string, destination: string): Promise<Tarball> {
  const args = ["pack", "--json", "--ignore-scripts", "--offline", "--logs-max=0", "--pack-destination", destination];
  // npm tells its scripts where it is, which on Windows is no program by itself.
  const npm = process.env.npm_execpath ?? "";
  const [command, first] = npm.endsWith("npm-cli.js") ? [process.execPath, [npm]] : ["npm", []];
  const { stdout } = await promisify(execFile)(command, [...first, ...args], { cwd: folder });
  const [{ filename, size, files }] = JSON.parse(stdout) as [
    { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] },
  ];
  return { path: join(destination, filename), size, files: files.map(({ path }) => path).sort() };
}
