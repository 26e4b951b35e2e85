import { join } from "node:path";
import { Problem } from "../../common/problem";
import { userPoolIdOf } from "../../contract/user-pool-id";
import { settingsOf } from "../alexa/account-linking-settings";
import { AlexaUser } from "../alexa/alexa-user";
import { HeadlessBrowser } from "../alexa/headless-browser";
import type { InteractionModels } from "../alexa/interaction-model";
import { readInteractionModels } from "../alexa/interaction-model";
import type { DeployedSkill } from "../aws/deployed-skill";
import { startSkill } from "../aws/deployed-skill";
import { deployedTriggers } from "../aws/deployed-triggers";
import type { Deployment, DeploymentOptions } from "../aws/deployment";
import { assertUnchanged, deploy } from "../aws/deployment";
import type { OfferedSignIns } from "../cognito/server";
import { CognitoDomain } from "../cognito/server";
import { LocalHosts } from "../local-hosts";
import type { Chapter } from "./conversation";
import { converse } from "./conversation";
import type { DemoScript } from "./demo-script";
import { demoScript } from "./demo-script";
import type { DemoUser, ProviderUser } from "./demo-user";
import { createUser, userAtProvider } from "./demo-user";

export interface DemoOptions extends DeploymentOptions {
  /**
   * The identity provider by whose stand-in the user signs in, by its name in the user pool.
   * @default none, or the first that Alexa's client offers where it offers no password
   */
  readonly provider?: string;
}

export interface DemoResult {
  readonly environment: string;
  readonly terraform: string;
  readonly emulator: string;
  readonly function: { readonly arn: string; readonly version: string; readonly codeSha256: string };
  /** Who signed in, and by what. */
  readonly user: { readonly username: string; readonly givenName: string };
  readonly chapters: readonly Chapter[];
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
 * The main job on one machine: deploys an environment with real Terraform to an AWS emulator, fetches the deployed
 * function back, links a user's account as Alexa does, and has Alexa's requests answered by it.
 *
 * @param onResult gets the result at the end, also when all went well but for taking the stack down
 */
export async function demo(options: DemoOptions, onResult: (result: DemoResult) => void): Promise<void> {
  const { progress, secrets } = options;
  const began = Date.now();
  const models = readInteractionModels(join(options.root, "skill-package"));
  const script = demoScript(models);
  const deployment = await deploy(options);
  const { accountLinking, emulator, stack } = deployment;
  const aws = emulator.access;

  const hosts = new LocalHosts();
  const { redirects, user } = await progress.step("Open the sign-in page, make Ada an account", async () => {
    const domain = await CognitoDomain.start({ ...aws, hosts, triggers: deployedTriggers(deployment, options) });
    options.cleanup.defer("stop the sign-in server", () => domain.stop());
    const redirects = await domain.serveLink(accountLinking);
    const poolId = userPoolIdOf(accountLinking);
    const provider = providerOf(options, await domain.signInsOf(poolId, accountLinking.client_id));
    if (provider !== undefined) {
      return { redirects, user: userAtProvider(provider) };
    }
    const user = await createUser(aws, poolId, { email: "ada@example.com", givenName: "Ada" });
    secrets.add(user.password);
    return { redirects, user };
  });

  const skill = await progress.step("Fetch the deployed function back", async (detail) => {
    const skill = await startSkill(deployment, redirects, options);
    detail(`version ${skill.function.version}, ${(skill.function.codeSizeBytes / 1000).toFixed(1)} KB`);
    return skill;
  });

  const chapters = await progress.step("Talk to the skill, link the account, refresh the token", () =>
    talk(deployment, { skill, user, hosts, models, script }),
  );

  assertUnchanged(stack);
  let pid: number | undefined;
  try {
    pid = await takeDown(deployment, options);
  } finally {
    const { arn, version, codeSha256 } = skill.function;
    const { folder, environment } = deployment;
    onResult({
      environment: stack.name,
      terraform: deployment.terraformDescription,
      emulator: emulator.description,
      function: { arn, version, codeSha256 },
      user: { username: user.username, givenName: user.givenName },
      chapters: JSON.parse(JSON.stringify(chapters), (_key, value) =>
        typeof value === "string" ? secrets.hide(value) : value,
      ),
      seconds: Math.round((Date.now() - began) / 100) / 10,
      ...(pid === undefined ? {} : { kept: { folder, stackFolder: stack.folder, pid, environment } }),
    });
  }
}

/** @throws Problem when Alexa's client does not offer the provider that was asked for */
function providerOf({ provider }: DemoOptions, { password, providers }: OfferedSignIns): string | undefined {
  if (provider !== undefined && !providers.includes(provider)) {
    const offered = providers.join(", ") || "none";
    throw new Problem(`Alexa's app client does not offer the identity provider ${provider}. It offers: ${offered}.`);
  }
  return provider ?? (password ? undefined : providers[0]);
}

/**
 * Takes down what was deployed, as far as it may be destroyed.
 *
 * @returns the number of the process that ends what was left up
 */
async function takeDown(deployment: Deployment, { keep, progress }: DeploymentOptions): Promise<number | undefined> {
  const { stack, terraform, emulator } = deployment;
  if (keep) {
    return deployment.leaveUp();
  }
  await progress.step("terraform destroy", async (detail) => {
    if (stack.preventsDestroy) {
      detail("left to the emulator's end: deletion protection is on");
      await emulator.stop();
    } else {
      await terraform.destroy();
    }
  });
  return undefined;
}

interface Cast {
  readonly skill: DeployedSkill;
  readonly user: DemoUser | ProviderUser;
  readonly hosts: LocalHosts;
  readonly models: InteractionModels;
  readonly script: DemoScript;
}

function talk({ accountLinking }: Deployment, { skill, user, hosts, models, script }: Cast): Promise<Chapter[]> {
  const alexa = new AlexaUser({
    settings: settingsOf(accountLinking),
    skill: (envelope) => skill.runtime.invoke(envelope),
    skillId: skill.skillId,
    // The developer account is the one whose redirect URIs were deployed.
    vendorId: accountLinking.redirect_uris[0]?.split("/").at(-1) ?? "",
    region: "NA",
    locale: script.locale,
    models,
    hosts,
    deployed: () => accountLinking,
  });
  return converse({
    alexa,
    browser: new HeadlessBrowser({ hosts }),
    credentials: "provider" in user ? user : { username: user.username, password: user.password },
    givenName: user.givenName,
    script: script.spoken,
  });
}
