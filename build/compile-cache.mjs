import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** File systems keep times in steps of up to two seconds (FAT): what changed so lately may change again unseen. */
const SETTLED_MS = 2000;

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
      } catch {
        // Then the next start compiles again.
      }
    },
  };
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
