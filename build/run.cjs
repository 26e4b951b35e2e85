// Runs a TypeScript file: node build/run.cjs <file.ts> [arguments]
//
// esbuild turns the file and what it imports into one script, which is several times faster than interpreting
// TypeScript, and which the next start takes as it is unless a file has changed. cdktf and the provider go into that
// script as well, because loading them file by file costs more than everything else in a synth; all other packages load
// as usual.
//
// No ES module, and nothing is imported that a start can do without: these lines run before every command.
const { readFileSync } = require("node:fs");
const { join, resolve } = require("node:path");
const { compileCache } = require("./compile-cache.cjs");
const { runScript } = require("./run-script.cjs");

// Whoever started this may be ended before the command begins to watch for it: common/interrupt.ts.
Reflect.set(globalThis, Symbol.for("parent at start"), process.ppid);

const root = resolve(__dirname, "..");

/** What decides about the script besides the files that it is made of. */
const COMPILER = [
  "build/run.cjs",
  "build/compile-cache.cjs",
  "build/run-script.cjs",
  "build/lean-cdktf.mjs",
  "build/lean-provider.mjs",
  "node_modules/.package-lock.json", // npm writes it whenever it changes a package
  "package.json",
  "tsconfig.json",
];

/**
 * @param {string} file
 * @returns {Promise<{ script: string, sourceMap: string, inputs: readonly string[] }>}
 */
async function compile(file) {
  const { build } = await import("esbuild").catch((error) => {
    process.stderr.write(`The packages are not installed (${error.message}). Run: npm ci\n`);
    process.exit(3);
  });
  const { leanCdktf } = await import("./lean-cdktf.mjs");
  const { leanProvider } = await import("./lean-provider.mjs");
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const inlined = new Set(["cdktf", "@cdktf/provider-aws", "constructs"]);
  const { metafile, outputFiles } = await build({
    entryPoints: [file],
    // Written nowhere, but the source map's paths are relative to it.
    outfile: file.replace(/\.ts$/, ".cjs"),
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node20",
    // No file of another ending comes before one that is there: the cache would not see that it is new.
    resolveExtensions: [".ts", ".js", ".json"],
    format: "cjs",
    banner: { js: "(function (exports, require, module, __filename, __dirname, __import) {" },
    footer: { js: "})" },
    sourcemap: "external",
    sourcesContent: false,
    external: Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !inlined.has(name)),
    plugins: [leanCdktf, leanProvider],
    logLevel: "error",
  }).catch(() => process.exit(1)); // esbuild has printed what is wrong and where
  const [sourceMap = "", script = ""] = [".map", ".cjs"].map(
    (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text,
  );
  // A plugin's files are named with its name before the path.
  const inputs = Object.keys(metafile.inputs).map((input) => input.replace(/^[\w-]{2,}:/, ""));
  return { script: withImports(script, metafile), sourceMap, inputs: [...COMPILER, ...inputs] };
}

/**
 * A package that is an ES module is loaded by `import()`, which Node 20 refuses to functions that V8 made before. So it
 * is asked for by a function of this side.
 *
 * @param {string} script
 * @param {import("esbuild").Metafile} metafile
 */
function withImports(script, { outputs }) {
  const imported = Object.values(outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, kind }) => external === true && kind === "dynamic-import");
  // A package that is asked for in two places is listed twice.
  return [...new Set(imported.map(({ path }) => JSON.stringify(path)))].reduce(
    (text, name) => text.replaceAll(`import(${name})`, `__import(${name})`),
    script,
  );
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 */
async function run(file, args) {
  const cache = compileCache(root, file);
  const compiled = cache.read() ?? cache.write(await compile(file));
  // The lock file pins the SDK; that later ones want a newer Node is nothing a user of this one can act on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  process.argv.splice(1, process.argv.length - 1, file, ...args);
  runScript(file, compiled);
}

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  process.stderr.write("usage: node build/run.cjs <file.ts> [arguments]\n");
  process.exit(2);
}
void run(resolve(root, entry), args);
