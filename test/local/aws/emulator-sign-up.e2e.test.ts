import type { CreateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminGetUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { askEmulator, cognitoClient } from "../../../local/aws/aws-access";
import { emulatorClients } from "../emulator-clients";
import { describeWithMoto } from "../fixtures";

describeWithMoto("sign-up in the emulator", () => {
  const aws = emulatorClients();
  const Password = "Correct1horse!";
  let client: { readonly ClientId: string | undefined };
  let UserPoolId: string | undefined;
  let people = 0;

  interface Mail {
    readonly to: string;
    readonly medium: string;
    readonly subject: string;
    readonly message: string;
    readonly code: string;
    readonly at: string;
  }

  const mail = async (): Promise<readonly Mail[]> => {
    const { body } = await askEmulator(aws.access, "emulator", { path: "/emulator/mail" });
    return JSON.parse(body.toString("utf8"));
  };
  const lastCode = async (): Promise<string> => (await mail()).at(-1)?.code ?? "";

  const createPool = async (changes: Partial<CreateUserPoolCommandInput> = {}, cognito = aws.cognito) => {
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({
        PoolName: "pool",
        UsernameAttributes: ["email"],
        AutoVerifiedAttributes: ["email"],
        Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true, Mutable: true }],
        VerificationMessageTemplate: { EmailSubject: "Hello", EmailMessage: "<b>{####}</b>" },
        ...changes,
      }),
    );
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName: "c" }),
    );
    return { UserPoolId: UserPool?.Id, ClientId: UserPoolClient?.ClientId };
  };

  beforeAll(async () => {
    const created = await createPool();
    UserPoolId = created.UserPoolId;
    client = { ClientId: created.ClientId };
  });

  const signUp = async (changes: object = {}, cognito = aws.cognito) => {
    people += 1;
    const Username = `ada${people}@example.com`;
    const UserAttributes = [{ Name: "given_name", Value: "Ada" }];
    const result = await cognito.send(new SignUpCommand({ ...client, Username, Password, UserAttributes, ...changes }));
    return { Username, result };
  };

  const confirm = (Username: string, ConfirmationCode: string) =>
    aws.cognito.send(new ConfirmSignUpCommand({ ...client, Username, ConfirmationCode }));

  test("sends a code of six digits in the message of the pool's template", async () => {
    const { Username, result } = await signUp();
    expect(result).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" },
    });
    const code = await lastCode();
    expect(code).toMatch(/^\d{6}$/);
    expect((await mail()).at(-1)).toEqual({
      to: Username,
      medium: "EMAIL",
      subject: "Hello",
      message: `<b>${code}</b>`,
      code,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  test("is confirmed by that code only, once, which verifies the address", async () => {
    const { Username } = await signUp();
    const code = await lastCode();
    for (const wrong of ["abcdef", code === "123456" ? "654321" : "123456", `${code}0`]) {
      await expect(confirm(Username, wrong)).rejects.toMatchObject({ name: "CodeMismatchException" });
    }
    await confirm(Username, code);
    const user = await aws.cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
    expect(user.UserStatus).toBe("CONFIRMED");
    expect(user.UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
    await expect(confirm(Username, code)).rejects.toThrow("User cannot be confirmed. Current status is CONFIRMED");
  });

  test("takes a new code after ResendConfirmationCode, which a confirmed user does not get", async () => {
    const { Username } = await signUp();
    const resend = new ResendConfirmationCodeCommand({ ...client, Username });
    expect((await aws.cognito.send(resend)).CodeDeliveryDetails?.Destination).toBe("a***@e***");
    await confirm(Username, await lastCode());
    await expect(aws.cognito.send(resend)).rejects.toThrow("User is already confirmed.");
  });

  test("asks for the required attributes, and for the pool's permission", async () => {
    await expect(signUp({ UserAttributes: [] })).rejects.toThrow("given_name: The attribute is required");
    const closed = await createPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    await expect(signUp({ ClientId: closed.ClientId })).rejects.toThrow("SignUp is not permitted for this user pool");
  });

  test("works where only administrators reset passwords", async () => {
    const AccountRecoverySetting = { RecoveryMechanisms: [{ Name: "admin_only" as const, Priority: 1 }] };
    const { ClientId } = await createPool({ AccountRecoverySetting });
    const { Username } = await signUp({ ClientId });
    expect((await mail()).at(-1)?.to).toBe(Username);
  });

  test("sends to the phone where both addresses are to be verified", async () => {
    const { ClientId } = await createPool({ AutoVerifiedAttributes: ["email", "phone_number"] });
    const UserAttributes = [
      { Name: "given_name", Value: "Ada" },
      { Name: "phone_number", Value: "+14325551212" },
    ];
    const { result } = await signUp({ ClientId, UserAttributes });
    expect(result.CodeDeliveryDetails).toMatchObject({ DeliveryMedium: "SMS", Destination: "+*******1212" });
    expect((await mail()).at(-1)).toMatchObject({ to: "+14325551212", medium: "SMS" });
  });

  test("finds the client in every region, though such calls do not name one", async () => {
    const cognito = cognitoClient({ ...aws.access, region: "eu-west-1" });
    try {
      const { ClientId } = await createPool({}, cognito);
      const { Username } = await signUp({ ClientId }, cognito);
      await cognito.send(new ResendConfirmationCodeCommand({ ClientId, Username }));
      await cognito.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: await lastCode() }));
      await cognito.send(new ForgotPasswordCommand({ ClientId, Username }));
      expect((await mail()).at(-1)?.to).toBe(Username);
    } finally {
      cognito.destroy();
    }
  });

  test("keeps a bounded number of messages", async () => {
    const { Username } = await signUp();
    for (let time = 0; time < 210; time += 1) {
      await aws.cognito.send(new ResendConfirmationCodeCommand({ ...client, Username }));
    }
    expect(await mail()).toHaveLength(200);
  }, 20_000);

  test("a forgotten password takes the code of the mail, and only a password that the policy allows", async () => {
    const { Username } = await signUp();
    const forgot = new ForgotPasswordCommand({ ...client, Username });
    await expect(aws.cognito.send(forgot)).rejects.toThrow("there is no registered/verified email or phone_number");
    await confirm(Username, await lastCode());
    const reset = (ConfirmationCode: string, Password: string) =>
      aws.cognito.send(new ConfirmForgotPasswordCommand({ ...client, Username, ConfirmationCode, Password }));
    await expect(reset("123456", "Another1horse!")).rejects.toMatchObject({ name: "ExpiredCodeException" });
    await aws.cognito.send(forgot);
    const code = await lastCode();
    await expect(reset("moto-confirmation-code:1", "Another1horse!")).rejects.toMatchObject({
      name: "CodeMismatchException",
    });
    await expect(reset(code, "weak")).rejects.toMatchObject({ name: "InvalidPasswordException" });
    await reset(code, "Another1horse!");
    await expect(reset(code, "Another1horse!")).rejects.toMatchObject({ name: "ExpiredCodeException" });
  });
});
