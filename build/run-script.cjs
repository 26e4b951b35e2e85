const { createRequire, SourceMap } = require("node:module");
const { dirname, resolve } = require("node:path");
const vm = require("node:vm");

/**
 * Runs a script, the function that Node makes of a CommonJS module, as one, with the code that V8 made of it before:
 * parsing and compiling it is a third of the time of a short command.
 *
 * @param {string} file the TypeScript file it was made of, in whose place it runs
 * @param {import("./compile-cache.cjs").Compiled} compiled
 */
function runScript(file, compiled) {
  mapStackTraces(file, compiled);
  const script = new vm.Script(compiled.script, { filename: file, cachedData: compiled.code });
  if (compiled.code === undefined || script.cachedDataRejected === true) {
    // At the end, when V8 has compiled what this command needs.
    process.once("exit", () => compiled.keepCode(script.createCachedData()));
  }
  const module = { exports: {} };
  const importing = (/** @type {string} */ name) => import(name);
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file), importing);
}

/**
 * Shows the places of TypeScript in stack traces. Node can do so itself, but reads the whole map at each start for it.
 *
 * @param {string} file
 * @param {import("./compile-cache.cjs").Compiled} compiled
 */
function mapStackTraces(file, compiled) {
  /** @type {SourceMap | undefined} */
  let map;
  const inTypeScript = (/** @type {NodeJS.CallSite} */ frame) => {
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    if (frame.getFileName() !== file || line === null || column === null) {
      return String(frame);
    }
    map ??= sourceMapOf(compiled);
    const origin = /** @type {Partial<import("node:module").SourceOrigin>} */ (map.findOrigin(line, column));
    const { fileName, lineNumber, columnNumber } = origin;
    return fileName === undefined
      ? String(frame)
      : String(frame).replace(
          `${file}:${line}:${column}`,
          () => `${resolve(dirname(file), fileName)}:${lineNumber}:${columnNumber}`,
        );
  };
  Error.prepareStackTrace = (error, frames) =>
    [headOf(error), ...frames.map((frame) => `    at ${inTypeScript(frame)}`)].join("\n");
}

/** @param {import("./compile-cache.cjs").Compiled} compiled */
function sourceMapOf(compiled) {
  try {
    return new SourceMap(JSON.parse(compiled.sourceMap() ?? ""));
  } catch {
    // Damaged: what was thrown is worth more than its place.
    return new SourceMap({
      file: "",
      version: 3,
      sources: [],
      sourcesContent: [],
      names: [],
      mappings: "",
      sourceRoot: "",
    });
  }
}

/** @param {Error} error */
function headOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error"; // whose name or message cannot be read
  }
}

module.exports = { runScript };
