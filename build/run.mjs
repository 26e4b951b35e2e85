// Runs a TypeScript file: node build/run.mjs <file.ts> [arguments]
//
// esbuild turns the file and what it imports into one script, which is several times faster than interpreting
// TypeScript, and which the next start takes as it is unless a file has changed. cdktf and the provider go into that
// script as well, because loading them file by file costs more than everything else in a synth; all other packages load
// as usual.
import { readFileSync } from "node:fs";
import { Module } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compileCache } from "./compile-cache.mjs";

// Whoever started this may be ended before the command begins to watch for it: common/interrupt.ts.
Reflect.set(globalThis, Symbol.for("parent at start"), process.ppid);

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  process.stderr.write("usage: node build/run.mjs <file.ts> [arguments]\n");
  process.exit(2);
}

/** What decides about the script besides the files that it is made of. */
const COMPILER = [
  "build/run.mjs",
  "build/lean-cdktf.mjs",
  "build/lean-provider.mjs",
  "node_modules/esbuild/package.json",
  "package.json",
  "tsconfig.json",
];

/** @param {string} file */
async function compile(file) {
  const cache = compileCache(root, file);
  const kept = cache.read();
  if (kept !== undefined) {
    return kept;
  }
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
    format: "cjs",
    sourcemap: "inline",
    sourcesContent: false,
    external: Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !inlined.has(name)),
    minifyWhitespace: true, // less text for Node to read; nothing else changes
    plugins: [leanCdktf, leanProvider],
    logLevel: "error",
  });
  const script = outputFiles[0]?.text ?? "";
  // A plugin's files are named with its name before the path.
  const inputs = Object.keys(metafile.inputs).map((input) => input.replace(/^[\w-]{2,}:/, ""));
  cache.write(script, [...COMPILER, ...inputs]);
  return script;
}

const file = resolve(root, entry);
/** @type {string} */
let script;
try {
  script = await compile(file);
} catch {
  process.exit(1); // esbuild has printed what is wrong and where
}

process.setSourceMapsEnabled(true);
// The lock file pins the SDK; that later ones want a newer Node is nothing a user of this one can act on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
process.argv.splice(1, process.argv.length - 1, file, ...args);
/** @type {any} These members are not in Node's documentation, but have been in every version of it. */
const main = new Module(file);
main.filename = file;
main.paths = dirname(file)
  .split(sep)
  .map((_, depth, parts) => join(parts.slice(0, parts.length - depth).join(sep) || sep, "node_modules"));
main._compile(script, file);
