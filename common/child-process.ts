import type { ChildProcess, StdioOptions } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { lastWill } from "./last-will";
import { OutputFile } from "./output-file";
import { codeOf, messageOf, Problem, Unavailable } from "./problem";
import { makeTemporaryFolder, removeFolder } from "./temporary-folder";

export type Environment = Readonly<Record<string, string | undefined>>;

const running = new Set<ChildProcess>();

/** Those among them that were asked to end, and are given the time for it. */
const ending = new Set<ChildProcess>();

/** Those among them that go on when this process ends. */
const outliving = new Set<ChildProcess>();

export interface StartOptions {
  readonly cwd?: string;
  /** The whole environment of the child; nothing is inherited beside it. */
  readonly env: Environment;
  /** @default stdin empty, stdout and stderr as pipes */
  readonly stdio?: StdioOptions;
  /** Whether the files that it makes are for this user only. @default false */
  readonly privateFiles?: boolean;
  /**
   * Whether the program goes on to its end when this process is killed, and is never killed itself.
   * @default false: it ends with this process, however that ends
   */
  readonly outlives?: boolean;
}

/**
 * Starts a program in a process group of its own, so that a terminal's Ctrl-C does not reach it and so that it can
 * be ended together with whatever it started.
 */
export function start(command: string, args: readonly string[], options: StartOptions): ChildProcess {
  // A child takes its file mode mask over at the moment when it is started.
  const mask = options.privateFiles ? process.umask(0o077) : undefined;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env as NodeJS.ProcessEnv,
    stdio: options.stdio ?? ["ignore", "pipe", "pipe"],
    detached: true,
  });
  if (mask !== undefined) {
    process.umask(mask);
  }
  running.add(child);
  if (options.outlives) {
    outliving.add(child);
  } else if (child.pid !== undefined) {
    lastWill.addGroup(child.pid);
  }
  child.once("exit", (_, signal) => {
    forget(child);
    if (signal !== null) {
      // Killed, it could not end what it had started, such as a plugin.
      signalGroup(child, "SIGKILL");
    }
  });
  child.once("error", () => child.pid === undefined && running.delete(child));
  return child;
}

function forget(child: ChildProcess): void {
  for (const set of [running, ending, outliving]) {
    set.delete(child);
  }
  if (child.pid !== undefined) {
    lastWill.removeGroup(child.pid);
  }
}

/** Whether children were asked to end and have not ended yet. */
export const areChildrenEnding = (): boolean => ending.size > 0;

/** The numbers of the processes that go on when this one ends. */
export const outlivingChildren = (): readonly number[] => [...outliving].flatMap(({ pid }) => pid ?? []);

/** Whether the child has neither ended nor failed to start. */
export function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Whether there is a process of that number, of whomever. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Sends a signal to the child and everything in its process group. Does nothing once they are gone. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") {
      throw error;
    }
  }
}

/** Ends a child: `signal` first, and SIGKILL for the whole group when it has not ended within `graceSeconds`. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals, graceSeconds: number): Promise<void> {
  if (!isRunning(child)) {
    return; // its number may by now be another program's
  }
  const exited = once(child, "exit");
  ending.add(child);
  child.kill(signal);
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceSeconds * 1000);
  await exited;
  clearTimeout(timer);
  // Whatever the child left behind in its group, such as a plugin.
  signalGroup(child, "SIGKILL");
}

/** Kills every child that still runs, with its group, at once, but for those that go on when this process ends. */
export function killAllChildren(): void {
  for (const child of running) {
    if (!outliving.has(child)) {
      signalGroup(child, "SIGKILL");
    }
  }
}

export interface RunOptions extends StartOptions {
  /** Aborted when the program is to end early: it gets one SIGINT, and SIGKILL after `graceSeconds`. */
  readonly signal?: AbortSignal;
  /** @default 10 */
  readonly graceSeconds?: number;
  /** Its output goes into a file then, and it has all the time that it needs after the interrupt. @default false */
  readonly outlives?: boolean;
  /** Until when it has to end, in milliseconds. @default - it may take its time */
  readonly timeoutMs?: number;
  /** Called when the program was interrupted. */
  readonly onInterrupt?: () => void;
  /** Gets each line of stdout and stderr as it comes. */
  readonly onLine?: (line: string) => void;
  /** Gets what the program left, after an interrupt as well, when it is answered to nobody. */
  readonly onEnd?: (result: RunResult) => void;
}

/** Of a program that SIGKILL ended: what shells answer, too. */
export const KILLED = 128 + 9;

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and answers its exit code and output; a non-zero exit code is no error here.
 *
 * @throws Unavailable when the program does not exist, may not be run, or does not end in time
 * @throws Problem when it writes more than can be kept
 * @throws the signal's reason when it was aborted, after the program has ended
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  options.signal?.throwIfAborted();
  const { child, stdout, stderr, remove } = options.outlives
    ? startIntoFiles(command, args, options)
    : startIntoPipes(command, args, options);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", (error) => reject(couldNotStart(command, error)));
    child.once("close", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? KILLED : 1)));
  });
  const onAbort = (): void => {
    options.onInterrupt?.();
    void (options.outlives ? interrupt(child) : stop(child, "SIGINT", options.graceSeconds ?? 10));
  };
  options.signal?.addEventListener("abort", onAbort, { once: true });
  let isLate = false;
  const late = (): void => {
    isLate = true;
    void stop(child, "SIGTERM", 1);
  };
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(late, options.timeoutMs);
  try {
    const exitCode = await ended;
    options.onEnd?.({ exitCode, stdout: stdout(), stderr: stderr() });
    options.signal?.throwIfAborted();
    if (isLate) {
      throw new Unavailable(`${[command, ...args].join(" ")} did not end within ${(options.timeoutMs ?? 0) / 1000} s.`);
    }
    return { exitCode, stdout: stdout(), stderr: stderr() };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", onAbort);
    remove();
  }
}

interface Started {
  readonly child: ChildProcess;
  /** What it has written. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly remove: () => void;
}

function startIntoPipes(command: string, args: readonly string[], options: RunOptions): Started {
  const child = start(command, args, options);
  const tooMuch = (): void => void stop(child, "SIGTERM", 1);
  const stdout = collect(child.stdout, tooMuch, options.onLine);
  const stderr = collect(child.stderr, tooMuch, options.onLine);
  return { child, stdout, stderr, remove: () => {} };
}

function startIntoFiles(command: string, args: readonly string[], options: RunOptions): Started {
  const folder = makeTemporaryFolder("output");
  lastWill.removePath(folder); // a state that can be written nowhere else is printed
  const [stdout, stderr] = [
    new OutputFile(join(folder, "stdout"), options.onLine),
    new OutputFile(join(folder, "stderr"), options.onLine),
  ];
  const child = start(command, args, { ...options, stdio: ["ignore", stdout.descriptor, stderr.descriptor] });
  stdout.opened();
  stderr.opened();
  return { child, stdout: () => stdout.ended(), stderr: () => stderr.ended(), remove: () => removeFolder(folder) };
}

/** Asks a child once to end, and leaves the time to it. */
function interrupt(child: ChildProcess): void {
  if (isRunning(child)) {
    ending.add(child);
    child.kill("SIGINT");
  }
}

function couldNotStart(command: string, error: Error): Problem {
  switch (codeOf(error)) {
    case "ENOENT":
      return new Unavailable(`${command} was not found.`);
    case "EACCES":
      return new Unavailable(`${command} may not be run (permission denied).`);
    default:
      return new Problem(`${command} could not be started: ${messageOf(error)}`);
  }
}

/** Characters. A text of JavaScript has at most 2^29. */
const MAX_OUTPUT = 2 ** 28;

function collect(stream: NodeJS.ReadableStream | null, tooMuch: () => void, onLine?: (line: string) => void) {
  let text = "";
  let rest = "";
  let isTooMuch = false;
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    if (isTooMuch || text.length + chunk.length > MAX_OUTPUT) {
      isTooMuch = true;
      tooMuch();
      return;
    }
    text += chunk;
    if (onLine !== undefined) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(onLine);
    }
  });
  return (): string => {
    if (isTooMuch) {
      throw new Problem(`A program wrote more than ${MAX_OUTPUT / 2 ** 20} MiB, which is the most that is kept.`);
    }
    return text;
  };
}
