import { createHmac } from "node:crypto";
import type {
  CodeDeliveryDetailsType,
  CognitoIdentityProviderClient,
  UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PoolTriggers } from "../aws/pool-triggers";
import { refused } from "./account-refused";
import type { CustomMessages } from "./custom-messages";
import { SignUpTriggers } from "./sign-up-triggers";

export interface NewAccount {
  readonly username: string;
  readonly password: string;
  /** By Cognito's name of the attribute. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * What people do to their own account, through the same API calls that an app would make with the same client.
 *
 * Every method throws AccountRefused when Cognito does not do it.
 */
export class UserAccounts {
  private readonly triggers: SignUpTriggers;

  constructor(
    private readonly api: CognitoIdentityProviderClient,
    private readonly messages: Pick<CustomMessages, "write">,
    triggers?: Pick<PoolTriggers, "invoke">,
  ) {
    this.triggers = new SignUpTriggers(api, triggers);
  }

  /** Makes an account. It can sign in once it is confirmed. */
  async signUp(client: UserPoolClientType, account: NewAccount) {
    const { username, password, attributes } = account;
    const answer = await this.triggers.beforeSignUp(client, account);
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const command = new SignUpCommand({ ...asked(client, username), Password: password, UserAttributes });
    const { UserConfirmed, CodeDeliveryDetails } = await refused(this.api.send(command));
    const confirmed = await this.triggers.afterSignUp(client, username, answer);
    await this.messages.write(client, username, "SignUp", confirmed ? undefined : CodeDeliveryDetails);
    return { confirmed: confirmed || UserConfirmed === true, delivery: CodeDeliveryDetails };
  }

  async confirmSignUp(client: UserPoolClientType, username: string, code: string): Promise<void> {
    await refused(this.api.send(new ConfirmSignUpCommand({ ...asked(client, username), ConfirmationCode: code })));
    await this.triggers.afterConfirmation(client, username);
  }

  /** Where the new code went, masked. */
  async resendCode(client: UserPoolClientType, username: string): Promise<CodeDeliveryDetailsType | undefined> {
    const command = new ResendConfirmationCodeCommand(asked(client, username));
    const { CodeDeliveryDetails } = await refused(this.api.send(command));
    await this.messages.write(client, username, "ResendCode", CodeDeliveryDetails);
    return CodeDeliveryDetails;
  }

  /** Where the code went, masked; also for a user who does not exist. */
  async forgotPassword(client: UserPoolClientType, username: string): Promise<CodeDeliveryDetailsType | undefined> {
    const { CodeDeliveryDetails } = await refused(this.api.send(new ForgotPasswordCommand(asked(client, username))));
    await this.messages.write(client, username, "ForgotPassword", CodeDeliveryDetails);
    return CodeDeliveryDetails;
  }

  async resetPassword(client: UserPoolClientType, username: string, code: string, password: string): Promise<void> {
    const command = { ...asked(client, username), ConfirmationCode: code, Password: password };
    await refused(this.api.send(new ConfirmForgotPasswordCommand(command)));
    await this.triggers.afterConfirmation(client, username, "ConfirmForgotPassword");
  }
}

/**
 * Every such call names the client and the user; a client with a secret proves it by a hash.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
function asked({ ClientId = "", ClientSecret }: UserPoolClientType, username: string) {
  const hash = (secret: string): string =>
    createHmac("sha256", secret).update(`${username}${ClientId}`).digest("base64");
  return { ClientId, Username: username, ...(ClientSecret ? { SecretHash: hash(ClientSecret) } : {}) };
}
