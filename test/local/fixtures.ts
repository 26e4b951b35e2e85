import { chmodSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { findExecutable } from "../../common/executable";
import { removeFolder } from "../../common/temporary-folder";

/** The project's folder, for code that is asked where it is. */
export const root = resolve(__dirname, "..", "..");

/** Interaction models that tests speak by; not the project's own, which are there to be edited. */
export const SKILL_PACKAGE = join(__dirname, "skill-package");

/** Runs `use` with a new empty folder, which is removed afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = newFolder();
  try {
    return await use(folder);
  } finally {
    removeFolder(folder);
  }
}

/** A new empty folder, with a space in its name; the caller removes it. */
export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "a test-")));
}

/** Writes a file and the folders it lies in. */
export function write(file: string, text: string | Uint8Array = ""): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Writes a shell script that stands for a program. */
export function writeProgram(folder: string, name: string, script: string): string {
  const file = write(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/**
 * `describe` for tests that need moto. Without it they are skipped, except in CI, where they then fail: there a skip
 * would be a hole.
 */
export const describeWithMoto =
  findExecutable("moto_server") !== undefined || process.env.CI === "true" ? describe : describe.skip;
