import { randomBytes } from "node:crypto";
import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { asObject, valueAt } from "../../common/json";
import type { Moment, PoolTriggers } from "../aws/pool-triggers";
import { callFor, TriggerFailed } from "../aws/pool-triggers";
import { AccountRefused, refused } from "./account-refused";
import type { TokenChanges } from "./token-changes";
import { tokenChanges } from "./token-changes";
import type { User } from "./user-pools";

/** Whose tokens are made, and why. */
export interface TokenRequest {
  readonly user: User;
  readonly scopes: readonly string[];
  readonly source: "TokenGeneration_HostedAuth" | "TokenGeneration_RefreshTokens";
}

/**
 * The triggers around a sign-in on the pages. Each throws TriggerFailed when its function fails; the pool is asked for
 * nothing where nothing calls triggers.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export class SignInTriggers {
  constructor(
    private readonly api: CognitoIdentityProviderClient,
    private readonly triggers: Pick<PoolTriggers, "invoke"> | undefined,
    private readonly findUser: (poolId: string, username: string) => Promise<User | undefined>,
  ) {}

  /**
   * Asks whether somebody may try a password. Of a name that nobody has, only where the client hides that.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html
   */
  async beforePassword(client: UserPoolClientType, typedName: string): Promise<void> {
    if (this.triggers === undefined) {
      return;
    }
    const found = await this.findUser(client.UserPoolId ?? "", typedName);
    if (found !== undefined || client.PreventUserExistenceErrors === "ENABLED") {
      await this.call(client, found?.username ?? typedName, {
        trigger: "PreAuthentication",
        source: "PreAuthentication_Authentication",
        request: { userAttributes: found?.attributes ?? {}, validationData: null, userNotFound: found === undefined },
        response: {},
      });
    }
  }

  /**
   * Asks whether somebody who is no user of the pool is to become one, with the password that was typed.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
   *
   * @returns whether there is such a user now
   */
  async migrate(client: UserPoolClientType, username: string, password: string): Promise<boolean> {
    const answer = await this.migration(client, username, "Authentication", { password });
    if (answer === undefined) {
      return false;
    }
    await this.create(client, username, { attributes: answer.attributes, password });
    if (answer.finalUserStatus === "RESET_REQUIRED") {
      const user = { UserPoolId: client.UserPoolId, Username: username };
      await refused(this.api.send(new AdminResetUserPasswordCommand(user)));
    }
    return true;
  }

  /**
   * Asks whether somebody who is no user of the pool, and has forgotten a password, is to become one: whoever does gets the
   * code for a new one, if the function says that an address is verified.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
   *
   * @throws AccountRefused when the function fails, or the pool does not take what it says
   */
  async migrateForgotten(client: UserPoolClientType, username: string): Promise<void> {
    const answer = await this.migration(client, username, "ForgotPassword", {}).catch((error) => {
      throw error instanceof TriggerFailed ? new AccountRefused(error.message, "UserLambdaValidationException") : error;
    });
    if (answer !== undefined) {
      // Nobody knows it: the one that the code brings takes its place.
      const password = `${randomBytes(48).toString("base64url")}Aa1!`;
      await this.create(client, username, { attributes: answer.attributes, password });
    }
  }

  /** @returns undefined where there is such a user already, or no such trigger, or it knows nobody of that name */
  private async migration(
    client: UserPoolClientType,
    username: string,
    moment: "Authentication" | "ForgotPassword",
    request: { readonly password?: string },
  ): Promise<
    { readonly attributes: Readonly<Record<string, unknown>>; readonly finalUserStatus: unknown } | undefined
  > {
    if (this.triggers === undefined || (await this.findUser(client.UserPoolId ?? "", username)) !== undefined) {
      return undefined;
    }
    const answer = await this.call(client, username, {
      trigger: "UserMigration",
      source: `UserMigration_${moment}`,
      request: { ...request, validationData: null, userNotFound: true },
      response: {
        userAttributes: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    });
    const attributes = asObject(valueAt(answer, ["userAttributes"]));
    return attributes === undefined ? undefined : { attributes, finalUserStatus: valueAt(answer, ["finalUserStatus"]) };
  }

  private async create(
    { UserPoolId }: UserPoolClientType,
    Username: string,
    { attributes, password }: { readonly attributes: Readonly<Record<string, unknown>>; readonly password: string },
  ): Promise<void> {
    const user = { UserPoolId, Username };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({
      Name,
      Value: typeof Value === "string" ? Value : JSON.stringify(Value),
    }));
    await refused(this.api.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: "SUPPRESS" })));
    await refused(this.api.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true })));
  }

  /**
   * Asks whether somebody may sign in whom a provider vouches for, and who has signed in before. At a first sign-in the
   * triggers of a sign-up are called in place of this.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
   */
  async beforeFederated(client: Pick<UserPoolClientType, "ClientId" | "UserPoolId">, user: User): Promise<void> {
    await this.call(client, user.username, {
      trigger: "PreAuthentication",
      source: "PreAuthentication_Authentication",
      request: { userAttributes: user.attributes, validationData: {}, userNotFound: false },
      response: {},
    });
  }

  /**
   * Says that somebody has signed in.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
   */
  async afterSignIn(
    client: Pick<UserPoolClientType, "ClientId" | "UserPoolId">,
    { username, attributes }: User,
  ): Promise<void> {
    await this.call(client, username, {
      trigger: "PostAuthentication",
      source: "PostAuthentication_Authentication",
      request: { userAttributes: attributes, newDeviceUsed: false },
      response: {},
    });
  }

  /**
   * Asks what the tokens shall say.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
   */
  async beforeTokens(client: UserPoolClientType, { scopes, source, user }: TokenRequest): Promise<TokenChanges> {
    const answer = await this.call(client, user.username, {
      trigger: "PreTokenGeneration",
      source,
      request: async () => ({
        userAttributes: user.attributes,
        groupConfiguration: await this.groupsOf(client, user),
        scopes,
      }),
      response: { claimsOverrideDetails: null, claimsAndScopeOverrideDetails: null },
    });
    return tokenChanges(answer);
  }

  /**
   * Asks what the access token of a client shall say that signs in as itself: only a function that takes the third version
   * of the event.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
   */
  async beforeMachineToken(client: UserPoolClientType, scopes: readonly string[]): Promise<TokenChanges> {
    const answer = await this.call(client, undefined, {
      trigger: "PreTokenGeneration",
      source: "TokenGeneration_ClientCredentials",
      onlyVersion: "3",
      request: {
        userAttributes: {},
        groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
        scopes,
      },
      response: { claimsAndScopeOverrideDetails: null },
    });
    return tokenChanges(answer);
  }

  private async groupsOf({ UserPoolId }: UserPoolClientType, { username }: User): Promise<object> {
    const { Groups = [] } = await refused(
      this.api.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: username })),
    );
    return {
      groupsToOverride: Groups.map(({ GroupName }) => GroupName),
      iamRolesToOverride: Groups.flatMap(({ RoleArn }) => RoleArn ?? []),
      preferredRole: null,
    };
  }

  private async call(client: UserPoolClientType, userName: string | undefined, moment: Moment): Promise<unknown> {
    return this.triggers?.invoke(callFor(client, userName, moment));
  }
}
