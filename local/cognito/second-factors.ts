import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AwsAccess } from "../aws/aws-access";
import { askEmulator } from "../aws/aws-access";
import { refused } from "./account-refused";
import { withPageClient } from "./page-client";

/** How long Cognito waits for the second factor, in seconds: the default of a client's AuthSessionValidity. */
export const SECOND_FACTOR_SECONDS = 180;

/** What a pool asks for after the password. */
export interface SecondFactor {
  /** A code of the user's authenticator app, or to set one up. */
  readonly challenge: "SOFTWARE_TOKEN_MFA" | "MFA_SETUP";
  /** What the pool knows the sign-in by. */
  readonly session: string;
}

/** What an authenticator app shows. */
export interface ShownCode {
  /** Whose it is, by any of their names. */
  readonly username: string;
  readonly code: string;
  readonly secondsLeft: number;
}

/** A second factor whose code can be asked for. */
export interface AskedFactor extends SecondFactor {
  /** The key for the authenticator app that is being set up, in base32. */
  readonly key?: string;
}

/**
 * The second factor of a sign-in: a code of an authenticator app.
 *
 * Every method throws AccountRefused when Cognito does not do it.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
 */
export class SecondFactors {
  constructor(
    private readonly api: CognitoIdentityProviderClient,
    private readonly access: AwsAccess,
  ) {}

  /** What the authenticator apps in the emulator show at this moment, one for each user who has a key. */
  async shownCodes(): Promise<readonly ShownCode[]> {
    const { body } = await askEmulator(this.access, "emulator", { path: "/emulator/authenticator" });
    return JSON.parse(body.toString("utf8")) as readonly ShownCode[];
  }

  /** Makes what the user is asked for: for somebody who has no authenticator app yet, its key. */
  async ask(factor: SecondFactor): Promise<AskedFactor> {
    if (factor.challenge !== "MFA_SETUP") {
      return factor;
    }
    const { SecretCode, Session } = await refused(
      this.api.send(new AssociateSoftwareTokenCommand({ Session: factor.session })),
    );
    return { ...factor, session: Session ?? factor.session, key: SecretCode };
  }

  /** Verifies the code; the user may then be signed in. */
  async answer(poolId: string, username: string, { challenge, session }: AskedFactor, code: string): Promise<void> {
    const settingUp = challenge === "MFA_SETUP";
    const verified = settingUp
      ? await refused(this.api.send(new VerifySoftwareTokenCommand({ Session: session, UserCode: code })))
      : undefined;
    await withPageClient(this.api, poolId, {}, (ClientId) =>
      refused(
        this.api.send(
          new AdminRespondToAuthChallengeCommand({
            UserPoolId: poolId,
            ClientId,
            ChallengeName: challenge,
            Session: verified?.Session ?? session,
            ChallengeResponses: { USERNAME: username, ...(settingUp ? {} : { SOFTWARE_TOKEN_MFA_CODE: code }) },
          }),
        ),
      ),
    );
  }
}
