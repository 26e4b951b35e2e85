/** A folder for what a run of Jest makes once for all of its test files; gone at its end. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const VARIABLE = "TEST_RUN_FOLDER";
const PID_VARIABLE = "TEST_RUN_PID";

/** Jest's `globalSetup`: the processes in which it runs the tests inherit the variable. */
export default function makeRunFolder(): void {
  // Here Node finds the packages and the commands the project, as from the project's own folders.
  const parent = resolve(__dirname, "../node_modules/.cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "test-run-"));
  process.env[VARIABLE] = folder;
  process.env[PID_VARIABLE] = String(process.pid);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) {
    throw new Error(`${VARIABLE} is not set: the globalSetup of jest.config.js did not run`);
  }
  return folder;
}

/** The process of the run itself, and not of the worker that runs a test file. */
export function runPid(): number {
  return Number(process.env[PID_VARIABLE]);
}
