import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeOf } from "../command/problem";

/** What `alexa-link … local` must know of a simulator that runs in the same project. */
export interface RunningSimulator {
  readonly pid: number;
  /** Where its page is. */
  readonly url: string;
  /** The environment of `environments.ts` that it deployed. */
  readonly environment: string;
  /** The folder of the deployed stack, with its state in reach. */
  readonly stackFolder: string;
  /** AWS's standard variables, and Terraform's: what a program needs to reach the emulator. */
  readonly variables: Readonly<Record<string, string>>;
  /** By host name, the origin on this machine that stands for it. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly smapi: SmapiAccess;
}

/** How to reach the stand-in for Amazon's Skill Management API. Made up at each start, and worth nothing elsewhere. */
export interface SmapiAccess {
  /** Of the API and of Login with Amazon. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** The folder of what this project's commands tell each other; git ignores it. */
const FOLDER = ".alexa-link";

const fileIn = (root: string): string => path.join(root, FOLDER, "simulator.json");

/**
 * Tells the project's other commands that a simulator is up; the last one that came up is the one they find.
 *
 * @returns what to call when it goes down
 */
export function announceSimulator(root: string, simulator: RunningSimulator): () => void {
  const file = fileIn(root);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // In one step, so that nobody reads half of it.
  const draft = `${file}.${simulator.pid}`;
  writeFileSync(draft, `${JSON.stringify(simulator, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return () => {
    if (read(root)?.pid === simulator.pid) {
      rmSync(file, { force: true });
    }
  };
}

/** The simulator that runs in the project, or undefined. What a killed one left behind does not count. */
export function findSimulator(root: string): RunningSimulator | undefined {
  const simulator = read(root);
  return simulator !== undefined && isAlive(simulator.pid) ? simulator : undefined;
}

function read(root: string): RunningSimulator | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(root), "utf8")) as RunningSimulator;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM"; // somebody else's process
  }
}
