import type { SetUserPoolMfaConfigCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { emulatorClients } from "../emulator-clients";
import { describeWithMoto } from "../fixtures";

type Factor = "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN";

const SMS = { SnsCallerArn: "arn:aws:iam::123456789012:role/sms", ExternalId: "external" };
const TOTP = { SoftwareTokenMfaConfiguration: { Enabled: true } };
const PASSKEYS = { RelyingPartyId: "login.example.com", UserVerification: "required" } as const;

describeWithMoto("first factors in the emulator", () => {
  const aws = emulatorClients();

  const policies = (...AllowedFirstAuthFactors: Factor[]) => ({
    Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
  });

  const createPool = async (props: Partial<CreateUserPoolCommand["input"]> = {}): Promise<string> => {
    const { UserPool } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "pool", ...props }));
    return UserPool?.Id ?? "";
  };

  const policiesOf = async (UserPoolId: string) =>
    (await aws.cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.Policies;

  const setMfa = (UserPoolId: string, props: Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId">) =>
    aws.cognito.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...props }));

  const mfaOf = async (UserPoolId: string) => {
    const { $metadata: _, ...config } = await aws.cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
    return config;
  };

  test("are a password where nobody says so, and stay through an update of something else", async () => {
    expect(await policiesOf(await createPool())).toMatchObject({
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
    });
    const pool = await createPool({
      Policies: { ...policies("PASSWORD", "EMAIL_OTP").Policies, PasswordPolicy: { MinimumLength: 14 } },
    });
    await aws.cognito.send(new UpdateUserPoolCommand({ UserPoolId: pool, DeletionProtection: "INACTIVE" }));
    expect(await policiesOf(pool)).toMatchObject({
      PasswordPolicy: { MinimumLength: 14 },
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] },
    });
    await aws.cognito.send(new UpdateUserPoolCommand({ UserPoolId: pool, ...policies("PASSWORD") }));
    expect(await policiesOf(pool)).toMatchObject({
      PasswordPolicy: { MinimumLength: 14 },
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
    });
  });

  test.each<[string, Partial<CreateUserPoolCommand["input"]>, RegExp]>([
    ["on LITE", { ...policies("PASSWORD", "EMAIL_OTP"), UserPoolTier: "LITE" }, /not available in the feature plan/],
    ["by SMS without a role that sends", policies("PASSWORD", "SMS_OTP"), /missing valid SMS configuration/],
    ["that are passkeys alone", policies("WEB_AUTHN"), /accompanied by at least one other/],
  ])("%s are refused", async (_, props, message) => {
    await expect(createPool(props)).rejects.toThrow(message);
  });

  test.each<[Factor, RegExp]>([
    ["EMAIL_OTP", /Only PASSWORD and WEB_AUTHN/],
    ["SMS_OTP", /Only PASSWORD and WEB_AUTHN/],
    ["WEB_AUTHN", /Cannot set WebAuthn factor configuration to SINGLE_FACTOR/],
  ])("%s goes with a second factor that may be, and with none that must", async (factor, message) => {
    const pool = await createPool({ ...policies("PASSWORD", factor), SmsConfiguration: SMS });
    await setMfa(pool, { ...TOTP, MfaConfiguration: "OPTIONAL" });
    await expect(setMfa(pool, { ...TOTP, MfaConfiguration: "ON" })).rejects.toThrow(message);
    const strict = await createPool({ SmsConfiguration: SMS });
    await setMfa(strict, { ...TOTP, MfaConfiguration: "ON" });
    const update = new UpdateUserPoolCommand({
      UserPoolId: strict,
      SmsConfiguration: SMS,
      ...policies("PASSWORD", factor),
    });
    await expect(aws.cognito.send(update)).rejects.toThrow(message);
  });

  test("a passkey that counts as both goes with a second factor that must be", async () => {
    const pool = await createPool(policies("PASSWORD", "WEB_AUTHN"));
    const WebAuthnConfiguration = { ...PASSKEYS, FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" } as const;
    await setMfa(pool, { ...TOTP, MfaConfiguration: "ON", WebAuthnConfiguration });
    expect(await mfaOf(pool)).toMatchObject({ MfaConfiguration: "ON", WebAuthnConfiguration });
  });

  test("passkeys are no second factor, and stay where a request does not name them", async () => {
    const pool = await createPool();
    expect(await mfaOf(pool)).toEqual({ MfaConfiguration: "OFF" });
    await setMfa(pool, { WebAuthnConfiguration: PASSKEYS });
    const WebAuthnConfiguration = { ...PASSKEYS, FactorConfiguration: "SINGLE_FACTOR" };
    expect(await mfaOf(pool)).toEqual({ MfaConfiguration: "OFF", WebAuthnConfiguration });
    await setMfa(pool, { ...TOTP, MfaConfiguration: "OPTIONAL" });
    expect(await mfaOf(pool)).toEqual({ ...TOTP, MfaConfiguration: "OPTIONAL", WebAuthnConfiguration });
  });

  test("a second factor does not go with having none, nor having one with none", async () => {
    const pool = await createPool();
    await expect(setMfa(pool, { ...TOTP, MfaConfiguration: "OFF" })).rejects.toThrow(/can't turn off MFA/);
    await expect(setMfa(pool, TOTP)).rejects.toThrow(/can't turn off MFA/);
    await expect(setMfa(pool, { MfaConfiguration: "OPTIONAL" })).rejects.toThrow(/must be enabled/);
  });

  test("codes by e-mail need an identity of Amazon SES, and keep their text", async () => {
    const EmailMfaConfiguration = { Message: "Your code is {####}.", Subject: "Your code" };
    const own = await createPool();
    await expect(setMfa(own, { EmailMfaConfiguration, MfaConfiguration: "OPTIONAL" })).rejects.toThrow(
      /COGNITO_DEFAULT/,
    );
    const pool = await createPool({
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        From: "a@example.com",
      },
    });
    await setMfa(pool, { EmailMfaConfiguration, MfaConfiguration: "OPTIONAL" });
    expect(await mfaOf(pool)).toMatchObject({ EmailMfaConfiguration });
  });
});
