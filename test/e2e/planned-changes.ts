import { basename, join, resolve } from "node:path";
import { App } from "cdktf";
import type { EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import type { Terraform } from "../../terraform/terraform";
import { adaptToEmulator, ROOT } from "./world";

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** The plan that {@link plannedChanges} leaves, to be applied. */
export const planFileIn = (stackFolder: string): string => join(stackFolder, "it.plan");

/**
 * Synthesizes an environment and plans it.
 *
 * @param stackFolder `…/cdktf.out/stacks/{name}`
 * @param zip of the skill
 * @returns what the plan does, by the address of each resource that it changes
 */
export async function plannedChanges(
  stackFolder: string,
  terraform: Terraform,
  props: EnvironmentProps,
  zip = join(ROOT, "module/skill.zip"),
): Promise<Record<string, string>> {
  const outdir = resolve(stackFolder, "../..");
  const app = new App({ outdir, stackTraces: false });
  for (const environment of parseEnvironments([props])) {
    new SkillStack(app, basename(stackFolder), { environment, bundle: readSkillBundle(zip) });
  }
  app.synth();
  adaptToEmulator(stackFolder);
  await terraform.init();
  const planFile = planFileIn(stackFolder);
  await terraform.plan({ out: planFile });
  const { resource_changes = [] } = (await terraform.show(planFile)) as Plan;
  const changes = resource_changes.map(({ address, change }) => [address, change.actions.join()]);
  return Object.fromEntries(changes.filter(([, actions]) => actions !== "no-op"));
}
