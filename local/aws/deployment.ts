import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "../../common/child-environment";
import type { Cleanup } from "../../common/cleanup";
import { Problem } from "../../common/problem";
import type { Progress } from "../../common/progress";
import type { Secrets } from "../../common/secrets";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import { findTerraform } from "../../terraform/binary";
import { chooseProviderSource } from "../../terraform/cli-configuration";
import type { SynthesizedStack } from "../../terraform/synthesized-stack";
import { keepStateInside, readStack, skillIdOf, synthesize } from "../../terraform/synthesized-stack";
import { limitProviderRetries, Terraform } from "../../terraform/terraform";
import { definedVariables } from "../shell-exports";
import { makeWhatIsAdopted } from "./adopted-stack";
import type { BuiltFunction } from "./built-function";
import { readBuiltFunctions } from "./built-function";
import type { Emulator } from "./emulator/emulator";
import { startEmulator } from "./emulator/emulator";
import { existingIds, makeExisting, readExisting } from "./existing-pool";
import { keepProviderSecrets, newProviderSecrets } from "./provider-secrets";

export interface DeploymentOptions {
  /** The project's folder. */
  readonly root: string;
  /** The environment of `environments.ts` to deploy. Its own state is never touched. */
  readonly environment: string;
  /** Where moto is, or gets, installed if the machine has none. @default `.venv` of the project */
  readonly venv?: string;
  /** Whether the emulator may be left up at the end. */
  readonly keep: boolean;
  readonly progress: Progress;
  /** Gets what has to be undone at the end. */
  readonly cleanup: Cleanup;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** An environment that runs on an emulator of its own. */
export interface Deployment {
  readonly folder: string;
  readonly stack: SynthesizedStack;
  /** The stack's functions, as they were before anything was deployed. */
  readonly built: readonly BuiltFunction[];
  readonly emulator: Emulator;
  readonly terraform: Terraform;
  readonly terraformDescription: string;
  readonly accountLinking: AccountLinking;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Takes the emulator and the folder out of what is undone at the end.
   *
   * @returns the number of the process that ends the emulator when it is ended
   */
  leaveUp(): Promise<number>;
}

/**
 * Deploys an environment: finds the tools, synthesizes, starts an emulator, and applies the untouched stack with real
 * Terraform. What it starts is registered to be undone at the end.
 */
export async function deploy({
  root,
  progress,
  cleanup,
  secrets,
  signal,
  environment,
  venv,
}: DeploymentOptions): Promise<Deployment> {
  const folder = makeTemporaryFolder("alexa-cognito-demo");
  const keepFolder = cleanup.defer(`remove ${folder}`, () => removeFolder(folder));

  const { binary, source } = await progress.step("Find Terraform and the AWS provider", async (detail) => {
    const binary = await findTerraform(process.env, signal);
    const source = chooseProviderSource({ terraform: binary, folder });
    detail(`${binary.product} ${binary.version}, provider ${source.description}`);
    return { binary, source };
  });

  const { stack, built, existing, providerSecrets } = await progress.step("Synthesize the stacks", async (detail) => {
    const output = join(folder, "cdktf.out");
    await synthesize({ root, output, env: childEnvironment(process.env, source.environment), signal });
    const adopted = makeWhatIsAdopted(readStack(output, environment).folder);
    const stack = readStack(output, environment);
    const elsewhere = keepStateInside(stack, folder);
    skillIdOf(stack); // before a deployment that nobody could invoke, not after it
    limitProviderRetries(stack.folder);
    detail(
      [
        stack.name,
        ...(adopted.length === 0 ? [] : ["what it takes over at AWS is made here"]),
        ...(elsewhere === undefined ? [] : [`its state ${elsewhere} is left alone`]),
      ].join("; "),
    );
    const providerSecrets = newProviderSecrets(stack.folder);
    for (const secret of Object.values(providerSecrets.values)) {
      secrets.add(secret);
    }
    return { stack, built: readBuiltFunctions(stack.folder), existing: readExisting(stack), providerSecrets };
  });

  const { emulator, keepEmulator } = await progress.step("Start the AWS emulator", async (detail) => {
    const { region, accountId } = stack;
    const options = { root, venv, folder, region, accountId, existingIds: existingIds(existing), signal };
    const emulator = await startEmulator({ ...options, onProgress: detail });
    const keepEmulator = cleanup.defer("stop the emulator", () => emulator.stop());
    detail(emulator.description);
    return { emulator, keepEmulator };
  });

  if (existing !== undefined) {
    await progress.step("Make the user pool that exists at AWS", async (detail) => {
      await makeExisting(emulator.access, existing);
      detail(existingIds(existing).join(", "));
    });
  }

  await keepProviderSecrets(emulator.access, providerSecrets);

  const terraform = new Terraform({
    binary,
    secrets,
    signal,
    folder: stack.folder,
    env: childEnvironment(process.env, {
      ...emulator.environment,
      ...source.environment,
      ...providerSecrets.variables,
    }),
    // Everything that a hurried end could leave undone here is in the emulator, which ends with the demo.
    disposable: true,
  });
  const planFile = join(folder, "plan");
  await progress.step("terraform init", () => terraform.init());
  await progress.step("terraform plan", () => terraform.plan({ out: planFile }));
  const accountLinking = await progress.step("terraform apply", async () => {
    await terraform.apply(planFile);
    assertUnchanged(stack);
    const outputs = await terraform.output();
    const accountLinking = outputs[ACCOUNT_LINKING_OUTPUT] as AccountLinking;
    secrets.add(accountLinking.client_secret);
    return accountLinking;
  });
  return {
    folder,
    stack,
    built,
    emulator,
    terraform,
    accountLinking,
    terraformDescription: `${binary.product} ${binary.version}`,
    environment: {
      ...emulator.environment,
      ...definedVariables(source.environment),
      ...providerSecrets.variables,
    },
    leaveUp: async () => {
      const pid = await emulator.release();
      keepFolder();
      keepEmulator();
      return pid;
    },
  };
}

/** What was applied must be what was synthesized, to the byte. */
export function assertUnchanged({ folder, sha256 }: SynthesizedStack): void {
  const file = join(folder, "cdk.tf.json");
  if (createHash("sha256").update(readFileSync(file)).digest("hex") !== sha256) {
    throw new Problem(`${file} was changed after it was synthesized.`);
  }
}
