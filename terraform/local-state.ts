import { chmodSync, closeSync, existsSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { textAt, valueAt } from "../common/json";
import { readStackJson } from "./stack-json";

/** Reading a stack's JSON takes as long as writing it: only of those that may have such a state. */
const MAY_BE_LOCAL = /"backend": \{\s*"local"/;

/**
 * Makes the local states of synthesized stacks files that only their owner can read: a state holds the client's secret
 * in clear. Terraform writes into a file that is there and leaves its mode alone, and takes an empty one for no state;
 * a new one it would make readable for everybody (mode 0666, less the umask).
 *
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/filesystem.go
 *
 * @param output the folder that cdktf wrote
 * @param root the project's folder; a state outside of it is left alone
 */
export function keepLocalStatesPrivate(output: string, root: string): void {
  const stacks = join(output, "stacks");
  for (const name of existsSync(stacks) ? readdirSync(stacks) : []) {
    const state = localState(join(stacks, name));
    if (state !== undefined && !relative(root, state).startsWith("..") && existsSync(dirname(state))) {
      makePrivate(state);
      // Terraform makes a backup when there was a state before.
      if (statSync(state).size > 0) {
        makePrivate(`${state}.backup`);
      }
    }
  }
}

function localState(folder: string): string | undefined {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file) || !MAY_BE_LOCAL.test(readFileSync(file, "utf8"))) {
    return undefined;
  }
  const path = textAt(valueAt(readStackJson(folder), ["terraform", "backend", "local"]), "path");
  // With a zero character it is no path, as Terraform says too.
  return path === undefined || path.includes("\0") ? undefined : resolve(folder, path);
}

function makePrivate(file: string): void {
  closeSync(openSync(file, "a", 0o600));
  if ((statSync(file).mode & 0o077) !== 0) {
    chmodSync(file, 0o600);
  }
}
