import { zipSync } from "fflate";
import { quoted } from "../../common/json-text";
import { Problem } from "../../common/problem";
import type { ZipEntry } from "../../common/zip";
import { BadZip, readZip as readFiles } from "../../common/zip";

/** A zip that is not taken; the message says why. */
export class ZipError extends Problem {}

const MAX_FILES = 1000;
/** Bytes, when they are unpacked. */
const MAX_UNPACKED = 50 * 1024 * 1024;

/**
 * The files of a zip, by path.
 *
 * @throws ZipError when it is broken, too large, or has a path that leads out of its folder
 */
export function readZip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const seen = new Set<string>();
  let unpacked = 0;
  const mayUnpack = ({ name, size }: ZipEntry): boolean => {
    unpacked += size;
    assert(seen.size < MAX_FILES && unpacked <= MAX_UNPACKED, "The skill package is too large.");
    assert(!seen.has(name), `The skill package has the file ${quoted(name)} twice.`);
    assert(isInside(name), `The skill package has a file whose path is not allowed: ${quoted(name)}.`);
    seen.add(name);
    return !name.endsWith("/");
  };
  try {
    return readFiles(bytes, mayUnpack);
  } catch (error) {
    throw error instanceof BadZip ? new ZipError("The skill package is not a valid zip file.") : error;
  }
}

export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1))));
}

// A NUL or a drive letter is for tricks only; a backslash is a separator on some machines; JavaScript loses __proto__.
const isInside = (name: string): boolean =>
  name.length > 0 && !/^\/|[\\:\0]/.test(name) && !name.split("/").some((part) => TRICKS.has(part));

const TRICKS: ReadonlySet<string> = new Set([".", "..", "__proto__"]);

function assert(condition: boolean, message: string): void {
  if (!condition) {
    throw new ZipError(message.slice(0, 300));
  }
}
