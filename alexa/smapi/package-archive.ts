import { quoted } from "../../common/json-text";
import { count } from "../../common/plain-text";
import { BadZip, readZip } from "../../common/zip";
import { SmapiError } from "./smapi";

const MIB = 2 ** 20;
/** A skill package is a few JSON files and icons. */
const MAX_FILES = 2000;
const MAX_BYTES = 200 * MIB;

/**
 * The files of a zipped skill package, by path from the folder that holds `skill.json`. Nothing is written anywhere;
 * whoever writes them can trust the paths to stay inside a folder.
 *
 * @param failed what did not happen, for messages
 * @throws SmapiError of the kind `server failed`
 */
export function unzipPackage(failed: string, zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const seen = new Set<string>();
  let bytes = 0;
  const entries = unzipped(failed, zip, ({ name, size }) => {
    bytes += size;
    const flaw =
      flawIn(name, seen) ?? (bytes > MAX_BYTES ? `it unzips to more than ${MAX_BYTES / MIB} MiB` : undefined);
    if (flaw !== undefined || seen.size >= MAX_FILES) {
      throw new SmapiError(
        "server failed",
        `${failed}: the zip is not taken: ${flaw ?? `it has more than ${MAX_FILES} entries`}.`,
      );
    }
    seen.add(name);
    return !name.endsWith("/");
  });
  const folder = [...entries.keys()].every((name) => name.startsWith(FOLDER)) ? FOLDER : "";
  return new Map(
    [...entries]
      .map(([name, content]): [string, Uint8Array] => [name.slice(folder.length), content])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Under which ask-cli keeps a skill package; a zip may hold it, or only what is in it. */
const FOLDER = "skill-package/";

function unzipped(failed: string, zip: Uint8Array, accept: Parameters<typeof readZip>[1]): Map<string, Uint8Array> {
  try {
    return readZip(zip, accept);
  } catch (error) {
    if (error instanceof BadZip) {
      const what = `what came (${count(zip.length, "byte")}) is not a zip that can be read: ${error.message}.`;
      throw new SmapiError("server failed", `${failed}: ${what}`);
    }
    throw error;
  }
}

function flawIn(name: string, seen: ReadonlySet<string>): string | undefined {
  const segments = name.replace(/\/$/, "").split("/");
  const leavesFolder =
    segments.some((segment) => segment === "" || segment === "." || segment === "..") || /^[A-Za-z]:|\\/.test(name);
  // A name may hold anything, even what rewrites a terminal: it is shown as JSON, escaped.
  if (leavesFolder || segments.includes("__proto__") || /\p{Cc}/u.test(name)) {
    return `the path ${quoted(name)} may lead out of its folder`;
  }
  return seen.has(name) ? `the path ${quoted(name)} is there twice` : undefined;
}
