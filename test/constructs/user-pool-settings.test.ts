import type { UserPoolProps } from "../../constructs";
import { minimalEnvironment, withValue } from "./example-environment";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const POOL = "aws_cognito_user_pool.user_pool";
const poolWith = (userPool: UserPoolProps) =>
  resourceAt(synthesize(withValue("userPool", userPool, minimalEnvironment())), POOL);

const EMAIL = {
  sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
  from: "codes@example.com",
};

test("custom attributes stand beside the required ones, with limits where the type has some", () => {
  const pool = poolWith({
    requiredAttributes: ["birthdate"],
    customAttributes: {
      level: { type: "Number", minimum: 0, maximum: 100 },
      tenant: { type: "String", minLength: 1, mutable: false },
      trial: { type: "Boolean" },
    },
  });

  expect(pool.schema).toEqual([
    {
      name: "birthdate",
      attribute_data_type: "String",
      required: true,
      mutable: true,
      string_attribute_constraints: { min_length: "10", max_length: "10" },
    },
    {
      name: "level",
      attribute_data_type: "Number",
      required: false,
      mutable: true,
      number_attribute_constraints: { min_value: "0", max_value: "100" },
    },
    {
      name: "tenant",
      attribute_data_type: "String",
      required: false,
      mutable: false,
      string_attribute_constraints: { min_length: "1", max_length: "2048" },
    },
    { name: "trial", attribute_data_type: "Boolean", required: false, mutable: true },
  ]);
});

test("a preferred name is an alias, and nobody is asked for it or verified by it", () => {
  const pool = poolWith({ signIn: ["username", "email", "preferred_username"] });

  expect(pool.alias_attributes).toEqual(["email", "preferred_username"]);
  expect(pool.auto_verified_attributes).toEqual(["email"]);
});

test("codes by SMS as second factor bring the role that sends them, without phone sign-in", () => {
  const json = synthesize(withValue("userPool.mfaMethods", ["totp", "sms"]));

  expect(addressesOf(json)).toContain("aws_iam_role.user_pool_sms");
  expect(resourceAt(json, POOL)).toMatchObject({
    sms_configuration: { sns_caller_arn: expect.any(String) },
    software_token_mfa_configuration: { enabled: true },
    username_attributes: ["email"],
    depends_on: ["aws_iam_role_policy.user_pool_sms_publish"],
  });
});

test("codes by e-mail as second factor have a text of their own, and no authenticator app beside them", () => {
  const pool = poolWith({ mfa: "required", mfaMethods: ["email"], email: EMAIL });

  expect(pool.email_mfa_configuration).toEqual({
    message: "Your sign-in code is {####}.",
    subject: "Your sign-in code",
  });
  expect(pool).not.toHaveProperty("software_token_mfa_configuration");
  expect(pool).not.toHaveProperty("sms_configuration");
});

test("without a second factor there is none of its blocks", () => {
  const pool = poolWith({ mfa: "off", mfaMethods: ["totp", "email"], email: EMAIL });

  expect(pool).not.toHaveProperty("email_mfa_configuration");
  expect(pool).not.toHaveProperty("software_token_mfa_configuration");
});

describe("first factors", () => {
  test("are Cognito's own where nobody says so", () => {
    const pool = poolWith({});
    expect(pool).not.toHaveProperty("sign_in_policy");
    expect(pool).not.toHaveProperty("web_authn_configuration");
  });

  test("are written as they are, and bring no passkeys along", () => {
    const pool = poolWith({ firstFactors: ["PASSWORD", "EMAIL_OTP"] });
    expect(pool.sign_in_policy).toEqual({ allowed_first_auth_factors: ["PASSWORD", "EMAIL_OTP"] });
    expect(pool).not.toHaveProperty("web_authn_configuration");
  });

  test("by SMS bring the role that sends them", () => {
    const json = synthesize(withValue("userPool", { firstFactors: ["PASSWORD", "SMS_OTP"], mfa: "off" }));
    expect(addressesOf(json)).toContain("aws_iam_role.user_pool_sms");
    expect(resourceAt(json, POOL)).toMatchObject({ sms_configuration: { sns_caller_arn: expect.any(String) } });
  });

  const passkeysOf = (domain: object, passkeys: object = {}) => {
    const userPool = { firstFactors: ["PASSWORD", "WEB_AUTHN"], passkeys };
    const json = synthesize(withValue("userPool", userPool, withValue("domain", domain)));
    return (resourceAt(json, POOL) as { readonly web_authn_configuration?: unknown }).web_authn_configuration;
  };
  const prefix = "example-skill-dev";
  const host = `${prefix}.auth.us-east-1.amazoncognito.com`;
  const custom = { prefix, name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };

  test.each([
    [{ prefix }, {}, host],
    [custom, {}, "login.example.com"],
    [{ ...custom, linkHost: "prefix" }, {}, host],
    [{ prefix }, { relyingPartyId: "example.com" }, "example.com"],
  ])("passkeys of %j with %j are made for the page that Alexa opens, or as said", (domain, passkeys, expected) => {
    expect(passkeysOf(domain, passkeys)).toEqual({ relying_party_id: expected, user_verification: "preferred" });
  });

  test("passkeys may have to know their owner", () => {
    expect(passkeysOf({ prefix }, { userVerification: "required" })).toMatchObject({ user_verification: "required" });
  });

  test("passkeys keep their relying party when nobody may begin with one any more", () => {
    const pool = poolWith({ firstFactors: ["PASSWORD"], passkeys: { relyingPartyId: "login.example.com" } });
    expect(pool.web_authn_configuration).toEqual({
      relying_party_id: "login.example.com",
      user_verification: "preferred",
    });
  });
});

test("an invitation stands beside who may make an account", () => {
  expect(
    poolWith({ selfSignUp: false, invitation: { message: "{username}: {####}" } }).admin_create_user_config,
  ).toEqual({
    allow_admin_create_user_only: true,
    invite_message_template: { email_message: "{username}: {####}" },
  });
});

test("confirmation by a link keeps the code for forgotten passwords", () => {
  const text = { confirmBy: "link", linkMessage: "{##Confirm##}" } as const;

  expect(poolWith({ verificationEmail: text }).verification_message_template).toEqual({
    default_email_option: "CONFIRM_WITH_LINK",
    email_message: "Your verification code is {####}.",
    email_message_by_link: "{##Confirm##}",
    email_subject: "Your verification code",
  });
});

test("devices are remembered as said", () => {
  expect(poolWith({ devices: { remember: "always" } }).device_configuration).toEqual({
    challenge_required_on_new_device: false,
    device_only_remembered_on_user_prompt: false,
  });
  expect(poolWith({ devices: { remember: "whenAsked", skipSecondFactor: true } }).device_configuration).toEqual({
    challenge_required_on_new_device: true,
    device_only_remembered_on_user_prompt: true,
  });
});

test("functions that send are a block each, with the key for both", () => {
  const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111";
  const smsFunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:send";

  expect(poolWith({ customSenders: { kmsKeyArn, smsFunctionArn } }).lambda_config).toEqual({
    kms_key_id: kmsKeyArn,
    custom_sms_sender: { lambda_arn: smsFunctionArn, lambda_version: "V1_0" },
  });
});
