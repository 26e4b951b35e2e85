import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { valueAt } from "../../common/json";
import type { Moment, PoolTriggers } from "../aws/pool-triggers";
import { callFor, TriggerFailed } from "../aws/pool-triggers";
import { AccountRefused, refused } from "./account-refused";
import type { NewAccount } from "./user-accounts";

/**
 * The triggers around a sign-up with a password. Each throws AccountRefused when a trigger fails.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export class SignUpTriggers {
  constructor(
    private readonly api: CognitoIdentityProviderClient,
    private readonly triggers: Pick<PoolTriggers, "invoke"> | undefined,
  ) {}

  /** Asks whether there may be such an account. */
  beforeSignUp(client: UserPoolClientType, { username, attributes }: NewAccount): Promise<unknown> {
    return this.call(client, username, {
      trigger: "PreSignUp",
      source: "PreSignUp_SignUp",
      request: { userAttributes: attributes, validationData: null },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
  }

  /** Does what the answer says, and says whether the account is confirmed by it. */
  async afterSignUp(client: UserPoolClientType, username: string, answer: unknown): Promise<boolean> {
    const user = { UserPoolId: client.UserPoolId, Username: username };
    const says = (name: string): boolean => valueAt(answer, [name]) === true;
    if (!says("autoConfirmUser")) {
      return false;
    }
    const verified = [
      ...(says("autoVerifyEmail") ? ["email_verified"] : []),
      ...(says("autoVerifyPhone") ? ["phone_number_verified"] : []),
    ];
    await refused(this.api.send(new AdminConfirmSignUpCommand(user)));
    if (verified.length > 0) {
      const UserAttributes = verified.map((Name) => ({ Name, Value: "true" }));
      await refused(this.api.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes })));
    }
    await this.afterConfirmation(client, username);
    return true;
  }

  /** Says that an account is confirmed, or that somebody has a new password for one. */
  async afterConfirmation(
    client: UserPoolClientType,
    username: string,
    how: "ConfirmForgotPassword" | "ConfirmSignUp" = "ConfirmSignUp",
  ): Promise<void> {
    if (this.triggers === undefined) {
      return;
    }
    const user = { UserPoolId: client.UserPoolId, Username: username };
    const {
      Username = username,
      UserAttributes = [],
      UserStatus = "",
    } = await refused(this.api.send(new AdminGetUserCommand(user)));
    const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
    await this.call(client, Username, {
      trigger: "PostConfirmation",
      source: `PostConfirmation_${how}`,
      request: { userAttributes: { ...attributes, "cognito:user_status": UserStatus } },
      response: {},
    });
  }

  private async call(client: UserPoolClientType, userName: string, moment: Moment): Promise<unknown> {
    try {
      return await this.triggers?.invoke(callFor(client, userName, moment));
    } catch (error) {
      if (error instanceof TriggerFailed) {
        throw new AccountRefused(error.message, "UserLambdaValidationException");
      }
      throw error;
    }
  }
}
