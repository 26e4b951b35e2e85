import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { asObject, valueAt } from "../../common/json";
import type { PoolTriggers, TriggerCall } from "../aws/pool-triggers";
import { refused } from "./account-refused";
import type { TokenChanges } from "./token-changes";
import { tokenChanges } from "./token-changes";
import type { User } from "./user-pools";

type Attributes = Readonly<Record<string, string>>;

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
    const found = await this.find(client, typedName);
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
    if (this.triggers === undefined || (await this.find(client, username)) !== undefined) {
      return false;
    }
    const answer = await this.call(client, username, {
      trigger: "UserMigration",
      source: "UserMigration_Authentication",
      request: { password, validationData: null, userNotFound: true },
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
    if (attributes === undefined) {
      return false; // there is no such trigger, or it knows nobody of that name
    }
    const user = { UserPoolId: client.UserPoolId, Username: username };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value: String(Value) }));
    await refused(this.api.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: "SUPPRESS" })));
    await refused(this.api.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true })));
    if (valueAt(answer, ["finalUserStatus"]) === "RESET_REQUIRED") {
      await refused(this.api.send(new AdminResetUserPasswordCommand(user)));
    }
    return true;
  }

  /**
   * Says that somebody has signed in.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
   */
  async afterSignIn(client: UserPoolClientType, { username, attributes }: User): Promise<void> {
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
    if (this.triggers === undefined) {
      return tokenChanges(undefined);
    }
    const asked = { UserPoolId: client.UserPoolId, Username: user.username };
    const { Groups = [] } = await refused(this.api.send(new AdminListGroupsForUserCommand(asked)));
    const groupConfiguration = {
      groupsToOverride: Groups.map(({ GroupName }) => GroupName),
      iamRolesToOverride: Groups.flatMap(({ RoleArn }) => RoleArn ?? []),
      preferredRole: null,
    };
    const answer = await this.call(client, user.username, {
      trigger: "PreTokenGeneration",
      source,
      request: { userAttributes: user.attributes, groupConfiguration, scopes },
      response: { claimsOverrideDetails: null, claimsAndScopeOverrideDetails: null },
    });
    return tokenChanges(answer);
  }

  private async find(
    { UserPoolId }: UserPoolClientType,
    Username: string,
  ): Promise<{ readonly username: string; readonly attributes: Attributes } | undefined> {
    try {
      const found = await this.api.send(new AdminGetUserCommand({ UserPoolId, Username }));
      const attributes = (found.UserAttributes ?? []).map(({ Name = "", Value = "" }) => [Name, Value]);
      return { username: found.Username ?? Username, attributes: Object.fromEntries(attributes) };
    } catch (error) {
      if (error instanceof UserNotFoundException) {
        return undefined;
      }
      throw error;
    }
  }

  private async call(
    { ClientId = "", UserPoolId = "" }: UserPoolClientType,
    userName: string,
    call: Pick<TriggerCall, "request" | "response" | "source" | "trigger">,
  ): Promise<unknown> {
    return this.triggers?.invoke({ poolId: UserPoolId, clientId: ClientId, userName, ...call });
  }
}
