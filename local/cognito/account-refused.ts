import { CognitoIdentityProviderServiceException } from "@aws-sdk/client-cognito-identity-provider";
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
