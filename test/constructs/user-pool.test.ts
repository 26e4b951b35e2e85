import { TerraformOutput } from "cdktf";
import { UserPool } from "../../constructs";
import { minimalEnvironment, parse, withValue } from "./example-environment";
import type { ResourceJson, StackJson } from "./synthesize";
import { addressesOf, resourceAt, synthesizeConstruct } from "./synthesize";

const ADDRESS = "aws_cognito_user_pool.user_pool";

function stackWith(settings: Readonly<Record<string, unknown>> = {}): StackJson {
  const props = Object.entries(settings).reduce<object>(
    (inner, [name, value]) => withValue(`userPool.${name}`, value, inner),
    minimalEnvironment(),
  );
  const { accountId, region, userPool } = parse(props as never);
  return synthesizeConstruct((stack) => {
    new UserPool(stack, "user_pool", { name: "quiz-dev", region, accountId, settings: userPool });
  });
}
const poolWith = (settings?: Readonly<Record<string, unknown>>): ResourceJson =>
  resourceAt(stackWith(settings), ADDRESS);
const requiredIn = (pool: ResourceJson): string[] =>
  (pool.schema ?? []).map(({ name, required }: ResourceJson) => {
    expect(required).toBe(true);
    return name;
  });

describe("sign-in", () => {
  test.each([
    // What users type · user name attributes · aliases · verified · asked for on the sign-up page beside the sign-in identifier
    [["email"], ["email"], undefined, ["email"], []],
    [["phone"], ["phone_number"], undefined, ["phone_number"], []],
    [["email", "phone"], ["email", "phone_number"], undefined, ["email", "phone_number"], ["email", "phone_number"]],
    [["username"], undefined, [], ["email"], ["email"]],
    [["username", "email"], undefined, ["email"], ["email"], ["email"]],
    [["username", "phone"], undefined, ["phone_number"], ["email", "phone_number"], ["email", "phone_number"]],
    [
      ["username", "email", "phone"],
      undefined,
      ["email", "phone_number"],
      ["email", "phone_number"],
      ["email", "phone_number"],
    ],
  ])("by %j", (signIn, usernameAttributes, aliasAttributes, verified, required) => {
    const pool = poolWith({ signIn, requiredAttributes: [], accountRecovery: ["admin_only"] });

    expect(pool.username_attributes).toEqual(usernameAttributes);
    expect(pool.alias_attributes).toEqual(aliasAttributes);
    expect(pool.auto_verified_attributes).toEqual(verified);
    expect(pool.user_attribute_update_settings).toEqual({ attributes_require_verification_before_update: verified });
    expect(requiredIn(pool)).toEqual(required);
  });

  test("identifiers in another order give the same pool: they can never be changed", () => {
    expect(poolWith({ signIn: ["phone", "email"] })).toEqual(poolWith({ signIn: ["email", "phone"] }));
    expect(poolWith({ signIn: ["email", "username"] })).toEqual(poolWith({ signIn: ["username", "email"] }));
  });

  test("upper and lower case are the same user", () => {
    expect(poolWith().username_configuration).toEqual({ case_sensitive: false });
  });
});

describe("required attributes", () => {
  test("are asked for, can be changed later, and carry Cognito's own limits, without which every plan would replace the pool", () => {
    expect(poolWith({ requiredAttributes: ["name", "nickname"] }).schema).toEqual(
      ["name", "nickname"].map((name) => ({
        name,
        attribute_data_type: "String",
        required: true,
        mutable: true,
        string_attribute_constraints: { min_length: "0", max_length: "2048" },
      })),
    );
  });

  test("none at all leaves only those that sign-in and recovery need", () => {
    expect(requiredIn(poolWith({ requiredAttributes: [] }))).toEqual([]);
  });
});

describe("a second factor", () => {
  test.each([
    ["off", "OFF", undefined],
    ["optional", "OPTIONAL", { enabled: true }],
    ["required", "ON", { enabled: true }],
  ])("that is %s", (mfa, configuration, authenticatorApp) => {
    const pool = poolWith({ mfa });

    expect(pool.mfa_configuration).toBe(configuration);
    expect(pool.software_token_mfa_configuration).toEqual(authenticatorApp);
  });

  test.each([["phone"], ["email", "phone"]])(
    "is off where users sign in with %s and nobody asks for one",
    (...signIn) => {
      const pool = poolWith({ signIn, accountRecovery: ["verified_phone_number"] });

      expect(pool.sms_configuration).toBeDefined();
      expect(pool.mfa_configuration).toBe("OFF");
      expect(pool.software_token_mfa_configuration).toBeUndefined();
    },
  );

  test("is there by phone when it is asked for", () => {
    expect(poolWith({ signIn: ["email", "phone"], mfa: "required" }).mfa_configuration).toBe("ON");
  });

  test("is never a text message: no SMS is set up for it", () => {
    expect(addressesOf(stackWith({ mfa: "required" }))).toEqual([ADDRESS]);
    expect(poolWith({ mfa: "required" }).sms_configuration).toBeUndefined();
  });
});

describe("account recovery", () => {
  test("keeps the order of preference", () => {
    expect(
      poolWith({ signIn: ["email", "phone"], accountRecovery: ["verified_phone_number", "verified_email"] })
        .account_recovery_setting,
    ).toEqual({
      recovery_mechanism: [
        { name: "verified_phone_number", priority: 1 },
        { name: "verified_email", priority: 2 },
      ],
    });
  });

  test("by administrators only", () => {
    expect(poolWith({ accountRecovery: ["admin_only"] }).account_recovery_setting).toEqual({
      recovery_mechanism: [{ name: "admin_only", priority: 1 }],
    });
  });

  test("changes nothing of what users are asked for, which can never be changed", () => {
    const schemas = [["verified_email"], ["verified_phone_number"], ["admin_only"]].map(
      (accountRecovery) => poolWith({ signIn: ["email", "phone"], accountRecovery }).schema,
    );

    expect(schemas[1]).toEqual(schemas[0]);
    expect(schemas[2]).toEqual(schemas[0]);
  });
});

describe("text messages", () => {
  const BY_PHONE = { signIn: ["phone"], accountRecovery: ["verified_phone_number"] };

  test("are set up where users sign in with a phone number", () => {
    const json = stackWith(BY_PHONE);

    expect(resourceAt(json, ADDRESS).sms_configuration).toEqual({
      external_id: `\${terraform_data.user_pool_sms_external_id.output}`,
      sns_caller_arn: `\${aws_iam_role.user_pool_sms.arn}`,
      sns_region: "us-east-1",
    });
    expect(resourceAt(json, "aws_iam_role.user_pool_sms").name).toBe("quiz-dev_sms");
  });

  test("are not set up otherwise", () => {
    expect(addressesOf(stackWith())).toEqual([ADDRESS]);
  });

  test("wait for the role's policy: Cognito tries the role when the pool is created", () => {
    expect(resourceAt(stackWith(BY_PHONE), ADDRESS).depends_on).toEqual(["aws_iam_role_policy.user_pool_sms_publish"]);
  });
});

test("the password policy is the environment's", () => {
  expect(
    poolWith({
      passwordPolicy: { minimumLength: 20, requireLowercase: false, requireSymbols: true, temporaryPasswordDays: 1 },
    }).password_policy,
  ).toEqual({
    minimum_length: 20,
    require_lowercase: false,
    require_uppercase: true,
    require_numbers: true,
    require_symbols: true,
    temporary_password_validity_days: 1,
  });
});

test("the e-mail with the code is the environment's", () => {
  const verificationEmail = { subject: "Quiz", message: "<b>{####}</b>" };

  expect(poolWith({ verificationEmail }).verification_message_template).toEqual({
    default_email_option: "CONFIRM_WITH_CODE",
    email_subject: "Quiz",
    email_message: "<b>{####}</b>",
  });
});

test("what looks like Terraform in the e-mail reaches the user as it was written", () => {
  const message = "Save %{5} and $" + "{price}: {####}";
  const template = poolWith({ verificationEmail: { message } }).verification_message_template;

  expect(template.email_message).toBe("Save %%{5} and $$" + "{price}: {####}");
});

test.each([
  [true, false],
  [false, true],
])("self-sign-up %j means that only administrators make accounts: %j", (selfSignUp, onlyAdministrators) => {
  expect(poolWith({ selfSignUp }).admin_create_user_config).toEqual({
    allow_admin_create_user_only: onlyAdministrators,
  });
});

describe("deletion protection", () => {
  test("is Cognito's and Terraform's", () => {
    expect(poolWith()).toMatchObject({ deletion_protection: "ACTIVE", lifecycle: { prevent_destroy: true } });
  });

  test("that is off is off in both", () => {
    const pool = poolWith({ deletionProtection: false });

    expect(pool.deletion_protection).toBe("INACTIVE");
    expect(pool.lifecycle).toBeUndefined();
  });
});

test("the issuer is the pool's, never the domain", () => {
  const { region, userPool } = parse({ ...minimalEnvironment(), region: "eu-west-1" });
  const { output } = synthesizeConstruct((stack) => {
    const pool = new UserPool(stack, "user_pool", {
      name: "quiz-dev",
      region,
      accountId: "123456789012",
      settings: userPool,
    });
    new TerraformOutput(stack, "issuer", { value: pool.issuer, staticId: true });
  });

  expect(output.issuer.value).toBe(
    `https://cognito-idp.eu-west-1.amazonaws.com/\${aws_cognito_user_pool.user_pool.id}`,
  );
});

test("e-mail is sent by Cognito, or by an identity in Amazon SES", () => {
  const sesIdentityArn = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
  expect(poolWith().email_configuration).toBeUndefined();
  expect(poolWith({ email: { sesIdentityArn, from: "Quiz <codes@example.com>" } }).email_configuration).toEqual({
    email_sending_account: "DEVELOPER",
    source_arn: sesIdentityArn,
    from_email_address: "Quiz <codes@example.com>",
  });
});

test("a pool that exists is read, and nothing of it is made", () => {
  const { region, userPool: settings } = parse(withValue("userPool.existing", { id: "us-east-1_Abc123xyz" }));
  const json = synthesizeConstruct((stack) => {
    const pool = new UserPool(stack, "user_pool", { name: "quiz-dev", region, accountId: "123456789012", settings });
    new TerraformOutput(stack, "pool", { value: [pool.id, pool.arn, pool.issuer], staticId: true });
  });

  expect(json.resource).toBeUndefined();
  expect(json.data?.aws_cognito_user_pool?.user_pool_existing).toMatchObject({ user_pool_id: "us-east-1_Abc123xyz" });
  expect(json.output.pool.value).toEqual([
    "us-east-1_Abc123xyz",
    `\${data.aws_cognito_user_pool.user_pool_existing.arn}`,
    "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123xyz",
  ]);
});
