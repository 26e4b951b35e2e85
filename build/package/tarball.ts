import { join } from "node:path";
import { npm } from "../../common/npm";

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
  const stdout = await npm(["pack", "--json", "--offline", "--pack-destination", destination], { folder });
  const [{ filename, size, files }] = JSON.parse(stdout) as [
    { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] },
  ];
  return { path: join(destination, filename), size, files: files.map(({ path }) => path).sort() };
}
