import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../common/child-process";
import { lastWill } from "../../common/last-will";
import { Problem } from "../../common/problem";
import { makeProjectFolder, PROJECT_FOLDER } from "../project-folder";

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

/**
 * Tells the project's other commands that a simulator is up.
 *
 * @returns what to call when it goes down
 */
export function announceSimulator(root: string, simulator: RunningSimulator): () => void {
  const file = join(makeProjectFolder(root), `simulator-${simulator.pid}.json`);
  // In one step, so that nobody reads half of it.
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(simulator, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  lastWill.addPath(file);
  return () => {
    rmSync(file, { force: true });
    lastWill.removePath(file);
  };
}

/**
 * The simulator that runs in the project, or undefined. What a killed one left behind does not count.
 *
 * @throws Problem when there are several
 */
export function findSimulator(root: string): RunningSimulator | undefined {
  const alive = announced(root).filter(({ pid }) => isAlive(pid));
  if (alive.length > 1) {
    const urls = alive.map(({ url }) => url).join(" and ");
    throw new Problem(`Several simulators run in this project: ${urls}. End all but one with Ctrl-C.`);
  }
  return alive[0];
}

function announced(root: string): readonly RunningSimulator[] {
  const folder = join(root, PROJECT_FOLDER);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /^simulator-\d+\.json$/.test(name)).flatMap((name) => read(join(folder, name)) ?? []);
}

function read(file: string): RunningSimulator | undefined {
  try {
    const simulator = JSON.parse(readFileSync(file, "utf8")) as RunningSimulator;
    return typeof simulator.stackFolder === "string" ? simulator : undefined;
  } catch {
    return undefined; // it went down meanwhile, or something else wrote here
  }
}
