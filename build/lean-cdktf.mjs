import { readFile } from "node:fs/promises";

/** What an app that asks cdktf for a zip gets to read. */
const NO_ARCHIVES =
  "AssetType.ARCHIVE is not available here: its zips differ at every synth. Write the zip yourself and use AssetType.FILE.";

const CHILD_PROCESS = 'const child_process_1 = require("child_process");';

/** Parts of cdktf that run a program, when they are asked to. */
const PROGRAM_RUNNERS = /[\\/]cdkt[fn][\\/]lib[\\/](validations[\\/]validate-binary-version|testing[\\/]matchers)\.js$/;

/**
 * Leaves out of cdktf 0.21 what this app does without, half of the time that one stack takes:
 *
 * - the stack trace of every token, kept for messages that `stackTraces: false` has given up already;
 * - the zip library. cdktf would run it by executing its own file again, which in a bundled app is the app;
 * - `util.isArray`, of which Node 22 and later say at every synth that it is deprecated;
 * - Node's child processes, a tenth of the time, until cdktf runs a program, which no synth here asks it to.
 *
 * @type {import("esbuild").Plugin}
 */
export const leanCdktf = {
  name: "lean-cdktf",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cdkt[fn][\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      // cdktf's name, and that of CDK Terrain.
      contents: "exports.captureStackTrace = exports.captureCreationStack = () => [];",
    }));
    onLoad({ filter: /[\\/]cdkt[fn][\\/]lib[\\/]private[\\/]fs\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8"))
        .replace('require("archiver")', "undefined")
        .replace(CHILD_PROCESS, "")
        .replace("(0, child_process_1.execSync)(", `(() => { throw new Error(${JSON.stringify(NO_ARCHIVES)}); })(`)
        .replace("require.main === module", "false"),
    }));
    onLoad({ filter: /[\\/]cdkt[fn][\\/]lib[\\/]terraform-output\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/\(0, util_\d+\.isArray\)/g, "Array.isArray"),
    }));
    onLoad({ filter: PROGRAM_RUNNERS }, async ({ path }) => ({
      contents: (await readFile(path, "utf8"))
        .replace(CHILD_PROCESS, "")
        .replaceAll("(0, child_process_1.execSync)", 'require("child_process").execSync'),
    }));
  },
};
