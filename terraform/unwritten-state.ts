import { chmodSync, existsSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
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
  const names = found.filter((it) => !it.isDirectory() && NAME.test(it.name)).map(({ name }) => name);
  const files = names.map((name) => join(folder, name));
  const real = files.filter((it) => existsSync(it)).map((it) => realpathSync(it));
  const file = real.find(isWhole) ?? real[0];
  if (file === undefined) {
    return undefined;
  }
  chmodSync(file, 0o600);
  return { file, fix: isWhole(file) ? fixOf(file, folder) : cutOff(file, folder) };
}

const isWhole = (file: string): boolean => isState(readFileSync(file, "utf8"));

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
      leaveWord(file, folder);
      return { file, fix: fixOf(file, folder) };
    } catch (error) {
      reasons.push(messageOf(error));
    }
  }
  throw new Problem(`The state that Terraform printed could not be kept: ${reasons.join(" ")}`);
}

/** Beside the stack the next command finds it, in place of what Terraform could write of it on a full disk. */
function leaveWord(file: string, folder: string): void {
  const own = join(folder, FILE);
  try {
    if (file !== own && existsSync(own) && !isWhole(own)) {
      rmSync(own);
    }
    if (dirname(file) !== folder) {
      symlinkSync(file, join(folder, basename(file)));
    }
  } catch {
    // The file is named in any case.
  }
}

/** A state that Terraform printed, and what else it printed there. */
export interface PrintedState {
  readonly text: string;
  readonly others: string;
}

/** @param output of an apply or destroy that failed: Terraform 1.11 prints it to stderr */
export function printedState(output: string): PrintedState | undefined {
  const closing = /^\}$/gm;
  let end = -1;
  for (const { index } of output.matchAll(/^\{$/gm)) {
    // Looked for once, however many braces stand before it.
    if (end < index) {
      closing.lastIndex = index;
      end = closing.exec(output)?.index ?? output.length;
    }
    const text = end === output.length ? "" : output.slice(index, end + 1);
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

const cutOff = (file: string, folder: string): string =>
  `${file} is what Terraform could write of the state of an apply that it could not write to its backend, as on a full disk: ` +
  "it is cut off, and what that apply made may be recorded nowhere. Make room, compare what is at AWS with " +
  `\`terraform -chdir=${folder} state list\`, import or delete what is not there, then remove the file.`;
