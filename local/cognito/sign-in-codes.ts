import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AccountRefused, refused } from "./account-refused";
import type { CustomMessages } from "./custom-messages";
import type { CodeFactor } from "./first-factors";
import { checkOf, withPageClient } from "./page-client";

/**
 * For how long the page waits for the code, in seconds. Managed login has hard-coded what a client's
 * AuthSessionValidity is elsewhere.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow-things-to-know.html
 */
export const SIGN_IN_CODE_SECONDS = 180;

/** A code that somebody was sent, or, where it is hidden who exists, nobody. */
export interface SentCode {
  readonly factor: CodeFactor;
  /** What the pool knows the sign-in by. */
  readonly session: string;
}

/**
 * Sign-ins that begin with a code by mail or message.
 *
 * Every method throws AccountRefused when Cognito does not do it.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export class SignInCodes {
  constructor(
    private readonly api: CognitoIdentityProviderClient,
    private readonly messages: Pick<CustomMessages, "write">,
  ) {}

  async send(client: UserPoolClientType, username: string, factor: CodeFactor): Promise<SentCode> {
    const { UserPoolId: poolId = "" } = client;
    const { ChallengeName, Session } = await withPageClient(this.api, poolId, checkOf(client), (ClientId) =>
      refused(
        this.api.send(
          new AdminInitiateAuthCommand({
            UserPoolId: poolId,
            ClientId,
            AuthFlow: "USER_AUTH",
            AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: factor },
          }),
        ),
      ),
    );
    if (ChallengeName !== factor || Session === undefined) {
      throw new AccountRefused("This account has no such way to sign in.", "NotAuthorizedException");
    }
    const AttributeName = factor === "EMAIL_OTP" ? "email" : "phone_number";
    await this.messages.write(client, username, "Authentication", { AttributeName });
    return { factor, session: Session };
  }

  /** Verifies the code, once; the user may then be signed in. */
  async answer(poolId: string, username: string, { factor, session }: SentCode, code: string): Promise<void> {
    await withPageClient(this.api, poolId, {}, (ClientId) =>
      refused(
        this.api.send(
          new AdminRespondToAuthChallengeCommand({
            UserPoolId: poolId,
            ClientId,
            ChallengeName: factor,
            Session: session,
            ChallengeResponses: { USERNAME: username, [`${factor}_CODE`]: code },
          }),
        ),
      ),
    );
  }
}
