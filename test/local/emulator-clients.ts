import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { AwsAccess } from "../../local/aws/aws-access";
import { askEmulator, cognitoClient } from "../../local/aws/aws-access";
import { sharedEmulator } from "./shared-emulator";

export interface EmulatorClients {
  readonly access: AwsAccess;
  readonly cognito: CognitoIdentityProviderClient;
  readonly lambda: LambdaClient;
}

/**
 * AWS's clients for the worker's shared emulator, for the tests of a `describe`, before whose tests they must not be
 * used. Pools are the test's own; functions, roles and domains need a name that no other file takes.
 */
export function emulatorClients(): EmulatorClients {
  const clients: Partial<EmulatorClients> = {};
  beforeAll(async () => {
    const access = await sharedEmulator();
    Object.assign(clients, { access, cognito: cognitoClient(access), lambda: new LambdaClient(access) });
  }, 60_000);
  afterAll(() => {
    clients.cognito?.destroy();
    clients.lambda?.destroy();
  });
  return clients as EmulatorClients;
}

/** Makes a role and returns its ARN: Lambda takes only a role that exists. */
export async function createRole(access: AwsAccess, name: string): Promise<string> {
  const body = new URLSearchParams({
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
  });
  const { status } = await askEmulator(access, "iam", {
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: body.toString(),
  });
  expect(status).toBe(200);
  return `arn:aws:iam::123456789012:role/${name}`;
}
