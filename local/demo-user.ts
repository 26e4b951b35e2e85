import { randomBytes } from "node:crypto";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";

/** Somebody with an account in a user pool. */
export interface DemoUser {
  readonly email: string;
  readonly givenName: string;
  /** Never print it. */
  readonly password: string;
}

/** Makes a confirmed user with a new random password. */
export async function createUser(
  { endpoint, region }: { readonly endpoint: string; readonly region: string },
  poolId: string,
  { email, givenName }: Omit<DemoUser, "password">,
): Promise<DemoUser> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const api = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  const password = newPassword();
  const user = { UserPoolId: poolId, Username: email };
  try {
    await api.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: "SUPPRESS",
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
          { Name: "given_name", Value: givenName },
        ],
      }),
    );
    await api.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    return { email, givenName, password };
  } finally {
    api.destroy();
  }
}

/** 128 random bits, with every kind of character that a password policy can ask for. */
function newPassword(): string {
  return `aA1!${randomBytes(16).toString("base64url")}`;
}
