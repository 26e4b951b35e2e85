/** A folder for what a run of Jest makes once for all of its test files; gone at its end. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isAlive } from "../common/child-process";

const VARIABLE = "TEST_RUN_FOLDER";
const SMALL_VARIABLE = "TEST_RUN_SMALL_FILES";
const PID_VARIABLE = "TEST_RUN_PID";

/** Jest's `globalSetup`: the processes in which it runs the tests inherit the variable. */
export default function makeRunFolder(): void {
  // Here Node finds the packages and the commands the project, as from the project's own folders.
  const parent = resolve(__dirname, "../node_modules/.cache");
  mkdirSync(parent, { recursive: true });
  const folder = newFolder(parent);
  process.env[VARIABLE] = folder;
  const small = newFolder(hasMemory(MEMORY) ? MEMORY : tmpdir());
  process.env[SMALL_VARIABLE] = small;
  process.env[PID_VARIABLE] = String(process.pid);
  process.once("exit", () => {
    for (const it of [folder, small]) {
      rmSync(it, { recursive: true, force: true });
    }
  });
}

/** Named by the process that removes it; what killed ones left behind goes first. */
function newFolder(parent: string): string {
  for (const name of readdirSync(parent)) {
    const [, pid] = /^test-run-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) {
      removeOld(join(parent, name));
    }
  }
  return mkdtempSync(join(parent, `test-run-${process.pid}-`));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Not a young one: in another container, its process may well live. */
function removeOld(folder: string): void {
  try {
    if (Date.now() - statSync(folder).mtimeMs > DAY_MS) {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // It is somebody else's, or gone meanwhile.
  }
}

/** Where Linux keeps files in memory. */
const MEMORY = "/dev/shm";

/** Bytes that small files may take, and more than that: in a container there may be little. */
const ROOM = 256 * 2 ** 20;

function hasMemory(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

export const runFolder = (): string => folderIn(VARIABLE);

/**
 * A new folder for a few small files that are written over and over, in memory where the system has it: on a disk they
 * take most of the time of what tests thousands of them. Gone with the run.
 */
export const smallFilesFolder = (name = "files-"): string => mkdtempSync(join(folderIn(SMALL_VARIABLE), name));

function folderIn(variable: string): string {
  const folder = process.env[variable];
  if (folder === undefined) {
    throw new Error(`${variable} is not set: the globalSetup of jest.config.js did not run`);
  }
  return folder;
}

/** The process of the run itself, and not of the worker that runs a test file. */
export function runPid(): number {
  return Number(process.env[PID_VARIABLE]);
}

/** The path of a file of the run, which the first test file that wants it makes, while others wait. */
export async function oncePerRun(name: string, make: () => Promise<string>): Promise<string> {
  const claim = join(runFolder(), `${name}.claim`);
  for (;;) {
    const file = pathInRun(name);
    if (file !== undefined) {
      return file;
    }
    if (isClaimed(claim)) {
      try {
        return keep(name, await make());
      } finally {
        rmSync(claim, { force: true });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, CLAIM_LOOK_MS));
  }
}

/** How often it is looked whether another test file has made it. */
const CLAIM_LOOK_MS = 50;

/** Whether it is this process's now: nobody's before, or that of one that was killed. */
function isClaimed(claim: string): boolean {
  try {
    writeFileSync(claim, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isOfLiving(claim)) {
      rmSync(claim, { force: true });
    }
    return false;
  }
}

/** What cannot be read, or holds nothing yet, changes at this moment. */
function isOfLiving(claim: string): boolean {
  try {
    const pid = readFileSync(claim, "utf8");
    return pid === "" || isAlive(Number(pid));
  } catch {
    return true;
  }
}

/** The same, for what is made at once. */
export function oncePerRunSync(name: string, make: () => string): string {
  return pathInRun(name) ?? keep(name, make());
}

function pathInRun(name: string): string | undefined {
  const file = join(runFolder(), name);
  return existsSync(file) ? file : undefined;
}

/** Two test files may do so at the same time: each sees a whole file or none. */
function keep(name: string, text: string): string {
  const file = join(runFolder(), name);
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text);
  renameSync(own, file);
  return file;
}
