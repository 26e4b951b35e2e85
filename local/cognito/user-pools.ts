import type {
  AttributeType,
  CognitoIdentityProviderClient,
  DomainDescriptionType,
  GetUserPoolMfaConfigCommandOutput,
  UserPoolClientType,
  UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetUserPoolMfaConfigCommand,
  InvalidParameterException,
  NotAuthorizedException,
  PasswordResetRequiredException,
  ResourceNotFoundException,
  UserNotConfirmedException,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../../common/problem";
import type { AwsAccess } from "../aws/aws-access";
import { askEmulator, cognitoClient } from "../aws/aws-access";
import type { PoolTriggers } from "../aws/pool-triggers";
import { TriggerFailed } from "../aws/pool-triggers";
import { CustomMessages } from "./custom-messages";
import type { FederatedSignIn } from "./federated-sign-in";
import { federatedSignIn } from "./federated-sign-in";
import type { IdentityProvider } from "./identity-provider";
import { readIdentityProvider } from "./identity-provider";
import type { PublicJwk } from "./jwt";
import type { PasswordCheck } from "./page-client";
import { withPageClient } from "./page-client";
import type { SecondFactor } from "./second-factors";
import { SecondFactors } from "./second-factors";
import { SignInCodes } from "./sign-in-codes";
import { SignInTriggers } from "./sign-in-triggers";
import { UserAccounts } from "./user-accounts";

/** A user of a pool. */
export interface User {
  readonly sub: string;
  /** Cognito's name of the user; in a pool whose users sign in by e-mail address it is the sub. */
  readonly username: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** @default false */
  readonly hasSecondFactor?: boolean;
}

/** Someone could not sign in; the message is Cognito's. */
export class SignInRefused extends Problem {}

/** The password is right, but the account is not confirmed yet. */
export class NotConfirmed extends SignInRefused {}

/** Somebody who proved a password. */
export interface Authenticated {
  readonly user: User;
  /** What the pool asks for beyond the password; until it is given, nobody is signed in. */
  readonly secondFactor?: SecondFactor;
}

/** A host name with sign-in pages. */
export interface Domain {
  readonly poolId: string;
  /** Whether its pages are those of managed login, and not the classic ones. */
  readonly managedLogin: boolean;
}

/**
 * The user pools, clients, domains and users that are in the emulator, read through its AWS API at every question, so
 * that whatever Terraform changes shows at once.
 */
export class UserPools {
  /** What people do to their own account. */
  readonly accounts: UserAccounts;
  readonly secondFactors: SecondFactors;
  readonly signInCodes: SignInCodes;
  readonly signInTriggers: SignInTriggers;
  private readonly api: CognitoIdentityProviderClient;

  /** @param triggers calls what the pools' triggers are; without it, nothing is called */
  constructor(
    private readonly access: AwsAccess,
    private readonly triggers?: Pick<PoolTriggers, "invoke">,
  ) {
    this.api = cognitoClient(access);
    const findUser = (poolId: string, username: string) => this.user(poolId, username);
    const messages = new CustomMessages(access, this.api, triggers, findUser);
    this.accounts = new UserAccounts(this.api, messages, triggers);
    this.secondFactors = new SecondFactors(this.api, access);
    this.signInCodes = new SignInCodes(this.api, messages);
    this.signInTriggers = new SignInTriggers(this.api, triggers, findUser);
  }

  get region(): string {
    return this.access.region;
  }

  /** The `iss` claim of a pool's tokens. */
  issuer(poolId: string): string {
    return `https://cognito-idp.${this.region}.amazonaws.com/${poolId}`;
  }

  /** The domain that a production host is: `{prefix}.auth.{region}.amazoncognito.com`, or a custom domain. */
  async domainOfHost(host: string): Promise<Domain | undefined> {
    const suffix = this.prefixDomainSuffix;
    const name = host.endsWith(suffix) ? host.slice(0, -suffix.length) : host;
    if (!/^[a-z0-9]([a-z0-9.-]{0,253}[a-z0-9])?$/.test(name)) {
      return undefined;
    }
    const found = await this.describeDomain(name);
    return found?.UserPoolId === undefined
      ? undefined
      : { poolId: found.UserPoolId, managedLogin: found.ManagedLoginVersion === 2 };
  }

  private async describeDomain(name: string): Promise<DomainDescriptionType | undefined> {
    try {
      return (await this.api.send(new DescribeUserPoolDomainCommand({ Domain: name }))).DomainDescription;
    } catch (error) {
      return undefinedIf(InvalidParameterException, error); // for what can be no domain: `a..b`
    }
  }

  /** The production host of a pool's sign-in pages, its custom domain if it has one. */
  hostOfPool({ Domain, CustomDomain }: UserPoolType): string | undefined {
    const domain = CustomDomain ?? Domain;
    // A prefix has no dot. The emulator gives a custom domain as Domain too.
    return domain?.includes(".") ? domain : domain && `${domain}${this.prefixDomainSuffix}`;
  }

  async pool(poolId: string): Promise<UserPoolType | undefined> {
    try {
      return (await this.api.send(new DescribeUserPoolCommand({ UserPoolId: poolId }))).UserPool;
    } catch (error) {
      return undefinedIf(ResourceNotFoundException, error);
    }
  }

  /** The public keys of the emulator's own tokens; they are the same for all pools, existing or not. */
  async publicKeys(): Promise<readonly PublicJwk[]> {
    const path = `/${this.region}_pool/.well-known/jwks.json`;
    const { body } = await askEmulator(this.access, "cognito-idp", { path });
    const { keys } = JSON.parse(body.toString("utf8")) as { readonly keys: readonly PublicJwk[] };
    return keys;
  }

  async client(poolId: string, clientId: string): Promise<UserPoolClientType | undefined> {
    // Cognito's own form of client ids. What does not have it is no client, and no question to the API either.
    if (!/^[\w+]{1,128}$/.test(clientId)) {
      return undefined;
    }
    try {
      const command = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId });
      return (await this.api.send(command)).UserPoolClient;
    } catch (error) {
      return undefinedIf(ResourceNotFoundException, error);
    }
  }

  /** Whether managed login has a look for the client, without which it shows no page. */
  async hasBranding(poolId: string, clientId: string): Promise<boolean> {
    try {
      const asked = { UserPoolId: poolId, ClientId: clientId };
      return (
        (await this.api.send(new DescribeManagedLoginBrandingByClientCommand(asked))).ManagedLoginBranding !== undefined
      );
    } catch (error) {
      return undefinedIf(ResourceNotFoundException, error) ?? false;
    }
  }

  /** What the pool has of second factors and passkeys. */
  secondFactorsOf(poolId: string): Promise<GetUserPoolMfaConfigCommandOutput> {
    return this.api.send(new GetUserPoolMfaConfigCommand({ UserPoolId: poolId }));
  }

  async user(poolId: string, username: string): Promise<User | undefined> {
    try {
      const found = await this.api.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: username }));
      const attributes = attributesOf(found.UserAttributes ?? []);
      return {
        sub: attributes.sub ?? "",
        username: found.Username ?? "",
        enabled: found.Enabled ?? false,
        attributes,
        hasSecondFactor: (found.UserMFASettingList ?? []).length > 0,
      };
    } catch (error) {
      return undefinedIf(UserNotFoundException, error);
    }
  }

  /**
   * Verifies a password against the pool and answers the user.
   *
   * @throws NotConfirmed when the password is right and the account is not confirmed
   * @throws SignInRefused when the password is wrong, the user is unknown, or the pool asks for what no page does
   */
  async authenticate(
    poolId: string,
    username: string,
    password: string,
    check: PasswordCheck = {},
  ): Promise<Authenticated> {
    const { ChallengeName, Session } = await this.askPassword(poolId, username, password, check);
    const user = await this.user(poolId, username);
    if (user === undefined) {
      throw new SignInRefused("Incorrect username or password.");
    }
    if (ChallengeName === undefined) {
      return { user };
    }
    if ((ChallengeName !== "SOFTWARE_TOKEN_MFA" && ChallengeName !== "MFA_SETUP") || Session === undefined) {
      throw new SignInRefused(`The pool asks for ${ChallengeName}, which this sign-in page does not know.`);
    }
    return { user, secondFactor: { challenge: ChallengeName, session: Session } };
  }

  private async askPassword(poolId: string, username: string, password: string, check: PasswordCheck) {
    try {
      return await withPageClient(this.api, poolId, check, (ClientId) =>
        this.api.send(
          new AdminInitiateAuthCommand({
            UserPoolId: poolId,
            ClientId,
            AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME: username, PASSWORD: password },
          }),
        ),
      );
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** @returns undefined when the pool has no such provider */
  provider(poolId: string, name: string): Promise<IdentityProvider | undefined> {
    return readIdentityProvider(this.api, poolId, name);
  }

  /** The user whom an identity provider vouches for, or why there is none. */
  async federatedUser(signIn: FederatedSignIn): Promise<{ readonly user: User } | { readonly error: string }> {
    const found = await federatedSignIn(this.access, signIn, this.triggers);
    const user = "error" in found ? undefined : await this.user(signIn.poolId, found.username);
    if (user === undefined || "error" in found) {
      return { error: "error" in found ? found.error : "User does not exist." };
    }
    if (found.isNew === undefined) {
      const client = { UserPoolId: signIn.poolId, ClientId: signIn.clientId };
      try {
        await this.signInTriggers.beforeFederated(client, user);
        await this.signInTriggers.afterSignIn(client, user);
      } catch (error) {
        if (error instanceof TriggerFailed) {
          return { error: error.message };
        }
        throw error;
      }
    }
    return { user };
  }

  close(): void {
    this.api.destroy();
  }

  private get prefixDomainSuffix(): string {
    return `.auth.${this.region}.amazoncognito.com`;
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof UserNotConfirmedException) {
    return new NotConfirmed(error.message);
  }
  const kinds = [NotAuthorizedException, UserNotFoundException, PasswordResetRequiredException];
  return kinds.some((kind) => error instanceof kind) ? new SignInRefused((error as Error).message) : error;
}

function attributesOf(list: readonly AttributeType[]): Readonly<Record<string, string>> {
  return Object.fromEntries(list.map(({ Name, Value }) => [Name ?? "", Value ?? ""]));
}

function undefinedIf(kind: new (...args: never[]) => Error, error: unknown): undefined {
  if (error instanceof kind) {
    return undefined;
  }
  throw error;
}
