import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html;charset=utf-8",
  ".css": "text/css;charset=utf-8",
  ".js": "text/javascript;charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * The files of the page by URL path; `/` is `index.html`. All are read at the start, so that no request can name a
 * file of this machine.
 *
 * @param folder a folder without folders in it
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = readdirSync(folder)
    .filter((name) => extname(name) in TYPES)
    .map((name): [string, PageFile] => [
      name === "index.html" ? "/" : `/${name}`,
      { type: TYPES[extname(name)] ?? "", content: readFileSync(join(folder, name)) },
    ]);
  return new Map(files);
}
