import { randomUUID } from "node:crypto";
import type { AttributeType, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolDomainCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../problem";
import type { PublicJwk } from "./jwt";

/** A user of a pool. */
export interface User {
  readonly sub: string;
  /** Cognito's name of the user; in a pool whose users sign in by e-mail address it is the sub. */
  readonly username: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Someone could not sign in; the message is Cognito's. */
export class SignInRefused extends Problem {}

/**
 * The user pools, clients, domains and users that are in the emulator, read through its AWS API at every question, so
 * that whatever Terraform changes shows at once.
 */
export class UserPools {
  private readonly api: CognitoIdentityProviderClient;

  constructor(
    private readonly endpoint: string,
    readonly region: string,
  ) {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    this.api = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  }

  /** The `iss` claim of a pool's tokens. */
  issuer(poolId: string): string {
    return `https://cognito-idp.${this.region}.amazonaws.com/${poolId}`;
  }

  /** The pool that a domain belongs to. `domain` is a prefix, or a whole host name for a custom domain. */
  async poolOfDomain(domain: string): Promise<string | undefined> {
    const found = await this.api.send(new DescribeUserPoolDomainCommand({ Domain: domain }));
    return found.DomainDescription?.UserPoolId;
  }

  /** The public keys of the emulator's own tokens; they are the same for all pools, existing or not. */
  async publicKeys(): Promise<readonly PublicJwk[]> {
    const response = await fetch(`${this.endpoint}/${this.region}_pool/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { readonly keys: readonly PublicJwk[] };
    return keys;
  }

  async client(poolId: string, clientId: string): Promise<UserPoolClientType | undefined> {
    try {
      const command = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId });
      return (await this.api.send(command)).UserPoolClient;
    } catch (error) {
      return undefinedIf(ResourceNotFoundException, error);
    }
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
      };
    } catch (error) {
      return undefinedIf(UserNotFoundException, error);
    }
  }

  /**
   * Verifies a password against the pool and answers the user.
   *
   * Cognito's own sign-in page does so whatever API flows its client allows, so the question goes through a client
   * that exists only for it, and not through the one that the user signs in for.
   *
   * @throws SignInRefused when the password is wrong, the user is unknown, or more than a password is asked for
   */
  async authenticate(poolId: string, username: string, password: string): Promise<User> {
    const created = await this.api.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: `sign-in-page-${randomUUID()}`,
        ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
        PreventUserExistenceErrors: "ENABLED",
      }),
    );
    const ClientId = created.UserPoolClient?.ClientId;
    try {
      const result = await this.api.send(
        new AdminInitiateAuthCommand({
          UserPoolId: poolId,
          ClientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      );
      if (result.ChallengeName !== undefined) {
        throw new SignInRefused(`The pool asks for ${result.ChallengeName}, which is more than a password.`);
      }
    } catch (error) {
      throw error instanceof NotAuthorizedException ? new SignInRefused(error.message) : error;
    } finally {
      await this.api.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId }));
    }
    const user = await this.user(poolId, username);
    if (user === undefined) {
      throw new SignInRefused("Incorrect username or password.");
    }
    return user;
  }

  close(): void {
    this.api.destroy();
  }
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
