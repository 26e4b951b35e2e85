import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { AccountLinking } from "../constructs/account-linking";
import { childEnvironment } from "./child-environment";
import type { Cleanup } from "./cleanup";
import { CognitoDomain } from "./cognito-domain/server";
import type { Turn } from "./conversation";
import { converse } from "./conversation";
import { createUser } from "./demo-user";
import type { Emulator } from "./emulator/emulator";
import { startEmulator } from "./emulator/emulator";
import { fetchFunction, isInvocableBy } from "./lambda-runtime/deployed-function";
import { LambdaRuntime } from "./lambda-runtime/lambda-runtime";
import { Problem } from "./problem";
import type { Progress } from "./progress";
import type { Secrets } from "./secrets";
import { definedVariables } from "./shell-exports";
import type { SynthesizedStack } from "./synthesized-stack";
import { assertStateInside, readStack, synthesize } from "./synthesized-stack";
import { makeTemporaryFolder, removeFolder } from "./temporary-folder";
import { findTerraform } from "./terraform/binary";
import { chooseProviderSource } from "./terraform/cli-configuration";
import { limitProviderRetries, Terraform } from "./terraform/terraform";

export interface DemoOptions {
  /** The project's folder. */
  readonly root: string;
  /** The environment of `environments.ts` to deploy; its state must be a local file. */
  readonly environment: string;
  /** Whether the emulator stays up, with the stack deployed. */
  readonly keep: boolean;
  readonly progress: Progress;
  /** Gets what has to be undone at the end. */
  readonly cleanup: Cleanup;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

export interface DemoResult {
  readonly environment: string;
  readonly terraform: string;
  readonly emulator: string;
  readonly function: { readonly arn: string; readonly version: string; readonly codeSha256: string };
  readonly user: { readonly email: string; readonly givenName: string };
  readonly turns: readonly Turn[];
  readonly seconds: number;
  /** With `keep`: how to reach what was left up. */
  readonly kept?: Kept;
}

export interface Kept {
  readonly folder: string;
  readonly stackFolder: string;
  readonly pid: number;
  /** What another program needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The main job on one machine: deploys an environment with real Terraform to an AWS emulator, signs a user in, fetches
 * the deployed function back, and has Alexa's requests answered by it.
 */
export async function demo(options: DemoOptions): Promise<DemoResult> {
  const { progress, secrets } = options;
  const began = Date.now();
  const deployed = await deploy(options);
  const { emulator, terraform, stack, accountLinking, folder } = deployed;
  const skillId = accountLinking.skill_ids[0];
  if (skillId === undefined) {
    throw new Problem(
      `The environment "${stack.name}" has no skill id, so no skill may invoke the function. Add one to ` +
        "alexa.skillIds in environments.ts; for this, any id of the right form will do.",
    );
  }

  const { user, accessToken, domain } = await progress.step("Sign Ada in", () => signIn(deployed, options));

  const { runtime, fetched } = await progress.step("Fetch the deployed function back", async (detail) => {
    const fetched = await fetchFunction({
      endpoint: emulator.url,
      region: stack.region,
      arn: accountLinking.function_arns.NA,
      folder,
    });
    if (!(await isInvocableBy({ ...fetched, endpoint: emulator.url }, "alexa-appkit.amazon.com", skillId))) {
      throw new Problem(`The policy of ${fetched.arn} does not let Alexa invoke it for the skill ${skillId}.`);
    }
    const hosts = [accountLinking.issuer, accountLinking.user_info_uri].map((uri) => new URL(uri).host);
    const runtime = new LambdaRuntime({ function: fetched, root: options.root, redirects: domain.redirects(hosts) });
    options.cleanup.defer("end the function's process", () => runtime.stop());
    detail(`version ${fetched.version}, ${(fetched.codeSizeBytes / 1000).toFixed(1)} KB`);
    return { runtime, fetched };
  });

  const turns = await progress.step("Talk to the skill", () =>
    converse({ runtime, skillId, accessToken, givenName: user.givenName }),
  );

  assertUnchanged(stack);
  if (options.keep) {
    deployed.leaveUp();
  } else {
    await progress.step("terraform destroy", () => terraform.destroy());
  }
  const { arn, version, codeSha256 } = fetched;
  return {
    environment: stack.name,
    terraform: deployed.terraformDescription,
    emulator: emulator.description,
    function: { arn, version, codeSha256 },
    user: { email: user.email, givenName: user.givenName },
    turns: turns.map((turn) => ({ ...turn, alexa: { ...turn.alexa, speech: secrets.hide(turn.alexa.speech) } })),
    seconds: Math.round((Date.now() - began) / 100) / 10,
    ...(options.keep
      ? { kept: { folder, stackFolder: stack.folder, pid: emulator.pid, environment: deployed.environment } }
      : {}),
  };
}

interface Deployed {
  readonly folder: string;
  readonly stack: SynthesizedStack;
  readonly emulator: Emulator;
  readonly terraform: Terraform;
  readonly terraformDescription: string;
  readonly accountLinking: AccountLinking;
  readonly environment: Readonly<Record<string, string>>;
  /** Takes the emulator and the folder out of what is undone at the end. */
  leaveUp(): void;
}

async function deploy({ root, keep, progress, cleanup, secrets, signal, ...options }: DemoOptions): Promise<Deployed> {
  const folder = makeTemporaryFolder("alexa-cognito-demo");
  const keepFolder = cleanup.defer(`remove ${folder}`, () => removeFolder(folder));

  const { binary, source } = await progress.step("Find Terraform and the AWS provider", async (detail) => {
    const binary = await findTerraform(process.env, signal);
    const source = chooseProviderSource({ terraform: binary, folder });
    detail(`${binary.product} ${binary.version}, provider ${source.description}`);
    return { binary, source };
  });

  const stack = await progress.step("Synthesize the stacks", async (detail) => {
    const output = path.join(folder, "cdktf.out");
    await synthesize({ root, output, env: childEnvironment(process.env, source.environment), signal });
    const stack = readStack(output, options.environment);
    assertStateInside(stack, folder);
    limitProviderRetries(stack.folder);
    detail(stack.name);
    return stack;
  });

  const { emulator, keepEmulator } = await progress.step("Start the AWS emulator", async (detail) => {
    const { region, accountId } = stack;
    const emulator = await startEmulator({ root, folder, region, accountId, keep, signal, onProgress: detail });
    const keepEmulator = cleanup.defer("stop the emulator", () => emulator.stop());
    detail(emulator.description);
    return { emulator, keepEmulator };
  });

  const terraform = new Terraform({
    binary,
    secrets,
    signal,
    folder: stack.folder,
    env: childEnvironment(process.env, { ...emulator.environment, ...source.environment }),
    // Everything that a hurried end could leave undone here is in the emulator, which ends with the demo.
    interruptGraceSeconds: 10,
  });
  const planFile = path.join(folder, "plan");
  await progress.step("terraform init", () => terraform.init());
  await progress.step("terraform plan", () => terraform.plan({ out: planFile }));
  const accountLinking = await progress.step("terraform apply", async () => {
    await terraform.apply(planFile);
    assertUnchanged(stack);
    const outputs = await terraform.output();
    const contract = outputs.account_linking as AccountLinking;
    secrets.add(contract.client_secret);
    return contract;
  });
  return {
    folder,
    stack,
    emulator,
    terraform,
    accountLinking,
    terraformDescription: `${binary.product} ${binary.version}`,
    environment: { ...emulator.environment, ...definedVariables(source.environment) },
    leaveUp: () => {
      keepFolder();
      keepEmulator();
      emulator.release();
    },
  };
}

async function signIn({ emulator, stack, accountLinking }: Deployed, { cleanup, secrets }: DemoOptions) {
  const aws = { endpoint: emulator.url, region: stack.region };
  const poolId = new URL(accountLinking.issuer).pathname.slice(1);
  const user = await createUser(aws, poolId, { email: "ada@example.com", givenName: "Ada" });
  secrets.add(user.password);
  const domain = await CognitoDomain.start(aws);
  cleanup.defer("stop the Cognito domain", () => domain.stop());
  const accessToken = await domain.issueAccessToken({
    poolId,
    clientId: accountLinking.client_id,
    username: user.email,
    password: user.password,
    scopes: accountLinking.scopes,
  });
  return { user, domain, accessToken: secrets.add(accessToken) };
}

/** What was applied must be what was synthesized, to the byte. */
function assertUnchanged({ folder, sha256 }: SynthesizedStack): void {
  const file = path.join(folder, "cdk.tf.json");
  if (createHash("sha256").update(readFileSync(file)).digest("hex") !== sha256) {
    throw new Problem(`${file} was changed after it was synthesized.`);
  }
}
