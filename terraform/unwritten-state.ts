import { chmodSync, existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isObject } from "../common/json";
import { messageOf, Problem } from "../common/problem";
import { writeSecretFile } from "../common/secret-file";

/** Where Terraform puts a state that it cannot write to its backend. */
const FILE = "errored.tfstate";

/** Terraform's name for it, and that of one that was kept here. */
const NAME = /^errored(-\d+)?\.tfstate$/;

/** The state of an apply that could not be written to its backend, with the client's secret in it. */
export interface UnwrittenState {
  /** Which only this user can read. */
  readonly file: string;
  /** What has to be done with it, in words. */
  readonly fix: string;
}

/** Such a state beside a stack, from this run or an earlier one. */
export function findUnwrittenState(folder: string): UnwrittenState | undefined {
  const found = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const name = found.find((it) => it.isFile() && NAME.test(it.name))?.name;
  if (name === undefined) {
    return undefined;
  }
  const file = join(folder, name);
  chmodSync(file, 0o600);
  return { file, fix: fixOf(file, folder) };
}

/**
 * Keeps the state that Terraform printed because it could write no file either: what it printed is the only copy.
 *
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/local/backend_apply.go (stateWriteConsoleFallbackError)
 *
 * @throws Problem when it can be written nowhere
 */
export function keepPrintedState({ text }: PrintedState, folder: string): UnwrittenState {
  const reasons: string[] = [];
  const another = `errored-${Date.now()}.tfstate`;
  // The stack's folder has just refused a file; perhaps only that one, or for that moment.
  for (const file of [join(folder, FILE), join(folder, another), join(tmpdir(), another)]) {
    try {
      writeSecretFile(file, text);
      return { file, fix: fixOf(file, folder) };
    } catch (error) {
      reasons.push(messageOf(error));
    }
  }
  throw new Problem(`The state that Terraform printed could not be kept: ${reasons.join(" ")}`);
}

/** A state that Terraform printed, and what else it printed there. */
export interface PrintedState {
  readonly text: string;
  readonly others: string;
}

/** @param output of an apply or destroy that failed: Terraform 1.11 prints it to stderr */
export function printedState(output: string): PrintedState | undefined {
  for (const { index } of output.matchAll(/^\{$/gm)) {
    const end = /^\}$/m.exec(output.slice(index));
    const text = end === null ? "" : output.slice(index, index + end.index + 1);
    if (isState(text)) {
      return { text: `${text}\n`, others: output.slice(0, index) + output.slice(index + text.length) };
    }
  }
  return undefined;
}

function isState(text: string): boolean {
  try {
    const state: unknown = JSON.parse(text);
    return isObject(state) && state.version === 4 && typeof state.lineage === "string";
  } catch {
    return false;
  }
}

const fixOf = (file: string, folder: string): string =>
  `${file} is the state of an apply that could not be written to its backend, and the only record of what the apply ` +
  "made; it holds the client's secret, and only you can read it. Write it, then remove the file: " +
  `terraform -chdir=${folder} state push ${file}`;
