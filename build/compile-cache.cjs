const { createHash } = require("node:crypto");
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { isAbsolute, join } = require("node:path");

/** File systems keep times in steps of up to two seconds (FAT): what changed so lately may change again unseen. */
const SETTLED_MS = 2000;

/** More than there are commands; copies of the project that share its `node_modules` come and go. */
const MAX_KEPT = 40;

/** Characters of a digest. */
const DIGEST = 64;

/**
 * A script as esbuild made it.
 *
 * @typedef {object} Compiled
 * @property {string} script
 * @property {() => string | undefined} sourceMap its source map's JSON, read when it is asked for
 * @property {Buffer | undefined} code what V8 made of the script at an earlier start; of another V8, that refuses it
 * @property {(code: Buffer) => void} keepCode
 */

/**
 * A compiled script, kept below `node_modules/.cache` with a stamp of each file that it was made of, beside its source
 * map and the code that V8 made of it. Compiling takes longer than most commands. Whatever prevents reading or
 * writing the cache only costs that time; what was damaged there is made again, since V8 crashes on damaged code.
 *
 * @param {string} root the project's folder
 * @param {string} file what is compiled; absolute, since several projects may share one `node_modules`
 */
function compileCache(root, file) {
  const folder = join(root, "node_modules/.cache/compiled");
  const base = join(folder, digestOf(file).slice(0, 16));
  const startedMs = Date.now();

  /**
   * @param {string} script
   * @param {string} digest of the script
   * @returns {Compiled}
   */
  const compiled = (script, digest) => ({
    script,
    sourceMap: () => readOr(() => readFileSync(`${base}.map`, "utf8")),
    code: readOr(() => {
      const kept = readFileSync(`${base}.code`);
      const code = kept.subarray(2 * DIGEST);
      return kept.toString("latin1", 0, 2 * DIGEST) === digest + digestOf(code) ? code : undefined;
    }),
    keepCode: (code) =>
      readOr(() => replaceFile(`${base}.code`, Buffer.concat([Buffer.from(digest + digestOf(code)), code]))),
  });

  return {
    /**
     * The script, unless there is none, or a file it was made of is another than then.
     *
     * @returns {Compiled | undefined}
     */
    read: () =>
      readOr(() => {
        const kept = readFileSync(`${base}.cjs`);
        const end = kept.lastIndexOf("\n");
        const { digest, stamps } = JSON.parse(kept.toString("utf8", end + 1));
        const isCurrent =
          digestOf(kept.subarray(0, end)) === digest &&
          Object.entries(stamps).every(([input, stamp]) => stampOf(root, input) === stamp);
        return isCurrent ? compiled(kept.toString("utf8", 0, end), digest) : undefined;
      }),

    /**
     * @param {{ script: string, sourceMap: string, inputs: readonly string[] }} made `inputs`: the files it was made of,
     *   from the project's folder or absolute
     * @returns {Compiled}
     */
    write({ script, sourceMap, inputs }) {
      const kept = readOr(() => {
        const lately = startedMs - SETTLED_MS;
        const stamps = Object.fromEntries(
          inputs.flatMap((input) => [input, ...preferredTo(input)]).map((path) => [path, stampOf(root, path)]),
        );
        if (Object.values(stamps).some((stamp) => Number.parseFloat(stamp) > lately)) {
          return undefined;
        }
        mkdirSync(folder, { recursive: true });
        replaceFile(`${base}.map`, sourceMap);
        stamps[`${base}.map`] = stampOf(root, `${base}.map`);
        const digest = digestOf(script);
        replaceFile(`${base}.cjs`, `${script}\n${JSON.stringify({ digest, stamps })}`);
        removeOldest(folder);
        return compiled(script, digest);
      });
      return { ...(kept ?? { script, code: undefined, keepCode: () => {} }), sourceMap: () => sourceMap };
    },
  };
}

/** @param {string | Buffer} content */
function digestOf(content) {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Files that are not there, and that would be taken in place of this one: of `./constructs`, `constructs.ts` comes
 * before `constructs/index.ts`. Endings are no matter: see build/run.cjs, `resolveExtensions`.
 *
 * @param {string} input
 */
function preferredTo(input) {
  const isPackages = /(^|[\\/])node_modules[\\/]/.test(input);
  const [, directory] = /^(.*)[\\/]index\.ts$/.exec(input) ?? [];
  return isPackages || directory === undefined ? [] : [`${directory}.ts`];
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
 * @param {string} path from the project's folder, or absolute
 */
function stampOf(root, path) {
  // Hundreds of files at each start: neither path.resolve nor stamps of BigInts, which take three times as long.
  const stats = statSync(isAbsolute(path) ? path : `${root}/${path}`, { throwIfNoEntry: false });
  return stats === undefined ? "none" : `${stats.ctimeMs} ${stats.ino} ${stats.size}`;
}

module.exports = { compileCache };
