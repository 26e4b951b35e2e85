import { randomBytes } from "node:crypto";
import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { codeOf, messageOf, notWritten, WrongUse } from "./problem";

/**
 * Writes a file that only this user can read (mode 0600), in one step: a file that stood there keeps its contents
 * until the new ones are complete, and its own, wider mode does not stay.
 *
 * @throws WrongUse when it cannot be written there; Unavailable when the disk is full
 */
export function writeSecretFile(file: string, text: string): void {
  const target = resolve(file);
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}`);
  try {
    assertPlainFile(target);
    writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error instanceof WrongUse ? error : notWritten(file, error, whyNot(error));
  }
}

/** A link would be replaced, and what it points to would stay as it was: hardly what anybody means. */
function assertPlainFile(target: string): void {
  try {
    if (!lstatSync(target).isFile()) {
      throw new WrongUse(`${target} is not a plain file. Name another, or remove it first.`);
    }
  } catch (error) {
    if (codeOf(error) !== "ENOENT") {
      throw error;
    }
  }
}

function whyNot(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    ENOENT: "its folder does not exist",
    ENOTDIR: "a part of its path is no folder",
    EACCES: "you may not write there",
  };
  return known[codeOf(error) ?? ""] ?? messageOf(error);
}
