import { join } from "node:path";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CreateIdentityProviderCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { buildSkillZip } from "../../../build/bundle/skill-zip";
import type { TrustedProvider } from "../../../contract/joined-accounts";
import type { AwsAccess } from "../../../local/aws/aws-access";
import { askEmulator, cognitoClient } from "../../../local/aws/aws-access";
import { PoolTriggers } from "../../../local/aws/pool-triggers";
import type { FederatedUser } from "../../../local/cognito/federated-sign-in";
import { federatedSignIn } from "../../../local/cognito/federated-sign-in";
import { newFolder, root } from "../fixtures";
import { sharedEmulator } from "../shared-emulator";
import { poolSettings } from "./sign-in-fixture";
import { TriggerFunctions } from "./trigger-function";

/** Whom a provider vouches for. */
export interface Person {
  readonly provider: string;
  readonly subject: string;
  readonly email: string;
  /** @default - the provider says nothing of it */
  readonly verified?: boolean;
}

/** A pool of the worker's emulator with the real trigger in it, as it is deployed. */
export class JoinAccountsWorld {
  /** What the trigger wrote. */
  readonly log: string[] = [];
  readonly api: CognitoIdentityProviderClient;
  private functions!: TriggerFunctions;
  readonly triggers: PoolTriggers;

  private constructor(
    readonly access: AwsAccess,
    readonly folder: string,
  ) {
    this.api = cognitoClient(access);
    const onLog = (line: string): void => void this.log.push(line);
    this.triggers = new PoolTriggers({ access, folder, check: () => {}, onLog });
  }

  static async start(): Promise<JoinAccountsWorld> {
    const access = await sharedEmulator();
    const world = new JoinAccountsWorld(access, newFolder());
    world.functions = await TriggerFunctions.start(access, world.api);
    return world;
  }

  async stop(): Promise<void> {
    await this.triggers.stop();
    this.api.destroy();
    this.functions.stop();
  }

  /** A pool with these providers, whose trigger trusts some of them. */
  async pool(name: string, trusted: Readonly<Record<string, TrustedProvider>>): Promise<string> {
    const { UserPool } = await this.api.send(new CreateUserPoolCommand({ ...poolSettings, PoolName: name }));
    const UserPoolId = UserPool?.Id ?? "";
    for (const ProviderName of ["Google", "Corp", "Other", "Third", "Fourth", "Fifth", "Sixth"]) {
      await this.api.send(
        new CreateIdentityProviderCommand({
          UserPoolId,
          ProviderName,
          ProviderType: ProviderName === "Google" ? "Google" : "OIDC",
          ProviderDetails: { client_id: "a", client_secret: "b", authorize_scopes: "openid" },
        }),
      );
    }
    await this.join(UserPoolId, name, trusted);
    return UserPoolId;
  }

  /** Deploys the trigger into a pool. */
  async join(UserPoolId: string, name: string, trusted: Readonly<Record<string, TrustedProvider>>): Promise<void> {
    const zip = await buildSkillZip({
      root,
      entry: "lambda/triggers/join-accounts.ts",
      outfile: join(this.folder, `${name}.zip`),
    });
    const variables = { TRUSTED_PROVIDERS: JSON.stringify(trusted) };
    const arn = await this.functions.make({ poolId: UserPoolId, name: `join-${name}`, zip, variables });
    const LambdaConfig = { PreSignUp: arn, PostConfirmation: arn };
    await this.api.send(new UpdateUserPoolCommand({ UserPoolId, LambdaConfig, AutoVerifiedAttributes: ["email"] }));
  }

  /** Somebody who signed up with a password, and may have verified the address. */
  async signedUp(UserPoolId: string, email: string, { verified = true, enabled = true } = {}): Promise<string> {
    const { User } = await this.api.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: email,
        MessageAction: "SUPPRESS",
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: String(verified) },
          { Name: "given_name", Value: "Ada" },
        ],
      }),
    );
    const Username = User?.Username ?? "";
    const Password = "aA1!aA1!aA1!aA1!";
    await this.api.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    if (!enabled) {
      await this.api.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    }
    return Username;
  }

  /** Somebody comes back from a provider. */
  async signIn(poolId: string, { email, provider, subject, verified }: Person): Promise<FederatedUser> {
    const claims = { sub: subject, email, ...(verified === undefined ? {} : { email_verified: verified }) };
    const attributes = {
      given_name: "Ada",
      email,
      ...(verified === undefined ? {} : { email_verified: String(verified) }),
    };
    const found = await federatedSignIn(
      this.access,
      {
        poolId,
        clientId: "client",
        provider: { name: provider, type: provider === "Google" ? "Google" : "OIDC" },
        subject,
        attributes,
        idToken: `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`,
      },
      this.triggers,
    );
    return "error" in found ? found : { username: found.username };
  }

  /** Cognito's call after somebody confirmed the address. */
  confirmed(poolId: string, userName: string, attributes: Readonly<Record<string, string>>): Promise<unknown> {
    return this.triggers.invoke({
      poolId,
      clientId: "client",
      userName,
      trigger: "PostConfirmation",
      source: "PostConfirmation_ConfirmSignUp",
      request: { userAttributes: attributes },
      response: {},
    });
  }

  /** The names of a pool's users. */
  async users(UserPoolId: string): Promise<readonly string[]> {
    const { Users = [] } = await this.api.send(new ListUsersCommand({ UserPoolId }));
    return Users.map(({ Username = "" }) => Username).sort();
  }

  /** What is linked to a user, as `Google 1`. */
  async linked(UserPoolId: string, Username: string): Promise<readonly string[]> {
    const { UserAttributes = [] } = await this.api.send(new AdminGetUserCommand({ UserPoolId, Username }));
    const text = UserAttributes.find(({ Name }) => Name === "identities")?.Value ?? "[]";
    const identities = JSON.parse(text) as readonly { readonly providerName: string; readonly userId: string }[];
    return identities.map(({ providerName, userId }) => `${providerName} ${userId}`);
  }

  /** The outcomes that the trigger wrote since the last call. */
  outcomes(): readonly string[] {
    return this.log
      .splice(0)
      .filter((line) => line.startsWith("{"))
      .map((line) => String((JSON.parse(line) as { readonly outcome: unknown }).outcome));
  }

  /** A pool that calls another pool's function, which does not let it. */
  async poolWithFunctionOf(other: string): Promise<string> {
    const { UserPool } = await this.api.send(new DescribeUserPoolCommand({ UserPoolId: other }));
    const LambdaConfig = { PreSignUp: UserPool?.LambdaConfig?.PreSignUp };
    const made = await this.api.send(
      new CreateUserPoolCommand({ ...poolSettings, PoolName: "uninvited", LambdaConfig }),
    );
    return made.UserPool?.Id ?? "";
  }

  /** The code that was last sent to somebody. */
  async codeFor(address: string): Promise<string> {
    const { body } = await askEmulator(this.access, "emulator", { path: "/emulator/mail" });
    const mails = JSON.parse(body.toString("utf8")) as readonly { readonly to: string; readonly code: string }[];
    return mails.findLast(({ to }) => to === address)?.code ?? "";
  }
}
