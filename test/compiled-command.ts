import { basename, resolve } from "node:path";
import { compileJavaScript } from "../build/package/javascript";
import { oncePerRun } from "./run-folder";

/**
 * A file of `cli/` as one script, for tests that call it often: compiled once in a run of Jest, as for the npm package.
 * To compile it at each call, as build/run.cjs does, takes several times as long as most commands.
 *
 * @param source such as `cli/alexa-link.ts`
 */
export function compiledCommand(source: string): Promise<string> {
  return oncePerRun(
    `${basename(source, ".ts")}.js`,
    async () => (await compileJavaScript({ root: resolve(__dirname, ".."), source })).code,
  );
}
