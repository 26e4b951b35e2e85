import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../common/child-process";
import { textAt } from "../common/json";
import { readJsonObject } from "../common/json-object-file";
import { WrongUse } from "../common/problem";
import type { Secrets } from "../common/secrets";
import { findTerraform } from "./binary";
import { Terraform } from "./terraform";
import { refuseWorkspace } from "./workspace";

export interface StackOutputsOptions {
  /** The stack's folder, with its `cdk.tf.json`. */
  readonly folder: string;
  /** Terraform's whole environment: credentials, endpoint, `TF_CLI_CONFIG_FILE`. */
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly secrets: Secrets;
}

/**
 * Reads a stack's outputs from its state: `terraform output -json`, which changes nothing and starts no provider.
 *
 * @returns by name, the values, the sensitive ones included; empty before the first apply
 * @throws WrongUse when another workspace than the default is selected: its state is another one
 */
export async function readStackOutputs(options: StackOutputsOptions): Promise<Readonly<Record<string, unknown>>> {
  refuseWorkspace(options.folder, options.env);
  const binary = await findTerraform(options.env, options.signal);
  return new Terraform({ binary, ...options }).output();
}

/**
 * The folder of an environment's stack, as `cdktf.json` of the project says.
 *
 * @throws WrongUse when there is none: not synthesized, or misspelled
 */
export function stackFolder(root: string, environment: string): string {
  const stacks = stacksFolder(root);
  const folder = join(stacks, environment);
  if (existsSync(join(folder, "cdk.tf.json"))) {
    return folder;
  }
  const synthesized = existsSync(stacks) ? readdirSync(stacks).filter((name) => !name.startsWith(".")) : [];
  throw new WrongUse(
    `There is no stack "${environment}" in ${stacks}; there ${
      synthesized.length === 0 ? "is none" : `are ${synthesized.join(", ")}`
    }. Run \`npx cdktf synth\` first, or check the name.`,
  );
}

/** Where `cdktf.json` of the project says that the stacks are. */
export const stacksFolder = (root: string): string => join(root, outputFolder(root), "stacks");

function outputFolder(root: string): string {
  const file = join(root, "cdktf.json");
  return textAt(readJsonObject(file, "It is the project's: get it back from Git."), "output") ?? "cdktf.out";
}
