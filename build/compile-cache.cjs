const { createHash } = require("node:crypto");
const {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { isAbsolute, join } = require("node:path");

/** File systems keep times in steps of up to two seconds (FAT): what changed so lately may change again unseen. */
const SETTLED_MS = 2000;

/** More than there are commands; copies of the project that share its `node_modules` come and go. */
const MAX_KEPT = 40;

/**
 * A script as esbuild made it.
 *
 * @typedef {object} Compiled
 * @property {string} script
 * @property {() => string | undefined} sourceMap its source map's JSON, read when it is asked for
 * @property {Buffer | undefined} code what V8 made of the script at an earlier start; V8 looks itself whether it fits
 * @property {(code: Buffer) => void} keepCode
 */

/**
 * A compiled script, kept below `node_modules/.cache` with a stamp of each file that it was made of, beside its source
 * map and the code that V8 made of it. Compiling takes longer than most commands. Whatever prevents reading or
 * writing the cache only costs that time.
 *
 * @param {string} root the project's folder
 * @param {string} file what is compiled; absolute, since several projects may share one `node_modules`
 */
function compileCache(root, file) {
  const folder = join(root, "node_modules/.cache/compiled");
  const base = join(folder, createHash("sha256").update(file).digest("hex").slice(0, 16));
  const startedMs = Date.now();

  /**
   * @param {string} script
   * @param {string} stamp of the file that holds the script
   * @returns {Compiled}
   */
  const compiled = (script, stamp) => ({
    script,
    sourceMap: () => readOr(() => readFileSync(`${base}.map`, "utf8")),
    code: readOr(() => {
      const kept = readFileSync(`${base}.code`);
      return kept.toString("latin1", 0, stamp.length) === stamp ? kept.subarray(stamp.length) : undefined;
    }),
    keepCode: (code) => readOr(() => replaceFile(`${base}.code`, Buffer.concat([Buffer.from(stamp), code]))),
  });

  return {
    /**
     * The script, unless there is none or a file it was made of is another than then.
     *
     * @returns {Compiled | undefined}
     */
    read: () =>
      readOr(() => {
        const { text, stamp } = readStamped(`${base}.cjs`);
        // In the last line, so that the text is the script, and no other is made of it.
        const end = text.lastIndexOf("\n//");
        const { length, stamps } = JSON.parse(text.slice(end + 3));
        const isCurrent = end === length && Object.entries(stamps).every(([input, of]) => stampOf(root, input) === of);
        return isCurrent ? compiled(text, stamp) : undefined;
      }),

    /**
     * @param {{ script: string, sourceMap: string, inputs: readonly string[] }} made `inputs`: the files it was made of,
     *   from the project's folder or absolute
     * @returns {Compiled}
     */
    write({ script, sourceMap, inputs }) {
      const kept = readOr(() => {
        const lately = startedMs - SETTLED_MS;
        const stamps = Object.fromEntries(inputs.map((input) => [input, stampOf(root, input)]));
        if (Object.values(stamps).some((of) => Number(of.split(" ")[0]) > lately)) {
          return undefined;
        }
        const text = `${script}\n//${JSON.stringify({ length: script.length, stamps })}`;
        mkdirSync(folder, { recursive: true });
        replaceFile(`${base}.map`, sourceMap);
        replaceFile(`${base}.cjs`, text);
        removeOldest(folder);
        return compiled(text, stampOf(root, `${base}.cjs`));
      });
      return { ...(kept ?? { script, code: undefined, keepCode: () => {} }), sourceMap: () => sourceMap };
    },
  };
}

/**
 * @template T
 * @param {() => T} work
 * @returns {T | undefined} nothing where the file system refuses: then the next start compiles again
 */
function readOr(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * A file's text, and the stamp of the very file that was read, which another process may replace meanwhile.
 *
 * @param {string} path
 */
function readStamped(path) {
  const handle = openSync(path, "r");
  try {
    return { stamp: stamp(fstatSync(handle)), text: readFileSync(handle, "utf8") };
  } finally {
    closeSync(handle);
  }
}

/**
 * @param {string} path
 * @param {string | Buffer} content
 */
function replaceFile(path, content) {
  const own = `${path}.${process.pid}`;
  try {
    writeFileSync(own, content);
    renameSync(own, path);
  } catch (error) {
    rmSync(own, { force: true });
    throw error;
  }
}

/** @param {string} folder */
function removeOldest(folder) {
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".cjs"));
  const byAge = scripts.map((name) => ({ name, ms: statSync(join(folder, name)).mtimeMs })).sort((a, b) => b.ms - a.ms);
  for (const { name } of byAge.slice(MAX_KEPT)) {
    for (const ending of [".cjs", ".map", ".code"]) {
      rmSync(join(folder, name.replace(/\.cjs$/, ending)), { force: true });
    }
  }
}

/**
 * The time of the last change, which no program sets at will as it does the time of modification, and the size.
 *
 * @param {string} root
 * @param {string} input
 */
function stampOf(root, input) {
  // Hundreds of files at each start: neither path.resolve nor stamps of BigInts, which take three times as long.
  return stamp(statSync(isAbsolute(input) ? input : `${root}/${input}`));
}

/** @param {import("node:fs").Stats} stats */
function stamp({ ctimeMs, ino, size }) {
  return `${ctimeMs} ${ino} ${size}`;
}

module.exports = { compileCache };
