import { cpSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "../../common/child-environment";
import type { CommandContext } from "../../common/command";
import { Problem } from "../../common/problem";
import type { Progress } from "../../common/progress";
import { startEmulator } from "../../local/aws/emulator/emulator";
import { findTerraform } from "../../terraform/binary";
import { chooseProviderSource } from "../../terraform/cli-configuration";
import type { SynthesizedStack } from "../../terraform/synthesized-stack";
import { limitProviderRetries, Terraform } from "../../terraform/terraform";
import type { ProjectCopy } from "./project-copy";

export interface MigrationOptions extends CommandContext {
  /** The project's folder. */
  readonly root: string;
  /** For plans and logs. They hold secrets: a folder that only this user can read. */
  readonly folder: string;
  /** What CDKTF made of the environment to deploy; its state must be a local file. */
  readonly stack: SynthesizedStack;
  /** What CDK Terrain made. */
  readonly terrain: ProjectCopy;
  readonly progress: Progress;
}

/**
 * Applies CDKTF's stack to an emulator, puts CDK Terrain's in its place, and plans: nothing may change. Answers how
 * many resources were deployed.
 *
 * @throws Unavailable when Terraform, the provider or an emulator cannot be had
 * @throws Problem with the addresses that would change
 */
export async function assertEmptyPlan(options: MigrationOptions): Promise<number> {
  const { root, folder, stack, terrain, progress, cleanup, secrets, signal } = options;
  const binary = await findTerraform(process.env, signal);
  const source = chooseProviderSource({ terraform: binary, folder });
  const emulator = await progress.step("Start the AWS emulator", async (detail) => {
    const { region, accountId } = stack;
    const started = await startEmulator({ root, folder, region, accountId, signal, onProgress: detail });
    cleanup.defer("stop the emulator", () => started.stop());
    detail(started.description);
    return started;
  });
  const env = childEnvironment(process.env, { ...emulator.environment, ...source.environment });
  // Everything that a hurried end could leave undone here is in the emulator.
  const terraform = new Terraform({ binary, folder: stack.folder, env, signal, secrets, disposable: true });

  limitProviderRetries(stack.folder);
  const resources = await progress.step(`Deploy CDKTF's ${stack.name}`, async (detail) => {
    const planFile = join(folder, "cdktf.tfplan");
    await terraform.init();
    await terraform.plan({ out: planFile });
    await terraform.apply(planFile);
    const managed = (await terraform.stateList()).filter((address) => !address.startsWith("data."));
    detail(`${managed.length} resources, ${binary.product} ${binary.version}, provider ${source.description}`);
    if (managed.length === 0) {
      throw new Problem(`${stack.folder} holds no resource, so its plan can prove nothing.`);
    }
    return managed.length;
  });
  await progress.step(`Plan CDK Terrain's ${stack.name} on it`, async (detail) => {
    cpSync(join(terrain.output, "stacks", stack.name), stack.folder, { recursive: true });
    const planFile = join(folder, "cdktn.tfplan");
    await terraform.init();
    const { changes } = await terraform.plan({ out: planFile });
    if (changes) {
      throw new Problem(changesText(await terraform.show(planFile), stack.name));
    }
    detail("no changes");
  });
  return resources;
}

/** What is read of a plan in Terraform's JSON format. */
interface PlanJson {
  readonly resource_changes?: readonly { readonly address: string; readonly change: Change }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

interface Change {
  readonly actions: readonly string[];
}

/** Addresses only: values may be secret. */
function changesText(plan: unknown, stack: string): string {
  const { resource_changes = [], output_changes = {} } = plan as PlanJson;
  const outputs = Object.entries(output_changes).map(([name, change]) => ({ address: `output.${name}`, change }));
  const lines = [...resource_changes, ...outputs]
    .filter(({ change }) => change.actions.join() !== "no-op")
    .map(({ address, change }) => `${address}: ${change.actions.join(" then ")}`);
  return `On what CDKTF deployed, CDK Terrain's stack "${stack}" would change:\n\n${lines.join("\n")}`;
}
