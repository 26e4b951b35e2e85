import { randomUUID } from "node:crypto";
import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { CreateUserPoolClientCommand, DeleteUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CHOICE_FLOW } from "../../contract/first-factor";

export interface PasswordCheck {
  /** Whether an unknown user is answered like a wrong password. @default true */
  readonly hideUnknownUsers?: boolean;
}

/** Whether a client hides who exists. */
export const checkOf = ({ PreventUserExistenceErrors }: UserPoolClientType): PasswordCheck => ({
  hideUnknownUsers: PreventUserExistenceErrors !== "LEGACY",
});

/**
 * Does something through an app client that exists only for it.
 *
 * Cognito's own sign-in page verifies passwords and codes whatever API flows the client of the authorization request
 * allows, so the question to the API must not go through that client.
 */
export async function withPageClient<T>(
  api: CognitoIdentityProviderClient,
  poolId: string,
  { hideUnknownUsers = true }: PasswordCheck,
  work: (clientId: string | undefined) => Promise<T>,
): Promise<T> {
  const { UserPoolClient } = await api.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: `sign-in-page-${randomUUID()}`,
      ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", CHOICE_FLOW],
      PreventUserExistenceErrors: hideUnknownUsers ? "ENABLED" : "LEGACY",
    }),
  );
  const ClientId = UserPoolClient?.ClientId;
  try {
    return await work(ClientId);
  } finally {
    await api.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId }));
  }
}
