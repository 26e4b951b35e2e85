import { createHmac } from "node:crypto";
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { emulatorClients } from "../emulator-clients";
import { describeWithMoto } from "../fixtures";

describeWithMoto("sign-in in the emulator", () => {
  const aws = emulatorClients();
  const PASSWORD = "Correct1horse!";
  let UserPoolId: string | undefined;

  beforeAll(async () => {
    const created = await aws.cognito.send(
      new CreateUserPoolCommand({
        PoolName: "pool",
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
      }),
    );
    UserPoolId = created.UserPool?.Id;
    const user = { UserPoolId, Username: "ada@example.com" };
    await aws.cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
    await aws.cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
  });

  const createClient = async (flow: "ALLOW_ADMIN_USER_PASSWORD_AUTH" | "ALLOW_USER_PASSWORD_AUTH", secret = false) => {
    const ExplicitAuthFlows = [flow];
    const created = await aws.cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: "c",
        ExplicitAuthFlows,
        GenerateSecret: secret,
        PreventUserExistenceErrors: "ENABLED",
      }),
    );
    return created.UserPoolClient;
  };

  const adminSignIn = (ClientId: string | undefined, parameters: Record<string, string>) =>
    aws.cognito.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada@example.com", PASSWORD, ...parameters },
      }),
    );

  test("works in any case of the e-mail address", async () => {
    const client = await createClient("ALLOW_ADMIN_USER_PASSWORD_AUTH");
    const result = await adminSignIn(client?.ClientId, { USERNAME: "Ada@Example.COM" });
    expect(result.AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("is refused for a flow that the client does not allow", async () => {
    const client = await createClient("ALLOW_USER_PASSWORD_AUTH");
    await expect(adminSignIn(client?.ClientId, {})).rejects.toThrow(/flow not enabled for this client/);
  });

  test.each([
    ["a wrong password", { PASSWORD: "Wrong1horse!" }],
    ["an unknown user", { USERNAME: "nobody@example.com" }],
  ])("answers %s alike", async (_, parameters: Record<string, string>) => {
    const client = await createClient("ALLOW_ADMIN_USER_PASSWORD_AUTH");
    await expect(adminSignIn(client?.ClientId, parameters)).rejects.toThrow("Incorrect username or password.");
  });

  test("asks a client with a secret for its hash", async () => {
    const client = await createClient("ALLOW_USER_PASSWORD_AUTH", true);
    const signIn = (parameters: Record<string, string>) =>
      aws.cognito.send(
        new InitiateAuthCommand({
          ClientId: client?.ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "ada@example.com", PASSWORD, ...parameters },
        }),
      );
    const hash = createHmac("sha256", client?.ClientSecret ?? "")
      .update(`ada@example.com${client?.ClientId}`)
      .digest("base64");
    await expect(signIn({})).rejects.toThrow(/SECRET_HASH was not received/);
    await expect(signIn({ SECRET_HASH: "wrong" })).rejects.toThrow(/Unable to verify secret hash/);
    expect((await signIn({ SECRET_HASH: hash })).AuthenticationResult?.AccessToken).toBeDefined();
  });
});
