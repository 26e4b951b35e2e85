import { dirname } from "node:path";
import type { Environment } from "../common/child-process";
import type { CommandContext } from "../common/command";
import { Problem, WrongUse } from "../common/problem";
import { Progress } from "../common/progress";
import { projectRoot } from "../common/project-root";
import { makeTemporaryFolder, removeFolder } from "../common/temporary-folder";
import { findTerraform } from "./binary";
import { stackFolder, stacksFolder } from "./stack-outputs";
import type { PlannedStack } from "./stacks";
import { planStacks, stackNames } from "./stacks";
import { synthesize } from "./synthesized-stack";
import { refuseWorkspace } from "./workspace";

/**
 * Synthesizes the stacks, unless `--no-synth` says that they are there.
 *
 * @param names none for all of them
 * @returns by name, the folders of those that were named
 * @throws WrongUse for an environment that there is not, and before anything runs for a Terraform workspace
 */
export async function synthesizedStacks(
  names: readonly string[],
  synth: boolean,
  { signal, cleanup }: CommandContext,
): Promise<Readonly<Record<string, string>>> {
  refuseWorkspace(undefined, process.env);
  const root = projectRoot([process.cwd()]);
  if (synth) {
    const home = makeTemporaryFolder("alexa-link");
    cleanup.defer(`remove ${home}`, () => removeFolder(home));
    const output = dirname(stacksFolder(root));
    await new Progress().step("Synthesize the stacks", () =>
      synthesize({ root, output, home, env: process.env, signal }),
    );
  }
  const known = stackNames(root);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new WrongUse(`There is no environment ${unknown.join(", ")}. There are: ${known.join(", ") || "none"}.`);
  }
  const chosen = names.length === 0 ? known : [...new Set(names)];
  if (chosen.length === 0) {
    throw new Problem("environments.ts has no environment: there is nothing to plan.");
  }
  return Object.fromEntries(chosen.map((name) => [name, stackFolder(root, name)]));
}

export interface PlannedStacksOptions {
  readonly parallel: number;
  /** `readonly` refuses a provider that the lock file does not name. */
  readonly lockfile?: "readonly";
  /** Terraform's whole environment. @default process.env */
  readonly env?: Environment;
}

/**
 * Plans stacks. The plans lie in a folder that is removed when the command ends: they hold what the state holds,
 * secrets too.
 */
export async function plannedStacks(
  stacks: Readonly<Record<string, string>>,
  { parallel, lockfile, env = process.env }: PlannedStacksOptions,
  { signal, secrets, cleanup }: CommandContext,
): Promise<readonly PlannedStack[]> {
  const binary = await findTerraform(env, signal);
  const plansFolder = makeTemporaryFolder("alexa-link");
  cleanup.defer(`remove ${plansFolder}`, () => removeFolder(plansFolder));
  return new Progress().step(
    `Plan ${Object.keys(stacks).join(", ")}`,
    (onProgress) => planStacks({ binary, stacks, env, signal, secrets, parallel, plansFolder, lockfile, onProgress }),
    (planned) => planned.some((stack) => "failure" in stack),
  );
}
