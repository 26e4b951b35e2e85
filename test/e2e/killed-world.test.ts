/** Emulator, demo and simulator, killed at any moment: nothing of theirs goes on or is left, and the next start works. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { freePort } from "../../local/loopback-port";
import { execute, ROOT } from "./world";

jest.setTimeout(120_000);

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = makeTemporaryFolder("killed world");
  temporary = join(folder, "two words");
  mkdirSync(temporary);
});
afterEach(() => removeFolder(folder));

/** Of what is asked of it, `node` is the command itself, and `npm` what a person has started. */
type By = "node" | "npm";

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function start(by: By, script: string, ...args: readonly string[]): Started {
  const command = by === "npm" ? ["npm", "run", script, "--"] : [process.execPath, "build/run.cjs", `cli/${script}.ts`];
  const [program = "", ...rest] = [...command, ...args];
  const child = spawn(program, rest, {
    cwd: ROOT,
    env: { ...process.env, npm_lifecycle_event: undefined, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

async function until(holds: () => Promise<boolean> | boolean, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await holds()) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** What runs with this test's temporary folder: a provider has it in its environment alone. */
async function running(): Promise<readonly string[]> {
  if (!existsSync("/proc/self/environ")) {
    const { stdout } = await execute("ps", ["-eo", "args"], process.env);
    return stdout.split("\n").filter((line) => line.includes(temporary));
  }
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const [environment, args] = ["environ", "cmdline"].map((file) => readFileSync(`/proc/${pid}/${file}`, "utf8"));
      return `${environment}${args}`.includes(temporary) ? [`${args}`] : [];
    } catch {
      return []; // no process, or gone meanwhile
    }
  });
}

/** Kills it so long after it has printed that, and makes sure that it is gone soon, with all that it had. */
async function killed({ child, output }: Started, text: string, signal: NodeJS.Signals, laterMs = 0): Promise<void> {
  expect({ reached: await until(() => output().includes(text), 90), output: output() }).toMatchObject({
    reached: true,
  });
  await new Promise((resolve) => setTimeout(resolve, laterMs));
  const closed = once(child, "close");
  child.kill(signal);
  await until(async () => (await running()).length === 0 && readdirSync(temporary).length === 0, 8);
  expect({ running: await running(), left: readdirSync(temporary) }).toEqual({ running: [], left: [] });
  await closed;
}

const UP = "In another terminal";

test.each([
  ["node", "SIGKILL"],
  ["npm", "SIGKILL"],
  ["npm", "SIGTERM"],
] as const)(
  "the emulator, by a signal to %s (%s), frees its port, on which the next one listens",
  async (by, signal) => {
    const port = String(await freePort());
    await killed(start(by, "emulator", "--port", port), UP, signal);
    await killed(start("node", "emulator", "--port", port), UP, "SIGTERM");
  },
);

test.each([300, 600, 900])("the emulator, killed %i ms after its start", async (milliseconds) => {
  await killed(start("node", "emulator"), "", "SIGKILL", milliseconds);
});

test("the demo, killed while Terraform plans, and so has the provider under way", async () => {
  await killed(start("node", "demo"), "✓ terraform init", "SIGKILL", 1500);
});

test("the simulator, ended by SIGTERM to npm while Terraform applies", async () => {
  await killed(start("npm", "simulator"), "✓ terraform plan", "SIGTERM", 1500);
});
