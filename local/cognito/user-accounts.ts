import { createHmac } from "node:crypto";
import type {
  CodeDeliveryDetailsType,
  CognitoIdentityProviderClient,
  UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CognitoIdentityProviderServiceException,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../../common/problem";

/** What was asked for an account cannot be done; the message is Cognito's, for the user to read. */
export class AccountRefused extends Problem {
  constructor(
    message: string,
    /** Cognito's name of the error, as in `CodeMismatchException`. */
    readonly reason: string,
  ) {
    super(message);
  }
}

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
  constructor(private readonly api: CognitoIdentityProviderClient) {}

  /** Makes an account. It can sign in once it is confirmed. */
  async signUp(client: UserPoolClientType, { username, password, attributes }: NewAccount) {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const command = new SignUpCommand({ ...asked(client, username), Password: password, UserAttributes });
    const { UserConfirmed, CodeDeliveryDetails } = await refused(this.api.send(command));
    return { confirmed: UserConfirmed === true, delivery: CodeDeliveryDetails };
  }

  async confirmSignUp(client: UserPoolClientType, username: string, code: string): Promise<void> {
    await refused(this.api.send(new ConfirmSignUpCommand({ ...asked(client, username), ConfirmationCode: code })));
  }

  /** Where the new code went, masked. */
  async resendCode(client: UserPoolClientType, username: string): Promise<CodeDeliveryDetailsType | undefined> {
    return (await refused(this.api.send(new ResendConfirmationCodeCommand(asked(client, username)))))
      .CodeDeliveryDetails;
  }

  /** Where the code went, masked; also for a user who does not exist. */
  async forgotPassword(client: UserPoolClientType, username: string): Promise<CodeDeliveryDetailsType | undefined> {
    return (await refused(this.api.send(new ForgotPasswordCommand(asked(client, username))))).CodeDeliveryDetails;
  }

  async resetPassword(client: UserPoolClientType, username: string, code: string, password: string): Promise<void> {
    const command = { ...asked(client, username), ConfirmationCode: code, Password: password };
    await refused(this.api.send(new ConfirmForgotPasswordCommand(command)));
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

/**
 * What was asked of Cognito's API.
 *
 * @throws AccountRefused with Cognito's own reason, when it does not do it
 */
export async function refused<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof CognitoIdentityProviderServiceException && error.$fault === "client") {
      throw new AccountRefused(error.message, error.name);
    }
    throw error;
  }
}
