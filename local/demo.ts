import { CognitoDomain } from "./cognito-domain/server";
import type { Turn } from "./conversation";
import { converse } from "./conversation";
import { createUser } from "./demo-user";
import type { Deployment, DeploymentOptions } from "./deployment";
import { assertUnchanged, deploy } from "./deployment";
import { fetchFunction, isInvocableBy } from "./lambda-runtime/deployed-function";
import { LambdaRuntime } from "./lambda-runtime/lambda-runtime";
import { Problem } from "./problem";

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
export async function demo(options: DeploymentOptions): Promise<DemoResult> {
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

async function signIn({ emulator, stack, accountLinking }: Deployment, { cleanup, secrets }: DeploymentOptions) {
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
