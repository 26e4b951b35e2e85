import { readFile } from "node:fs/promises";

/** What an app that asks cdktf for a zip gets to read. */
const NO_ARCHIVES =
  "AssetType.ARCHIVE is not available here: its zips differ at every synth. Write the zip yourself and use AssetType.FILE.";

/**
 * Leaves out of cdktf 0.21 what this app does without, half of the time that one stack takes:
 *
 * - the stack trace of every token, kept for messages that `stackTraces: false` has given up already;
 * - the zip library. cdktf would run it by executing its own file again, which in a bundled app is the app.
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
        .replace("(0, child_process_1.execSync)(", `(() => { throw new Error(${JSON.stringify(NO_ARCHIVES)}); })(`)
        .replace("require.main === module", "false"),
    }));
  },
};
