import { existsSync, renameSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { compileJavaScript } from "../build/package/javascript";
import { runFolder } from "./run-folder";

/**
 * A file of `cli/` as one script, for tests that call it often: compiled once in a run of Jest, as for the npm package.
 * To compile it at each call, as build/run.mjs does, takes several times as long as most commands.
 *
 * @param source such as `cli/alexa-link.ts`
 */
export async function compiledCommand(source: string): Promise<string> {
  const script = join(runFolder(), `${basename(source, ".ts")}.js`);
  if (!existsSync(script)) {
    const { code } = await compileJavaScript({ root: resolve(__dirname, ".."), source });
    // Two test files may do so at the same time: each sees a whole script or none.
    const own = `${script}.${process.pid}`;
    writeFileSync(own, code);
    renameSync(own, script);
  }
  return script;
}
