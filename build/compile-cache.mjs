import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** File systems keep times in steps of up to two seconds (FAT): what changed so lately may change again unseen. */
const SETTLED_MS = 2000;

/** More than there are commands; copies of the project that share its `node_modules` come and go. */
const MAX_KEPT = 40;

/**
 * A compiled script, kept below `node_modules/.cache` with a stamp of each file that it was made of. Compiling takes
 * longer than most commands. Whatever prevents reading or writing the cache only costs that time.
 *
 * @param {string} root the project's folder
 * @param {string} file what is compiled; absolute, since several projects may share one `node_modules`
 */
export function compileCache(root, file) {
  const folder = join(root, "node_modules/.cache/compiled");
  const path = join(folder, `${createHash("sha256").update(file).digest("hex").slice(0, 16)}.cjs`);
  const startedMs = Date.now();

  return {
    /** The script, unless there is none or a file it was made of is another than then. */
    read() {
      try {
        const kept = readFileSync(path, "utf8");
        const end = kept.indexOf("\n");
        const { length, stamps } = JSON.parse(kept.slice(2, end));
        const script = kept.slice(end + 1);
        const isCurrent =
          script.length === length && Object.entries(stamps).every(([input, stamp]) => stampOf(root, input) === stamp);
        return isCurrent ? script : undefined;
      } catch {
        return undefined;
      }
    },

    /**
     * @param {string} script
     * @param {readonly string[]} inputs the files it was made of, from the project's folder or absolute
     */
    write(script, inputs) {
      try {
        const lately = (startedMs - SETTLED_MS) * 1e6;
        const stamps = Object.fromEntries(inputs.map((input) => [input, stampOf(root, input)]));
        if (Object.values(stamps).some((stamp) => Number(stamp.split(" ")[0]) > lately)) {
          return;
        }
        mkdirSync(folder, { recursive: true });
        const own = `${path}.${process.pid}`;
        writeFileSync(own, `//${JSON.stringify({ length: script.length, stamps })}\n${script}`);
        renameSync(own, path);
        removeOldest(folder);
      } catch {
        // Then the next start compiles again.
      }
    },
  };
}

/** @param {string} folder */
function removeOldest(folder) {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const byAge = files.map((file) => ({ file, ms: statSync(file).mtimeMs })).sort((a, b) => b.ms - a.ms);
  for (const { file } of byAge.slice(MAX_KEPT)) {
    rmSync(file, { force: true });
  }
}

/**
 * The time of the last change, which no program sets at will as it does the time of modification, and the size.
 *
 * @param {string} root
 * @param {string} input
 */
function stampOf(root, input) {
  const { ctimeNs, ino, size } = statSync(resolve(root, input), { bigint: true });
  return `${ctimeNs} ${ino} ${size}`;
}
