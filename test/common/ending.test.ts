/** Every command ends soon after a signal, however it reaches it, and leaves nothing behind. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../local/fixtures";

const COMMAND = [join(root, "build/run.cjs"), "test/common/ending-command.ts"];
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) {
    child.kill("SIGKILL");
  }
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** What it has written to stderr. */
  readonly errors: () => string;
}

async function start(command: string, args: readonly string[], env: object = {}): Promise<Started> {
  const { npm_lifecycle_event: _, ...others } = process.env;
  const child = spawn(command, args, { cwd: root, env: { ...others, ...env }, stdio: ["pipe", "pipe", "pipe"] });
  running.push(child);
  const ended = once(child, "exit");
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  await once(child.stdout, "data");
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { child, ended, errors: () => errors };
}

/** Two seconds, and what a busy machine adds. */
const MAX_MS = 4000;

const within = async (ended: Promise<unknown>): Promise<void> => {
  const began = performance.now();
  await ended;
  expect(performance.now() - began).toBeLessThan(MAX_MS);
};

const WAYS = [
  "work that heeds no signal",
  "a pipe that never writes",
  "a pipe with a name that nobody opens",
  "a program that heeds no signal",
];

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// Several at once, here and below: what takes time is waiting.
test.concurrent.each(WAYS)(
  "a command with %s ends soon after any signal",
  async (way) => {
    const endings = SIGNALS.map(async (signal) => {
      const { child, ended } = await start(process.execPath, [...COMMAND, way]);
      child.kill(signal);
      await within(ended);
      return [signal, child.exitCode];
    });
    expect(await Promise.all(endings)).toEqual(SIGNALS.map((signal) => [signal, 130]));
  },
  20_000,
);

test.concurrent("a command that is done does not wait for a connection that nobody needs any more", async () => {
  const { child, ended } = await start(process.execPath, [...COMMAND, "a server that accepts and never answers"]);
  await within(ended);
  expect(child.exitCode).toBe(0);
}, 20_000);

test.concurrent.each(["SIGTERM", "SIGKILL"] as const)(
  "a command under npm ends, with its children, when its shell is ended by %s and hands nothing on",
  async (signal) => {
    const way = "a program that heeds no signal";
    const line = `"${process.execPath}" "${COMMAND.join('" "')}" "${way}"; true`;
    const { child, ended, errors } = await start("sh", ["-c", line], { npm_lifecycle_event: "demo" });
    while (!/\d/.test(errors())) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const grandchild = Number(/\d+/.exec(errors())?.[0]);
    child.kill(signal);
    await ended;
    const began = performance.now();
    // The command holds the pipe of its standard output until it ends.
    await once(child, "close");
    expect(performance.now() - began).toBeLessThan(MAX_MS);
    expect(grandchild).toBeGreaterThan(1);
    expect(() => process.kill(grandchild, 0)).toThrow(/ESRCH/);
  },
  20_000,
);

// A device of Linux's, on which every write fails.
(existsSync("/dev/full") ? test.concurrent : test.skip)(
  "a command on a full disk says so in a sentence",
  async () => {
    const { child, ended, errors } = await start(process.execPath, [...COMMAND, "a disk that is full"]);
    await within(ended);
    expect([child.exitCode, errors().trim()]).toEqual([
      3,
      expect.stringMatching(/^The disk is full \(ENOSPC.*Make room/),
    ]);
  },
  20_000,
);

const UNDER_NPM = { npm_lifecycle_event: "demo" };
const LINE = `"${process.execPath}" "${COMMAND.join('" "')}" "a pipe that never writes"; true`;

test.concurrent("a command under npm ends when npm alone is ended, and the shell between the two stays", async () => {
  const npm = `require("node:child_process").spawn("sh", ["-c", process.argv[1]], { stdio: "inherit" })`;
  const { child } = await start(process.execPath, ["-e", npm, LINE], UNDER_NPM);
  child.kill("SIGKILL");
  await within(once(child, "close")); // the pipe of its standard output is the command's as well
}, 20_000);

test.concurrent("a command under npm ends whenever npm does, while it is being compiled too", async () => {
  const ended = [100, 250, 400, 600].map(async (milliseconds) => {
    const child = spawn("sh", ["-c", LINE], { cwd: root, env: { ...process.env, ...UNDER_NPM } });
    running.push(child);
    child.stdout.resume();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill("SIGTERM");
    await once(child, "close");
  });
  await within(Promise.all(ended));
}, 20_000);

test.concurrent("npm hands each signal to the command itself, and to no shell", async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "scripts-"));
  const names = ["demo", "simulator", "emulator"];
  // What npm starts, with another command in it.
  const lineOf = (name: string): string =>
    scripts[name].replace(/build\/run\.cjs \S+$/, `"${COMMAND.join('" "')}" "a pipe that never writes"`);
  const lines = Object.fromEntries(names.map((name) => [name, lineOf(name)]));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: lines }));
  const endings = names.map(async (name) => {
    const { child, ended } = await start("npm", ["run", "--silent", "--prefix", folder, name]);
    child.kill("SIGINT");
    await within(ended);
  });
  await Promise.all(endings);
  rmSync(folder, { recursive: true });
}, 20_000);

test.concurrent("two signals at once are one, as npm hands on what a terminal has sent already", async () => {
  const { child, ended, errors } = await start(process.execPath, [...COMMAND, "a pipe that never writes"]);
  child.kill("SIGINT");
  child.kill("SIGINT");
  await within(ended);
  expect([child.exitCode, errors().trim()]).toEqual([130, "Interrupted."]);
}, 20_000);
