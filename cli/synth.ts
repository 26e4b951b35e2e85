/** The app of `cdktf.json`: builds the zips, then the stacks, and keeps local states for their owner. */
import { resolve } from "node:path";
import { buildSkill } from "../build/bundle/skill";
import { buildTriggers } from "../build/bundle/triggers";
import { plainOutput } from "../common/plain-text";
import { keepLocalStatesPrivate } from "../terraform/local-state";
import { synthFailure } from "./synth-failure";

async function synth(): Promise<void> {
  let isDone = false;
  process.once("exit", (code) => isDone || fail(`process.exit(${code}) was called before the stacks were made.`));
  process.on("unhandledRejection", (error) => fail(synthFailure(error)));
  try {
    await Promise.all([buildSkill(process.cwd()), buildTriggers(process.cwd())]);
    await import("../main");
    const root = process.cwd();
    keepLocalStatesPrivate(resolve(root, process.env.CDKTF_OUTDIR ?? "cdktf.out"), root);
  } catch (error) {
    fail(synthFailure(error));
  }
  isDone = true;
}

function fail(text: string): void {
  process.stderr.write(`${plainOutput(text)}\n`);
  process.exitCode = 1;
}

void synth();
