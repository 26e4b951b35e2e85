import { join } from "node:path";
import type { Environment } from "../common/child-process";
import { membersOf } from "../common/json";
import { readJsonObject } from "../common/json-object-file";
import { messageOf } from "../common/problem";
import type { Secrets } from "../common/secrets";
import type { TerraformBinary } from "./binary";
import { stacksFolder } from "./stack-outputs";
import type { StackPlan } from "./stack-plan";
import { initStack, planStack } from "./stack-plan";
import { isRefusal, planUnprotected } from "./unprotected-plan";

export interface PlanStacksOptions {
  readonly binary: TerraformBinary;
  /** By name, the stacks' folders. */
  readonly stacks: Readonly<Record<string, string>>;
  /** Terraform's whole environment. */
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly secrets: Secrets;
  /** Where the plans are saved. They hold secrets: a folder that only this user can read. */
  readonly plansFolder: string;
  /** How many are planned at once; each takes about 700 MB of memory. */
  readonly parallel: number;
  /** `readonly` refuses a provider that the lock file does not name. */
  readonly lockfile?: "readonly";
  /** Called with what is being done, in a few words. */
  readonly onProgress?: (text: string) => void;
}

/** A stack's plan, or why there is none; of a change that Terraform refuses, what the plan would be. */
export type PlannedStack =
  | ({ readonly name: string; readonly folder: string } & StackPlan)
  | {
      readonly name: string;
      readonly folder: string;
      readonly failure: string;
      readonly refused?: Pick<StackPlan, "configuration" | "json">;
    };

/** The stacks of the last synth, by name. */
export function stackNames(root: string): readonly string[] {
  const manifest = join(stacksFolder(root), "..", "manifest.json");
  return [...membersOf(readJsonObject(manifest, "Synthesize the stacks: npx cdktf synth").stacks).keys()];
}

/** Best effort: when this plan fails, the refusal itself is reported. */
async function withoutProtection(
  options: PlanStacksOptions,
  { name, folder }: { readonly name: string; readonly folder: string },
): Promise<Pick<StackPlan, "configuration" | "json"> | undefined> {
  options.onProgress?.(`plan ${name} without its protection, to see what it would do`);
  try {
    return await planUnprotected({ ...options, folder, copy: join(options.plansFolder, `${name}-unprotected`) });
  } catch {
    options.signal.throwIfAborted();
    return undefined;
  }
}

/**
 * Plans stacks, several at a time, from what was synthesized. One that cannot be planned does not keep the others from
 * it; an interrupt does.
 */
export async function planStacks(options: PlanStacksOptions): Promise<readonly PlannedStack[]> {
  const { parallel, signal, onProgress = () => {} } = options;
  const stacks = Object.entries(options.stacks).map(([name, folder]) => ({ name, folder }));
  const planned: PlannedStack[] = [];
  const attempt = async (stack: (typeof stacks)[number], work: () => Promise<StackPlan>): Promise<PlannedStack> => {
    try {
      return { ...stack, ...(await work()) };
    } catch (error) {
      signal.throwIfAborted();
      const failure = messageOf(error);
      return { ...stack, failure, ...(isRefusal(failure) && { refused: await withoutProtection(options, stack) }) };
    }
  };
  const queue = [...stacks];
  // Terraform's plugin cache is not made for two at once: preparing is one after the other, planning is not.
  let preparing: Promise<unknown> = Promise.resolve();
  const worker = async (): Promise<void> => {
    for (let stack = queue.shift(); stack !== undefined; stack = queue.shift()) {
      const { name, folder } = stack;
      const result = await attempt(stack, async () => {
        const prepared = preparing.then(() => {
          onProgress(`init ${name}`);
          return initStack({ ...options, folder }, options.lockfile);
        });
        preparing = prepared.catch(() => {});
        const terraform = await prepared;
        onProgress(`plan ${name}`);
        return planStack({ ...options, folder }, join(options.plansFolder, `${name}.tfplan`), terraform);
      });
      planned.push(result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, worker));
  return stacks.flatMap(({ name }) => planned.filter((it) => it.name === name));
}
