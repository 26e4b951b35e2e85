import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AwsAccess } from "../../local/aws/aws-access";
import { runFolder, runPid } from "../run-folder";
import { root } from "./fixtures";

/**
 * An emulator for whatever can live beside other tests' pools; started once in each of Jest's workers, whose files run one
 * after another. A start costs seconds. Tests make pools of their own, with domains that nobody else takes.
 */
export async function sharedEmulator(): Promise<AwsAccess> {
  const file = join(runFolder(), `emulator-${process.env.JEST_WORKER_ID}.json`);
  if (!existsSync(file)) {
    writeFileSync(file, JSON.stringify(await start()), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8")) as AwsAccess;
}

async function start(): Promise<AwsAccess> {
  const child = fork(join(root, "build/run.cjs"), ["test/local/emulator-process.ts", String(runPid())], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const access = await Promise.race([once(child, "message"), once(child, "exit").then(() => undefined)]);
  if (access === undefined) {
    throw new Error(`the emulator of this worker did not start: ${errors}`);
  }
  child.stderr?.destroy();
  child.unref();
  return access[0] as AwsAccess;
}
