import { chmodSync } from "node:fs";
import type { Environment } from "../common/child-process";
import { valueAt } from "../common/json";
import { Problem } from "../common/problem";
import type { Secrets } from "../common/secrets";
import type { TerraformBinary } from "./binary";
import type { PlanPlace, SavedPlan } from "./saved-plan";
import { planPlace, readSavedPlan } from "./saved-plan";
import { readStackJson } from "./stack-json";
import { Terraform } from "./terraform";
import { findUnwrittenState } from "./unwritten-state";
import { refuseWorkspace } from "./workspace";

export interface StackPlanOptions {
  readonly binary: TerraformBinary;
  /** The stack's folder, with its `cdk.tf.json`. */
  readonly folder: string;
  /** Terraform's whole environment. */
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly secrets: Secrets;
}

/** A plan that was saved, and what it says. */
export interface StackPlan {
  readonly terraform: Terraform;
  readonly planFile: string;
  /** `terraform show -json` of it. */
  readonly json: unknown;
  /** The `cdk.tf.json` that it was made of. */
  readonly configuration: unknown;
  /** What it was made of beside, and for which place. */
  readonly basis: SavedPlan & PlanPlace;
  /** Whether a provider that somebody builds took part, to which no lock file applies. */
  readonly hasOverriddenProvider: boolean;
}

/** Prepares a stack's folder: provider and backend. Not to be done for two stacks at once that share a plugin cache. */
export async function initStack(options: StackPlanOptions, lockfile?: "readonly"): Promise<Terraform> {
  refuseUnwrittenState(options.folder);
  refuseWorkspace(options.folder, options.env);
  const terraform = new Terraform(options);
  await terraform.init({ lockfile, ...emulatedBackend(options) });
  return terraform;
}

/**
 * A state that Terraform could not write after an apply lies beside the stack, with the client's secret in it. A plan on
 * the older state would make again what is there.
 */
function refuseUnwrittenState(folder: string): void {
  const state = findUnwrittenState(folder);
  if (state !== undefined) {
    throw new Problem(state.fix);
  }
}

/** Plans a stack that was prepared, and saves the plan. */
export async function planStack(
  { folder, env }: Pick<StackPlanOptions, "env" | "folder">,
  planFile: string,
  terraform: Terraform,
): Promise<StackPlan> {
  const { hasOverriddenProvider } = await terraform.plan({ out: planFile });
  // It holds what the state holds, the client's secret too.
  chmodSync(planFile, 0o600);
  const saved = readSavedPlan(planFile);
  return {
    terraform,
    planFile,
    json: await terraform.show(planFile),
    configuration: saved.configuration,
    basis: { ...saved, ...planPlace(folder, env) },
    hasOverriddenProvider,
  };
}

/**
 * An emulator's S3 is reached by path, since no name server knows `{bucket}.127.0.0.1`. The standard endpoint variable
 * means that there is one.
 */
function emulatedBackend({ folder, env }: StackPlanOptions): { readonly backend?: Readonly<Record<string, string>> } {
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL ?? "";
  const isLocal = URL.canParse(endpoint) && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(endpoint).hostname);
  const backend = valueAt(readStackJson(folder), ["terraform", "backend", "s3"]);
  return isLocal && backend !== undefined ? { backend: { use_path_style: "true" } } : {};
}
