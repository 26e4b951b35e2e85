import path from "node:path";
import { readInteractionModels } from "../alexa/interaction-model";
import { settingsOf } from "./alexa/account-linking-settings";
import { AlexaUser } from "./alexa/alexa-user";
import { HeadlessBrowser } from "./alexa/headless-browser";
import { CognitoDomain } from "./cognito-domain/server";
import type { Chapter } from "./conversation";
import { converse } from "./conversation";
import type { DemoUser } from "./demo-user";
import { createUser } from "./demo-user";
import type { DeployedSkill } from "./deployed-skill";
import { startSkill } from "./deployed-skill";
import type { Deployment, DeploymentOptions } from "./deployment";
import { assertUnchanged, deploy } from "./deployment";
import { LocalHosts } from "./local-hosts";

export interface DemoResult {
  readonly environment: string;
  readonly terraform: string;
  readonly emulator: string;
  readonly function: { readonly arn: string; readonly version: string; readonly codeSha256: string };
  readonly user: { readonly email: string; readonly givenName: string };
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
 */
export async function demo(options: DeploymentOptions): Promise<DemoResult> {
  const { progress, secrets } = options;
  const began = Date.now();
  const deployment = await deploy(options);
  const { accountLinking, emulator, stack } = deployment;
  const aws = { endpoint: emulator.url, region: stack.region };

  const hosts = new LocalHosts();
  const signInHosts = [accountLinking.issuer, accountLinking.authorization_uri].map((uri) => new URL(uri).host);
  const { domain, user } = await progress.step("Open the sign-in page, make Ada an account", async () => {
    const domain = await CognitoDomain.start({ ...aws, hosts });
    options.cleanup.defer("stop the sign-in server", () => domain.stop());
    for (const host of signInHosts) await domain.serve(host);
    const poolId = new URL(accountLinking.issuer).pathname.slice(1);
    const user = await createUser(aws, poolId, { email: "ada@example.com", givenName: "Ada" });
    secrets.add(user.password);
    return { domain, user };
  });

  const skill = await progress.step("Fetch the deployed function back", async (detail) => {
    const skill = await startSkill(deployment, domain.redirects(signInHosts), options);
    detail(`version ${skill.function.version}, ${(skill.function.codeSizeBytes / 1000).toFixed(1)} KB`);
    return skill;
  });

  const chapters = await progress.step("Talk to the skill, link the account, refresh the token", () =>
    talk(deployment, { skill, user, hosts, root: options.root }),
  );

  assertUnchanged(stack);
  if (options.keep) {
    deployment.leaveUp();
  } else {
    await progress.step("terraform destroy", () => deployment.terraform.destroy());
  }
  const { arn, version, codeSha256 } = skill.function;
  const { folder, environment } = deployment;
  return {
    environment: stack.name,
    terraform: deployment.terraformDescription,
    emulator: emulator.description,
    function: { arn, version, codeSha256 },
    user: { email: user.email, givenName: user.givenName },
    chapters: JSON.parse(secrets.hide(JSON.stringify(chapters))),
    seconds: Math.round((Date.now() - began) / 100) / 10,
    ...(options.keep ? { kept: { folder, stackFolder: stack.folder, pid: emulator.pid, environment } } : {}),
  };
}

interface Cast {
  readonly skill: DeployedSkill;
  readonly user: DemoUser;
  readonly hosts: LocalHosts;
  readonly root: string;
}

function talk({ accountLinking }: Deployment, { skill, user, hosts, root }: Cast): Promise<Chapter[]> {
  const models = readInteractionModels(path.join(root, "skill-package"));
  const locale = "en-US";
  const alexa = new AlexaUser({
    settings: settingsOf(accountLinking),
    skill: (envelope) => skill.runtime.invoke(envelope),
    skillId: skill.skillId,
    // The developer account is the one whose redirect URIs were deployed.
    vendorId: accountLinking.redirect_uris[0]?.split("/").at(-1) ?? "",
    region: "NA",
    locale,
    models,
    hosts,
    registered: () => accountLinking,
  });
  return converse({
    alexa,
    browser: new HeadlessBrowser({ hosts }),
    credentials: { username: user.email, password: user.password },
    givenName: user.givenName,
    invocationName: models[locale]?.languageModel.invocationName ?? "",
  });
}
