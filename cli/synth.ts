/** The app of `cdktf.json`: builds the zips, then the stacks, and keeps local states for their owner. */
import { resolve } from "node:path";
import { buildSkill } from "../build/bundle/skill";
import { buildTriggers } from "../build/bundle/triggers";
import { plainOutput } from "../common/plain-text";
import { messageOf, Problem } from "../common/problem";
import { keepLocalStatesPrivate } from "../terraform/local-state";

/** What the person who runs it can fix, and which says where by itself. */
const EXPECTED_ERRORS = ["InvalidEnvironmentsError", "BuildFailure"];

async function synth(): Promise<void> {
  let isDone = false;
  process.once("exit", (code) => isDone || fail(`process.exit(${code}) was called before the stacks were made.`));
  process.on("unhandledRejection", (error) => fail(describe(error)));
  try {
    await Promise.all([buildSkill(process.cwd()), buildTriggers(process.cwd())]);
    await import("../main");
    const root = process.cwd();
    keepLocalStatesPrivate(resolve(root, process.env.CDKTF_OUTDIR ?? "cdktf.out"), root);
  } catch (error) {
    fail(describe(error));
  }
  isDone = true;
}

function fail(text: string): void {
  process.stderr.write(`${plainOutput(text)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return messageOf(error);
  }
  const { message, name, stack = "" } = error;
  if (error instanceof Problem || EXPECTED_ERRORS.includes(name) || "errors" in error) {
    return message;
  }
  if ("code" in error && "path" in error) {
    return `${message}. dist/ and cdktf.out/ must be writable.`;
  }
  // A mistake in environments.ts shows by its place there; one of this project's own needs the whole trace.
  const place = /environments\.ts:\d+:\d+/.exec(stack)?.[0];
  return place === undefined ? stack : `${place}: ${name}: ${message}`;
}

void synth();
