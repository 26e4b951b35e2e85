import { join } from "node:path";
import { App } from "cdktf";
import { childEnvironment } from "../../common/child-environment";
import type { CommandContext } from "../../common/command";
import type { EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import { userPoolIdOf } from "../../contract/user-pool-id";
import { settingsOf } from "../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../local/alexa/alexa-user";
import { readInteractionModels } from "../../local/alexa/interaction-model";
import type { AwsAccess } from "../../local/aws/aws-access";
import { readBuiltFunctions } from "../../local/aws/built-function";
import { startSkill } from "../../local/aws/deployed-skill";
import { deployedTriggers } from "../../local/aws/deployed-triggers";
import type { Emulator } from "../../local/aws/emulator/emulator";
import { startEmulator } from "../../local/aws/emulator/emulator";
import { keepProviderSecrets, newProviderSecrets } from "../../local/aws/provider-secrets";
import { CognitoDomain } from "../../local/cognito/server";
import { LocalHosts } from "../../local/local-hosts";
import { findTerraform } from "../../terraform/binary";
import { chooseProviderSource } from "../../terraform/cli-configuration";
import { readStack } from "../../terraform/synthesized-stack";
import { limitProviderRetries, Terraform } from "../../terraform/terraform";

/** The identity provider, by its name in the pool. */
export const PROVIDER = "Corp";

/** People sign in by password or at an employer's, have their two accounts joined, and are remembered. */
const environment: EnvironmentProps = {
  name: "dev",
  region: "us-east-1",
  accountId: "123456789012",
  state: { type: "local", path: "../../../terraform.dev.tfstate" },
  domain: { prefix: "example-alexa-skill-dev" },
  alexa: {
    vendorId: "M1EXAMPLE0DEV",
    skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
    requiredScopes: ["openid", "profile"],
  },
  identityProviders: { [PROVIDER]: { type: "OIDC", clientId: "corp", issuer: "https://login.example.com" } },
  userPool: { deletionProtection: false, joinAccounts: { [PROVIDER]: {} } },
  memory: {},
};

/** The whole link on this machine, for as many people as there are. */
export interface LongRunWorld {
  readonly access: AwsAccess;
  readonly poolId: string;
  readonly hosts: LocalHosts;
  /** Somebody new, who has the skill and no link. */
  newAlexaUser(): AlexaUser;
}

/**
 * Deploys to an emulator by real Terraform, and starts what stands for Cognito's pages, the identity provider and Lambda.
 *
 * @param folder is empty
 * @throws Unavailable when this machine lacks something for it
 */
export async function startLongRunWorld(
  root: string,
  folder: string,
  { cleanup, signal }: Pick<CommandContext, "cleanup" | "signal">,
): Promise<LongRunWorld> {
  const binary = await findTerraform(process.env, signal);
  const source = chooseProviderSource({ terraform: binary, folder });
  const stack = synthesized(root, join(folder, "cdktf.out"));
  const emulator = await startEmulator({ root, folder, signal });
  cleanup.defer("stop the emulator", () => emulator.stop());

  const secrets = newProviderSecrets(stack.folder);
  await keepProviderSecrets(emulator.access, secrets);
  const env = childEnvironment(process.env, {
    ...emulator.environment,
    ...source.environment,
    ...secrets.variables,
  });
  const terraform = new Terraform({ binary, folder: stack.folder, env, signal, disposable: true });
  await terraform.init();
  const plan = join(folder, "plan");
  await terraform.plan({ out: plan });
  await terraform.apply(plan);
  const { [ACCOUNT_LINKING_OUTPUT]: output } = await terraform.output();
  const accountLinking = output as AccountLinking;

  const deployment = { accountLinking, built: readBuiltFunctions(stack.folder), emulator, folder, stack };
  const { domain, hosts, redirects } = await startSignIn(deployment, { cleanup });
  const { runtime, skillId } = await startSkill(deployment, redirects, { cleanup });
  const poolId = userPoolIdOf(accountLinking);
  await domain.serveProviders(new URL(accountLinking.authorization_uri).host, poolId, accountLinking.client_id);
  const user = {
    settings: settingsOf(accountLinking),
    skill: (envelope: object) => runtime.invoke(envelope),
    skillId,
    vendorId: environment.alexa.vendorId,
    region: "NA",
    locale: "en-US",
    models: readInteractionModels(join(root, "skill-package")),
    hosts,
    deployed: () => accountLinking,
  } as const;
  return { access: emulator.access, poolId, hosts, newAlexaUser: () => new AlexaUser(user) };
}

function synthesized(root: string, output: string) {
  const app = new App({ outdir: output, stackTraces: false });
  const bundle = (name: string) => readSkillBundle(join(root, "module", name));
  for (const it of parseEnvironments([environment])) {
    const bundles = { bundle: bundle("skill.zip"), joinAccountsBundle: bundle("join-accounts.zip") };
    new SkillStack(app, it.name, { environment: it, ...bundles });
  }
  app.synth();
  const stack = readStack(output, environment.name);
  limitProviderRetries(stack.folder);
  return stack;
}

interface SignInDeployment {
  readonly accountLinking: AccountLinking;
  readonly built: ReturnType<typeof readBuiltFunctions>;
  readonly emulator: Emulator;
  readonly folder: string;
}

async function startSignIn(deployment: SignInDeployment, { cleanup }: Pick<CommandContext, "cleanup">) {
  const { accountLinking, emulator } = deployment;
  const hosts = new LocalHosts();
  const triggers = deployedTriggers(deployment, { cleanup });
  const domain = await CognitoDomain.start({ ...emulator.access, hosts, triggers });
  cleanup.defer("stop the sign-in server", () => domain.stop());
  return { domain, hosts, redirects: await domain.serveLink(accountLinking) };
}
