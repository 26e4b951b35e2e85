import { environmentWarnings } from "../../../constructs/environment/warnings";
import { anyToken, listToken, minimalEnvironment, numberToken, parse, withValue } from "../example-environment";

const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
const quiet = withValue("alexa.skillIds", [SKILL_ID]);
const warningsOf = (props: object): string[] => environmentWarnings(parse(props as never));

test("an environment as it should be has no warning", () => {
  expect(warningsOf(quiet)).toEqual([]);
});

describe("refresh tokens", () => {
  test.each([
    [1, 1],
    [179, 1],
    [180, 0],
    [3650, 0],
  ])("that live %i days give %i warnings", (days, count) => {
    expect(warningsOf(withValue("tokens.refreshTokenDays", days, quiet))).toHaveLength(count);
  });

  test("the warning names property, value and what Alexa asks for", () => {
    expect(warningsOf(withValue("tokens.refreshTokenDays", 30, quiet))).toEqual([
      expect.stringMatching(/^tokens\.refreshTokenDays is 30: .*180/),
    ]);
  });

  test("whose lifetime only Terraform knows give none", () => {
    expect(warningsOf(withValue("tokens.refreshTokenDays", numberToken(), quiet))).toEqual([]);
    expect(warningsOf(withValue("tokens.refreshTokenDays", anyToken(), quiet))).toEqual([]);
  });
});

describe("a second factor where users sign in by phone", () => {
  const byPhone = withValue("userPool", { signIn: ["email", "phone"] }, quiet);

  test.each(["optional", "required"])("that is %s gives a warning: it may be a text message", (mfa) => {
    expect(warningsOf(withValue("userPool.mfa", mfa, byPhone))).toEqual([expect.stringContaining("SMS")]);
    expect(warningsOf(withValue("userPool.mfa", mfa, quiet))).toEqual([]);
  });

  test("that is off or left out gives none", () => {
    expect(warningsOf(byPhone)).toEqual([]);
    expect(warningsOf(withValue("userPool.mfa", "off", byPhone))).toEqual([]);
  });
});

describe("a sign-in without a password", () => {
  const withFactors = (userPool: object, base = quiet) => withValue("userPool", userPool, base);
  const SES = { sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com", from: "a@example.com" };
  const codes = { firstFactors: ["PASSWORD", "EMAIL_OTP"], email: SES };
  const passkeys = { firstFactors: ["PASSWORD", "WEB_AUTHN"] };

  test("by a code in an e-mail gives a warning where Cognito itself sends it", () => {
    expect(warningsOf(withFactors(codes))).toEqual([]);
    expect(warningsOf(withFactors({ ...codes, email: {} }))).toEqual([
      expect.stringMatching(/^userPool\.email\.sesIdentityArn .* 50 e-mails a day/),
    ]);
  });

  test.each([
    [["EMAIL_OTP"], ["phone"], ["verified_phone_number"], 1],
    [["SMS_OTP"], ["email", "phone"], ["verified_email"], 0],
    [["EMAIL_OTP"], ["username"], ["verified_email"], 0],
  ])(
    "by %j of users who sign in by %j gives a warning where they have no such address",
    (factors, signIn, accountRecovery, count) => {
      const pool = { email: SES, signIn, accountRecovery, firstFactors: ["PASSWORD", ...factors] };
      expect(warningsOf(withFactors(pool))).toHaveLength(count);
    },
  );

  test("by SMS gives it where users sign in by e-mail", () => {
    const pool = { firstFactors: ["PASSWORD", "SMS_OTP"], mfaMethods: ["totp", "sms"] };
    expect(warningsOf(withFactors(pool))).toEqual([expect.stringContaining("SMS_OTP needs phone")]);
  });

  test("by passkeys for another host than the link's gives a warning", () => {
    const made = (relyingPartyId: string) => warningsOf(withFactors({ ...passkeys, passkeys: { relyingPartyId } }));
    expect(made("example-skill-dev.auth.us-east-1.amazoncognito.com")).toEqual([]);
    expect(made("example.com")).toEqual([expect.stringMatching(/^userPool\.passkeys\.relyingPartyId is not the host/)]);
  });

  test("by passkeys gives none for the custom domain, unless the link has the prefix", () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
    const domain = { prefix: "example-skill-dev", name: "login.example.com", certificateArn };
    const pool = { ...passkeys, passkeys: { relyingPartyId: "login.example.com" } };
    expect(warningsOf(withFactors(pool, withValue("domain", domain, quiet)))).toEqual([]);
    expect(warningsOf(withFactors(pool, withValue("domain", { ...domain, linkHost: "prefix" }, quiet)))).toHaveLength(
      1,
    );
  });

  test("by passkeys with text messages and no second factor gives one: such a pool cannot be made at once", () => {
    const phone = { ...passkeys, signIn: ["phone"], accountRecovery: ["verified_phone_number"] };
    expect(warningsOf(withFactors(phone))).toEqual([expect.stringMatching(/^userPool\.passkeys: .*second apply/)]);
    expect(warningsOf(withFactors(passkeys))).toEqual([]);
    expect(warningsOf(withFactors({ ...phone, mfa: "optional", firstFactors: ["PASSWORD"] }))).toHaveLength(1);
  });

  test("gives a late one where the pages are the classic ones", () => {
    const late = (props: object) => environmentWarnings(parse(props as never), true);
    expect(late(withFactors(codes))).toEqual([expect.stringMatching(/^domain\.managedLoginBrandingId is missing/)]);
    expect(late(withFactors({ firstFactors: ["PASSWORD"] }))).toEqual([]);
    const branding = "1ee76372-aa1d-4030-9b97-b0e86ced64bf";
    expect(late(withFactors(codes, withValue("domain.managedLoginBrandingId", branding, quiet)))).toEqual([]);
  });
});

describe("a function that takes part in signing in", () => {
  const withTrigger = (name: string, trigger: object) => withValue("userPool.triggers", { [name]: trigger }, quiet);

  test.each([
    ["preTokenGeneration", 3, 0],
    ["preTokenGeneration", 4, 1],
    ["preSignUp", 5, 0],
  ])("%s of %i seconds gives %i warnings: Alexa waits for its tokens alone", (name, timeoutSeconds, count) => {
    expect(warningsOf(withTrigger(name, { zip: "a.zip", timeoutSeconds }))).toHaveLength(count);
  });

  test("gives none where nobody can see how long it takes", () => {
    const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:claims";
    expect(warningsOf(withTrigger("preTokenGeneration", { functionArn, timeoutSeconds: 5 }))).toEqual([]);
    expect(warningsOf(withTrigger("preTokenGeneration", { zip: "a.zip", timeoutSeconds: numberToken() }))).toEqual([]);
  });
});

describe("what stands before the sign-in page", () => {
  const webAcl = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111";
  const rules = (accountTakeover: object) =>
    withValue(
      "protection.riskRules",
      {
        accountTakeover: {
          sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/a.example",
          ...accountTakeover,
        },
      },
      withValue("userPool", { plan: "PLUS", threatProtection: "enforced" }, quiet),
    );

  test("a web ACL gives a warning: it stands before Alexa's refreshes, too", () => {
    expect(warningsOf(withValue("protection.webAclArn", webAcl, quiet))).toEqual([
      expect.stringMatching(/^protection\.webAclArn .*\/oauth2\/token/),
    ]);
  });

  test("risk rules give one where they refuse sign-ins, and none where they watch", () => {
    expect(warningsOf(rules({ high: "BLOCK" }))).toEqual([expect.stringMatching(/^protection\.riskRules/)]);
    expect(warningsOf(rules({ low: "MFA_REQUIRED" }))).toHaveLength(1);
    expect(warningsOf(rules({ high: "MFA_IF_CONFIGURED", notify: true }))).toEqual([]);
  });
});

describe("the function", () => {
  const vpc = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };

  test("in a VPC gives a warning that it has to reach the internet", () => {
    expect(warningsOf(withValue("function.vpc", vpc, quiet))).toEqual([expect.stringContaining("NAT gateway")]);
  });

  test("of a further region in a VPC gives it, too", () => {
    const regions = { "eu-west-1": { serves: ["EU"], vpc } };
    expect(warningsOf(withValue("functionRegions", regions, quiet))).toEqual([expect.stringContaining("NAT gateway")]);
  });

  test("that may answer nothing at once gives a warning that it is stopped", () => {
    expect(warningsOf(withValue("function.reservedConcurrency", 0, quiet))).toEqual([
      expect.stringContaining("stopped"),
    ]);
    expect(warningsOf(withValue("function.reservedConcurrency", 1, quiet))).toEqual([]);
  });
});

describe("local state", () => {
  const local = withValue("state", { type: "local", path: "../../../a.tfstate" }, quiet);

  test("of an environment with deletion protection gives a warning about the secret", () => {
    expect(warningsOf(local)).toEqual([expect.stringContaining("client secret")]);
  });

  test("of an environment to throw away gives none", () => {
    expect(warningsOf(withValue("userPool.deletionProtection", false, local))).toEqual([]);
  });
});

describe("skill ids", () => {
  test("that are missing give a warning: nothing may invoke the function", () => {
    expect(warningsOf(minimalEnvironment())).toEqual([expect.stringMatching(/^alexa\.skillIds is empty/)]);
  });

  test("that only Terraform knows give none", () => {
    expect(warningsOf(withValue("alexa.skillIds", listToken()))).toEqual([]);
    expect(warningsOf(withValue("alexa.skillIds", anyToken()))).toEqual([]);
  });
});
