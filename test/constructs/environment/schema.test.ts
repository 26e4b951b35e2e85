import type { EnvironmentProps } from "../../../constructs";
import type { Field } from "../../../constructs/environment/field";
import type { Leaf } from "../environment-leaves";
import { environmentLeaves, tokensFor } from "../environment-leaves";
import { minimalEnvironment, parse, problemsOf, valueAt, wheres, without, withValue } from "../example-environment";
import { resourceAt, synthesize, synthesizeTexts } from "../synthesize";

interface Expectation {
  readonly accepts: readonly unknown[];
  /** Beside the values of wrong kinds, which every property of a kind has to refuse. */
  readonly refuses: readonly unknown[];
  readonly whenLeftOut: typeof REFUSED | { readonly is: unknown };
  /** The argument that an accepted value becomes as it is: `aws_cognito_user_pool.user_pool`, then the path inside. */
  readonly becomes?: readonly [address: string, path: string];
}

const POOL = "aws_cognito_user_pool.user_pool";
const THEIRS = "arn:aws:lambda:us-east-1:123456789012:function:theirs:live";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/progress";
const layer = (index: number, region = "us-east-1") => `arn:aws:lambda:${region}:123456789012:layer:tools:${index + 1}`;
const REFUSED = "refused";
const is = (value: unknown) => ({ is: value });
const chars = (count: number, char = "a") => char.repeat(count);
const many = <T>(count: number, item: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => item(i));

const skillId = (index: number) => `amzn1.ask.skill.11111111-1111-4111-8111-${String(index).padStart(12, "0")}`;
const uris = (count: number) => many(count, (index) => `https://example.com/${index}`);

const whole = (min: number, max: number, byDefault: number): Expectation => ({
  accepts: [min, min + 1, max - 1, max],
  refuses: [min - 1, max + 1, min + 0.5, -min, 0, Number.POSITIVE_INFINITY],
  whenLeftOut: is(byDefault),
});
const flag = (byDefault: boolean): Expectation => ({ accepts: [true, false], refuses: [], whenLeftOut: is(byDefault) });
const oneOf = (values: readonly unknown[], whenLeftOut: Expectation["whenLeftOut"]): Expectation => ({
  accepts: values,
  refuses: ["", "unheard-of", 2],
  whenLeftOut,
});
const redirectUris = (most: number): Expectation => ({
  accepts: [
    [],
    ["https://example.com"],
    ["https://example.com:8443/a?b=c%20d"],
    [`https://example.com/${chars(1004)}`],
    ["http://localhost", "http://localhost:3000/cb"],
    ["com.example.app://cb"],
    uris(most),
  ],
  refuses: [
    ["http://example.com/cb"],
    ["http://localhost.example.com/cb"],
    ["http://localhost@example.com/cb"],
    ["https://user@example.com/cb"],
    ["https://example.com/#fragment"],
    ["https://example.com/a b"],
    ["https://"],
    ["//example.com"],
    ["/cb"],
    ["example.com"],
    ["javascript:alert(1)"],
    [""],
    [" https://example.com"],
    ["https://example.com\n"],
    ["https://example.com/\u0000"],
    ["https://example.com/\u0007bell"],
    ["https://example.com/\u200b"],
    ["com.example.app://\u001b[31m"],
    ["https://example..com/"],
    ["https://-example.com/"],
    ["https://example.com:65536/"],
    [`https://example.com/\${path}`],
    [`https://example.com/${chars(1005)}`],
    [5],
    [null],
    ["https://example.com", "https://example.com"],
    uris(most + 1),
  ],
  whenLeftOut: is([]),
});

const ATTRIBUTE_LISTS = {
  accepts: [["given_name"], ["email", "custom:level", "custom:a:b"], [`custom:${chars(20)}`]],
  refuses: [[], ["sub"], ["givenName"], ["custom:"], [`custom:${chars(21)}`], ["custom:a b"], ["email", "email"], [5]],
  whenLeftOut: is(undefined),
};

const WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111";
const RISK = "aws_cognito_risk_configuration.protection_risk";
const ACTIONS = ["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"];
const RANGES: Expectation = {
  accepts: [[], ["192.0.2.0/24", "0.0.0.0/0", "2001:db8::/32"], many(200, (index) => `10.0.${index}.0/24`)],
  refuses: [["192.0.2.0"], ["256.0.0.1/8"], ["192.0.2.0/33"], ["x/8"], many(201, (index) => `10.0.${index}.0/24`)],
  whenLeftOut: is([]),
};
const UUID = "11111111-1111-4111-8111-111111111111";
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:send";
const sender = (block: string): Expectation => ({
  accepts: [FUNCTION, `${FUNCTION}:live`, `${FUNCTION}:3`],
  refuses: [
    "",
    "send",
    `${FUNCTION}:`,
    `${FUNCTION}:a:b`,
    FUNCTION.replace("lambda", "sns"),
    FUNCTION.replace("us-east-1", ""),
  ],
  whenLeftOut: is(undefined),
  becomes: [POOL, `lambda_config.${block}.lambda_arn`],
});

/** With every default filled in. */
const webClient = (props: object = {}): object => ({
  type: "code",
  callbackUris: ["https://example.com/callback"],
  signOutUris: [],
  secret: false,
  scopes: ["openid"],
  authFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
  sessionMinutes: 3,
  accessTokenMinutes: 60,
  idTokenMinutes: 60,
  refreshTokenMinutes: 43_200,
  tokenRevocation: true,
  preventUserExistenceErrors: true,
  ...props,
});
const webClients = (...props: object[]): object[] => props.map((it) => ({ web: webClient(it) }));

/** The limits are those of the vendors' documents, written out here a second time on purpose. */
const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  name: {
    accepts: ["a", "dev", "a-1", chars(20)],
    refuses: ["", "-dev", "dev-", "Dev", "1dev", "de_v", "de v", "dev\n", "dév", chars(21), "../dev", chars(100_000)],
    whenLeftOut: REFUSED,
  },
  project: {
    accepts: ["a", "alexa-skill", chars(36)],
    refuses: ["", "-a", "a-", "A", "1a", "a_b", "a.b", chars(37)],
    whenLeftOut: is("alexa-skill"),
  },
  region: {
    ...oneOf(["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"], REFUSED),
    refuses: ["", "eu-central-1", "US-EAST-1", "us-east-1 ", 1],
  },
  accountId: {
    accepts: ["000000000000", "123456789012", "999999999999"],
    refuses: [
      "",
      "12345678901",
      "1234567890123",
      "1234-5678-9012",
      "12345678901a",
      " 123456789012",
      "１２３４５６７８９０１２",
    ],
    whenLeftOut: REFUSED,
  },
  "state<s3>.type": { accepts: ["s3"], refuses: ["", "S3", "gcs", "__proto__", "constructor"], whenLeftOut: REFUSED },
  "state<s3>.bucket": {
    accepts: ["abc", "my.bucket-1", "1.2.3", "my-access-point-s3alias", chars(63)],
    refuses: [
      ...["", "ab", "-abc", "abc-", ".abc", "abc.", "ABC", "a_b", "a/b", "s3://abc", chars(64)],
      ...["a..b", "my...bucket", "192.168.5.4", "1.2.3.4", "xn--bucket", "sthree-x", "amzn-s3-demo-x"],
    ],
    whenLeftOut: REFUSED,
  },
  "state<s3>.key": {
    accepts: ["a", "a/b.tfstate", "ä/b", chars(1017), "ä".repeat(508)],
    refuses: ["", "/a", "a/", "a//b", "a///b", "a b", "a\n", "a\u0000", `\${var.a}`, chars(1018), "ä".repeat(509)],
    whenLeftOut: is("alexa-skill/dev.tfstate"),
  },
  "state<s3>.region": {
    accepts: ["us-east-1", "eu-central-1", "us-gov-west-1", "ap-southeast-3"],
    refuses: ["", "us-east", "US-EAST-1", "us_east_1", "us-east-1a", "us-east-9", "xx-north-1", "eu-mars-1", 2],
    whenLeftOut: is("us-east-1"),
  },
  "state<local>.type": { accepts: ["local"], refuses: ["", "Local", "file", "toString"], whenLeftOut: REFUSED },
  "state<local>.path": {
    accepts: ["a", "terraform.tfstate", "../../../terraform.dev.tfstate", "./a b.tfstate"],
    refuses: [
      "",
      "/var/a.tfstate",
      "\\\\host\\a",
      "C:\\a.tfstate",
      "C:/a.tfstate",
      "c:a",
      "~/a.tfstate",
      "a\\b",
      " a",
      "a\u0000b",
      "a\nb",
    ],
    whenLeftOut: REFUSED,
  },
  "domain.prefix": {
    accepts: ["a", "1", "a-1", chars(63)],
    refuses: ["", "-a", "a-", "A", "a.b", "a_b", chars(64), "my-aws-skill", "amazon", "xcognitox", "a\n"],
    whenLeftOut: REFUSED,
  },
  "client.signInPage.css": {
    accepts: [".banner-customizable { background: navy }", `/*${chars(131_068)}*/`],
    refuses: ["", " ", `/*${chars(131_069)}*/`, '@import "a.css"', "@media print {}", "</style>"],
    whenLeftOut: is(undefined),
  },
  "client.signInPage.logo": {
    accepts: ["iVBORw0KGgo=", "/9j/4AAQ", `iVBORw0KGgo${chars(136_525, "A")}`],
    refuses: ["", "PHN2Zy8+", "logo.png", "data:image/png;base64,iVBORw0KGgo=", `iVBORw0KGgo${chars(136_526, "A")}`],
    whenLeftOut: is(undefined),
  },
  "domain.name": {
    accepts: ["login.example.com", "example.com", "a.b.c.d.example.co.uk", `${chars(51)}.example.com`],
    refuses: [
      "",
      "login",
      "https://login.example.com",
      "login.example.com/",
      "Login.example.com",
      "*.example.com",
      "10.0.0.1",
      "skill.auth.us-east-1.amazoncognito.com",
      `${chars(52)}.example.com`,
    ],
    whenLeftOut: REFUSED, // the base has its certificate, which stands with a name only
  },
  "domain.certificateArn": {
    accepts: [
      "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
      "arn:aws:acm:us-east-1:123456789012:certificate/mrk-0123456789abcdef0123456789abcdef",
    ],
    refuses: [
      "",
      "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
      "arn:aws:iam::123456789012:server-certificate/login",
      "arn:aws:acm:us-east-1:123456789012:certificate/",
      "12345678-1234-1234-1234-123456789012",
    ],
    whenLeftOut: is(undefined),
  },
  "domain.hostedZoneId": {
    accepts: ["Z0123456789ABCDEFGHIJ", "Z1", chars(32, "Z")],
    refuses: ["", "/hostedzone/Z0123456789ABCDEFGHIJ", "example.com", "z0123", chars(33, "Z")],
    whenLeftOut: is(undefined),
  },
  "domain.linkHost": oneOf(["name", "prefix"], is(undefined)),
  "domain.managedLoginBrandingId": {
    accepts: ["1ee76372-aa1d-4030-9b97-b0e86ced64bf", "1EE76372-AA1D-4030-9B97-B0E86CED64BF"],
    refuses: [
      "",
      "1ee76372-aa1d-4030-9b97-b0e86ced64bf|us-east-1_TsleZoGGE|7fpogu27daf3gg86ncehv8bh6h",
      "1ee76372-aa1d-1030-9b97-b0e86ced64bf",
    ],
    whenLeftOut: is(undefined),
  },
  "domain.existing.host": {
    accepts: ["login.example.com", "a-1.auth.us-east-1.amazoncognito.com", `${chars(63)}.example.co`],
    refuses: [
      "",
      "login",
      "https://login.example.com",
      "login.example.com/",
      "login.example.com:443",
      "Login.example.com",
      "-a.example.com",
      "a..example.com",
      "10.0.0.1",
      `${chars(64)}.example.com`,
      `${Array(64).fill("abc").join(".")}.com`,
    ],
    whenLeftOut: REFUSED,
  },
  "client.name": {
    accepts: ["Alexa", "Shop users", "größe 1_+=,.@-", chars(128)],
    refuses: ["", "a/b", "a:b", chars(129)],
    whenLeftOut: is(undefined),
  },
  "client.imported": flag(false),
  "client.existing.id": {
    accepts: ["a", "3n4b5urk1ft4fl3mg5e62d9ado", "A_+0"],
    refuses: ["", "a-b", "a b", chars(129), `\${aws_cognito_user_pool_client.web.id}`],
    whenLeftOut: REFUSED,
  },
  "adopt.userPoolId": {
    accepts: ["us-east-1_Abc123xyz", "us-east-1_A"],
    refuses: ["", "us-east-1", "us-east-1_", "us-east-1_Ab-c", "eu-west-1_Abc"],
    whenLeftOut: is(undefined),
  },
  "adopt.clientId": {
    accepts: ["a", "3n4b5urk1ft4fl3mg5e62d9ado"],
    refuses: ["", "a-b", "us-east-1_Abc/a", chars(129)],
    whenLeftOut: is(undefined),
  },
  "adopt.named": {
    accepts: [["domain"], [], ["function", "logGroup", "role", "logPolicy", "alias"], ["logGroup"]],
    refuses: [["pool"], ["domain", "domain"], ["logPolicy"], ["alias"], ["Domain"]],
    whenLeftOut: is([]),
  },
  "adopt.permittedSkillIds": {
    accepts: [[skillId(0)], []],
    refuses: [["amzn1.ask.skill."], [skillId(1)], [skillId(0), skillId(0)]],
    whenLeftOut: is([]),
  },
  "alexa.vendorId": {
    accepts: ["M1234567", "M1EXAMPLE0DEV", `M${chars(31, "A")}`],
    refuses: ["", "M", "M123456", `M${chars(32, "A")}`, "m1example0dev", "A1EXAMPLE0DEV", skillId(0), "M1EXAMPLE0DEV/"],
    whenLeftOut: REFUSED,
  },
  "alexa.skillIds": {
    accepts: [[], [skillId(0)], ["amzn1.echo-sdk-ams.app.11111111-1111-4111-8111-111111111111"], many(20, skillId)],
    refuses: [
      ["amzn1.ask.skill."],
      ["11111111-1111-4111-8111-111111111111"],
      [skillId(0).toUpperCase()],
      ["M1EXAMPLE0DEV"],
      [`${skillId(0)} `],
      [""],
      [5],
      [undefined],
      [[skillId(0)]],
      [skillId(0), skillId(0)],
      many(21, skillId),
    ],
    whenLeftOut: REFUSED,
  },
  "alexa.scopes": {
    accepts: [["openid"], ["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"]],
    refuses: [[], ["openid", "alexa"], ["openid", ""], ["openid", "openid"], ["openid profile"]],
    whenLeftOut: is(["openid", "profile"]),
  },
  "alexa.requiredScopes": {
    accepts: [["openid"], ["openid", "profile"]], // the others depend on scopes
    refuses: [[], ["openid", "alexa"], ["openid", ""], ["openid", "openid"], ["openid profile"]],
    whenLeftOut: is(["openid"]),
  },
  "alexa.accessTokenScheme": oneOf(["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"], is("HTTP_BASIC")),
  "alexa.additionalRedirectUris": redirectUris(97),
  "alexa.signOutUris": redirectUris(100),
  "userPool.existing.id": {
    accepts: ["us-east-1_Abc123xyz", "ap-northeast-1_A"],
    refuses: [
      "",
      "us-east-1",
      "us-east-1_",
      "_Abc",
      "us-east-1_Ab-c",
      "us-east-1_Abc123xyz ",
      `us-east-1_${chars(55)}`,
    ],
    whenLeftOut: REFUSED,
  },
  "userPool.name": {
    accepts: ["shop", "Shop users", "größe 1_+=,.@-", chars(128)],
    refuses: ["", "a/b", "a:b", chars(129)],
    whenLeftOut: is(undefined),
  },
  "userPool.signIn": {
    accepts: [
      ["email"],
      ["username"],
      ["username", "phone"],
      ["email", "phone"],
      ["username", "email", "phone"],
      ["username", "preferred_username"],
    ],
    refuses: [[], ["e-mail"], ["email", "email"], ["email", 1]],
    whenLeftOut: is(["email"]),
  },
  "userPool.requiredAttributes": {
    accepts: [
      [],
      ["name"],
      ["given_name", "family_name", "name", "nickname", "birthdate", "address", "gender", "locale", "middle_name"],
      ["picture", "preferred_username", "profile", "website", "zoneinfo"],
    ],
    refuses: [["givenName"], ["name", "name"], ["email"], ["updated_at"], ["custom:level"]],
    whenLeftOut: is(["given_name"]),
  },
  "userPool.caseSensitive": flag(false),
  "userPool.customAttributes": {
    accepts: [
      {},
      { level: { type: "Number", minimum: -5, maximum: 9_007_199_254_740_991, mutable: true } },
      { [chars(20)]: { type: "String", minLength: 0, maxLength: 2048, mutable: false } },
      { "ä-1": { type: "DateTime", mutable: true }, b: { type: "Boolean", mutable: true } },
      Object.fromEntries(many(50, (index) => [`a${index}`, { type: "Boolean", mutable: true }])),
    ],
    refuses: [
      { "": { type: "Boolean" } },
      { [chars(21)]: { type: "Boolean" } },
      { "custom:a": { type: "Boolean" } },
      { "a b": { type: "Boolean" } },
      { a: {} },
      { a: { type: "string" } },
      { a: { type: "String", maxLength: 2049 } },
      { a: { type: "String", minLength: -1 } },
      { a: { type: "String", maximum: 5 } },
      { a: { type: "Number", minimum: 0 } },
      { a: { type: "Number", minimum: 0, maximum: 1.5 } },
      { a: { type: "Boolean", mutable: 1 } },
      Object.fromEntries(many(51, (index) => [`a${index}`, { type: "Boolean" }])),
    ],
    whenLeftOut: is({}),
  },
  "userPool.passwordPolicy.minimumLength": whole(6, 99, 12),
  "userPool.passwordPolicy.historySize": {
    accepts: [0, 1, 23, 24],
    refuses: [-1, 25, 1.5],
    whenLeftOut: is(undefined),
    becomes: [POOL, "password_policy.password_history_size"],
  },
  "userPool.passwordPolicy.requireLowercase": flag(true),
  "userPool.passwordPolicy.requireUppercase": flag(true),
  "userPool.passwordPolicy.requireNumbers": flag(true),
  "userPool.passwordPolicy.requireSymbols": flag(false),
  "userPool.passwordPolicy.temporaryPasswordDays": whole(1, 365, 7),
  "userPool.plan": {
    ...oneOf(["LITE", "ESSENTIALS", "PLUS"], is(undefined)),
    becomes: [POOL, "user_pool_tier"],
  },
  "userPool.mfa": oneOf(["off", "optional", "required"], is(undefined)),
  "userPool.threatProtection": oneOf(["off", "audit", "enforced"], is("off")),
  "protection.webAclArn": {
    accepts: [WEB_ACL],
    refuses: ["", "guard", WEB_ACL.replace("regional", "global"), WEB_ACL.replace("us-east-1", "mars"), `${WEB_ACL}1`],
    whenLeftOut: is(undefined),
  },
  "protection.riskRules.compromisedCredentials": {
    ...oneOf(["NO_ACTION", "BLOCK"], is(undefined)),
    becomes: [RISK, "compromised_credentials_risk_configuration.actions.event_action"],
  },
  "protection.riskRules.accountTakeover.low": oneOf(ACTIONS, is("NO_ACTION")),
  "protection.riskRules.accountTakeover.medium": oneOf(ACTIONS, is("NO_ACTION")),
  "protection.riskRules.accountTakeover.high": oneOf(ACTIONS, is("NO_ACTION")),
  "protection.riskRules.accountTakeover.notify": flag(false),
  "protection.riskRules.accountTakeover.sesIdentityArn": {
    accepts: [
      "arn:aws:ses:us-east-1:123456789012:identity/example.com",
      "arn:aws:ses:eu-west-1:123456789012:identity/a@example.com",
    ],
    refuses: ["", "example.com", "arn:aws:sns:us-east-1:123456789012:identity/example.com"],
    whenLeftOut: REFUSED,
  },
  "protection.riskRules.blockedIpRanges": RANGES,
  "protection.riskRules.skippedIpRanges": RANGES,
  "userPool.mfaMethods": {
    accepts: [["totp"], ["sms"], ["totp", "sms"]], // email needs an identity of Amazon SES
    refuses: [[], ["TOTP"], ["totp", "totp"], [1]],
    whenLeftOut: is(undefined),
  },
  "userPool.devices.remember": oneOf(["never", "always", "whenAsked"], is("never")),
  "userPool.devices.skipSecondFactor": flag(false),
  "userPool.accountRecovery": {
    accepts: [["verified_email"], ["admin_only"]], // the others depend on signIn
    refuses: [
      [],
      ["email"],
      ["verified_email", "verified_email"],
      ["verified_email", "verified_phone_number", "admin_only"],
    ],
    whenLeftOut: is(["verified_email"]),
  },
  "userPool.selfSignUp": flag(true),
  "userPool.deletionProtection": flag(true),
  "userPool.verificationEmail.subject": {
    accepts: ["a", chars(140), "Ihr Prüfcode ✓", "你的代码: 1 + 1 = 2!"],
    refuses: ["", chars(141), "a\nb", "a\rb", "a\tb", "a\u200db", "a\u0007b", chars(1_000_000)],
    whenLeftOut: is("Your verification code"),
  },
  "userPool.verificationEmail.message": {
    accepts: ["{####}", `${chars(19_994)}{####}`, `{####}${chars(19_994)}`, "<b>{####}</b>\n{####}"],
    refuses: [
      "",
      "your code",
      "{###}",
      "{username}",
      `${chars(19_995)}{####}`,
      chars(20_001),
      "{####}".repeat(3334),
      "\u0007{####}",
      "{####}\u200d",
    ],
    whenLeftOut: is("Your verification code is {####}."),
  },
  "userPool.verificationEmail.confirmBy": oneOf(["code", "link"], is("code")),
  "userPool.verificationEmail.linkSubject": {
    accepts: ["a", chars(140)],
    refuses: ["", chars(141), "a\nb"],
    whenLeftOut: is(undefined),
    becomes: [POOL, "verification_message_template.email_subject_by_link"],
  },
  "userPool.verificationEmail.linkMessage": {
    accepts: ["{##Verify##}", "<p>Follow {##this link##}\n</p>", `{####}${chars(19_994)}`],
    refuses: ["", "your link", "{#Verify#}", "{##Verify", "{##a\nb##}", `{####}${chars(19_995)}`, "\u0007{##a##}"],
    whenLeftOut: is(undefined),
    becomes: [POOL, "verification_message_template.email_message_by_link"],
  },
  "userPool.invitation.subject": {
    accepts: ["a", chars(140)],
    refuses: ["", chars(141), "a\nb"],
    whenLeftOut: is(undefined),
    becomes: [POOL, "admin_create_user_config.invite_message_template.email_subject"],
  },
  "userPool.invitation.message": {
    accepts: ["{username}{####}", "Password {####}\nfor {username}.", `{username}{####}${chars(19_984)}`],
    refuses: ["", "{username}", "{####}", `{username}{####}${chars(19_985)}`, "{username}{####}\u0007"],
    whenLeftOut: is(undefined),
    becomes: [POOL, "admin_create_user_config.invite_message_template.email_message"],
  },
  "userPool.secondFactorEmail.subject": {
    accepts: ["a", chars(140)],
    refuses: ["", chars(141), "a\nb"],
    whenLeftOut: is("Your sign-in code"),
  },
  "userPool.secondFactorEmail.message": {
    accepts: ["{####}", `${chars(19_994)}{####}`],
    refuses: ["", "your code", `${chars(19_995)}{####}`, "\u0007{####}"],
    whenLeftOut: is("Your sign-in code is {####}."),
  },
  "userPool.smsMessages.verification": {
    accepts: ["{####}", `${chars(134)}{####}`, "Code: {####}."],
    refuses: ["", "code", `${chars(135)}{####}`, "a\n{####}"],
    whenLeftOut: is(undefined),
    becomes: [POOL, "verification_message_template.sms_message"],
  },
  "userPool.smsMessages.secondFactor": {
    accepts: ["{####}", `${chars(134)}{####}`],
    refuses: ["", "code", `${chars(135)}{####}`],
    whenLeftOut: is(undefined),
    becomes: [POOL, "sms_authentication_message"],
  },
  "userPool.smsMessages.invitation": {
    accepts: ["{username} {####}", `{####}{username}${chars(124)}`],
    refuses: ["", "{username}", "{####}", `{####}{username}${chars(125)}`],
    whenLeftOut: is(undefined),
    becomes: [POOL, "admin_create_user_config.invite_message_template.sms_message"],
  },
  "userPool.customSenders.kmsKeyArn": {
    accepts: [
      `arn:aws:kms:us-east-1:123456789012:key/${UUID}`,
      `arn:aws:kms:eu-west-1:123456789012:key/mrk-${chars(32)}`,
    ],
    refuses: [
      "",
      UUID,
      "alias/codes",
      `arn:aws:kms:us-east-1:123456789012:alias/codes`,
      `arn:aws:kms:us-east-1:1:key/${UUID}`,
    ],
    whenLeftOut: REFUSED,
  },
  "userPool.customSenders.emailFunctionArn": sender("custom_email_sender"),
  "userPool.customSenders.smsFunctionArn": sender("custom_sms_sender"),
  "userPool.email.sesIdentityArn": {
    accepts: [
      "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
      "arn:aws-us-gov:ses:us-gov-west-1:123456789012:identity/codes+1@mail.example.com",
    ],
    refuses: [
      "",
      "example.com",
      "arn:aws:ses:us-east-1:123456789012:identity/",
      "arn:aws:sns:us-east-1:123456789012:identity/example.com",
      "arn:aws:ses:us-east-1:123456789012:configuration-set/example",
      "arn:aws:ses:us-east-1:1234:identity/example.com",
      "arn:aws:ses:us-east-1:123456789012:identity/a b",
      "arn:aws:ses:us-east-1:123456789012:identity/o'neil@example.com",
      "arn:aws-mars:ses:us-east-1:123456789012:identity/example.com",
      "arn:aws:ses:us-east-9:123456789012:identity/example.com",
      "arn:aws-us-gov:ses:us-east-1:123456789012:identity/example.com",
      "arn:aws:ses::123456789012:identity/example.com",
    ],
    whenLeftOut: REFUSED, // where the others are given
  },
  "userPool.email.from": {
    accepts: [
      "codes@example.com",
      "Stack Guide <codes+1@mail.example.com>",
      "Prüfcodes <a.b@example.com>",
      "Guide, Stack: (EU) @home <codes@example.com>",
      "漢字 😀 <codes@example.com>",
    ],
    refuses: [
      "",
      "codes",
      "codes@",
      "@example.com",
      "a@b@c",
      "<codes@example.com>",
      " <codes@example.com>",
      "Codes  <codes@example.com>",
      "a <b@example.com> <codes@example.com>",
      '"Codes" <codes@example.com>',
      "Co\\des <codes@example.com>",
      `${chars(65)} <codes@example.com>`,
      "a..b@example.com",
      ".a@example.com",
      "a@example..com",
      "a@-example.com",
      `${chars(65)}@example.com`,
      "cödes@example.com",
      "Codes\u0007 <codes@example.com>",
      "Codes <codes>",
      "a\nb <a@example.com>",
    ],
    whenLeftOut: REFUSED,
  },
  "userPool.email.replyTo": {
    accepts: ["help@example.com"],
    refuses: ["", "codes", " a@example.com", "Help <help@example.com>", "a@example..com"],
    whenLeftOut: is(undefined),
  },
  "userPool.email.configurationSet": {
    accepts: ["codes_2-x"],
    refuses: ["", "a b", chars(65)],
    whenLeftOut: is(undefined),
  },
  "client.readAttributes": {
    ...ATTRIBUTE_LISTS,
    accepts: [...ATTRIBUTE_LISTS.accepts, ["email_verified", "phone_number_verified"]],
    becomes: ["aws_cognito_user_pool_client.alexa", "read_attributes"],
  },
  "client.writeAttributes": {
    ...ATTRIBUTE_LISTS,
    refuses: [...ATTRIBUTE_LISTS.refuses, ["email_verified"]],
    becomes: ["aws_cognito_user_pool_client.alexa", "write_attributes"],
  },
  "client.sessionMinutes": {
    accepts: [3, 4, 15],
    refuses: [2, 16, 3.5, -3, 0],
    whenLeftOut: is(undefined),
    becomes: ["aws_cognito_user_pool_client.alexa", "auth_session_validity"],
  },
  "client.defaultRedirectUri": {
    accepts: ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV"],
    refuses: ["", "http://example.com/", "example.com", "https://example.com/#a", "javascript://a", "https://a b"],
    whenLeftOut: is(undefined),
    becomes: ["aws_cognito_user_pool_client.alexa", "default_redirect_uri"],
  },
  clients: {
    accepts: [
      {},
      { batch: { type: "client_credentials", scopes: ["https://api.example.com/read"], accessTokenMinutes: 5 } },
      ...webClients(
        {},
        { callbackUris: ["myapp://callback", "http://localhost:3000", "httpx://a", "ht://a", "h1://a"] },
        { signOutUris: uris(100), callbackUris: uris(100), defaultRedirectUri: "https://example.com/99" },
        { secret: true, scopes: ["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"] },
        { authFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"] },
        { readAttributes: ["email_verified"], writeAttributes: ["custom:level"], sessionMinutes: 15 },
        { accessTokenMinutes: 1440, idTokenMinutes: 5, refreshTokenMinutes: 5_256_000 },
        { accessTokenMinutes: 60, idTokenMinutes: 60, refreshTokenMinutes: 60 },
        { tokenRevocation: false, preventUserExistenceErrors: false },
      ),
      Object.fromEntries(many(100, (index) => [`web${index}`, webClient()])),
    ],
    refuses: [
      { "": webClient() },
      { "1a": webClient() },
      { [chars(65)]: webClient() },
      { Alexa: webClient() },
      { web: {} },
      { web: webClient({ type: "implicit" }) },
      { web: webClient({ audience: "x" }) },
      { batch: { type: "client_credentials", scopes: ["a/b"], secret: true } },
      { batch: { type: "client_credentials", scopes: [] } },
      { batch: { type: "client_credentials" } },
      ...webClients(
        { callbackUris: [] },
        { callbackUris: undefined },
        { callbackUris: ["http://example.com/"] },
        { callbackUris: ["javascript://a"] },
        { callbackUris: ["MyApp://callback"] },
        { callbackUris: uris(101) },
        { scopes: undefined },
        { scopes: [] },
        { scopes: ["opneid"] },
        { scopes: ["openid", "a/b/"] },
        { scopes: ["openid", `a/${chars(255)}`] },
        { authFlows: ["USER_PASSWORD_AUTH"] },
        { authFlows: [] },
        { readAttributes: [] },
        { writeAttributes: ["email_verified"] },
        { sessionMinutes: 2 },
        { sessionMinutes: 16 },
        { accessTokenMinutes: 4 },
        { accessTokenMinutes: 1441 },
        { idTokenMinutes: 4 },
        { refreshTokenMinutes: 59 },
        { refreshTokenMinutes: 5_256_001 },
        { secret: "yes" },
      ),
      Object.fromEntries(many(101, (index) => [`web${index}`, webClient()])),
      JSON.parse('{"__proto__": {"type": "client_credentials", "scopes": ["a/b"]}}'),
    ],
    whenLeftOut: is({}),
  },
  resourceServers: {
    accepts: [
      {},
      { "https://api.example.com": { scopes: { read: "Read orders" } } },
      { [chars(254)]: { name: "Orders, v1", scopes: {} } },
      { a: { scopes: Object.fromEntries(many(100, (index) => [`scope.${index}`, chars(256)])) } },
      Object.fromEntries(many(25, (index) => [`api${index}`, { scopes: {} }])),
    ],
    refuses: [
      { "": { scopes: {} } },
      { "a b": { scopes: {} } },
      { ä: { scopes: {} } },
      { [chars(255)]: { scopes: {} } },
      { a: {} },
      { a: { name: "", scopes: {} } },
      { a: { name: "a/b", scopes: {} } },
      { a: { scopes: { "a/b": "x" } } },
      { a: { scopes: { "": "x" } } },
      { a: { scopes: { read: "" } } },
      { a: { scopes: { read: chars(257) } } },
      { a: { scopes: { read: `\${var.a}` } } },
      { a: { scopes: Object.fromEntries(many(101, (index) => [`scope.${index}`, "x"])) } },
      Object.fromEntries(many(26, (index) => [`api${index}`, { scopes: {} }])),
    ],
    whenLeftOut: is({}),
  },
  groups: {
    accepts: [
      {},
      { editors: {} },
      { [chars(128)]: { description: chars(2048), precedence: 0 } },
      { "Ä:b": { precedence: 2_147_483_647, roleArn: "arn:aws:iam::123456789012:role/team/editors" } },
    ],
    refuses: [
      { "": {} },
      { "a b": {} },
      { [chars(129)]: {} },
      { a: { description: chars(2049) } },
      { a: { precedence: -1 } },
      { a: { precedence: 1.5 } },
      { a: { roleArn: "editors" } },
      { a: { roleArn: "arn:aws:iam::123456789012:policy/editors" } },
      { a: { users: [] } },
    ],
    whenLeftOut: is({}),
  },
  "tokens.accessTokenMinutes": whole(6, 1440, 60),
  "tokens.idTokenMinutes": whole(5, 1440, 60),
  "tokens.refreshTokenDays": whole(1, 3650, 3650),
  "function.name": {
    accepts: ["shop-alexa", "Shop_1", chars(64)],
    refuses: ["", "a.b", "a b", chars(65), "arn:aws:lambda:us-east-1:123456789012:function:shop"],
    whenLeftOut: is(undefined),
  },
  "function.roleName": {
    accepts: ["shop-role-a1b2", "a_+=,.@-", chars(64)],
    refuses: ["", "service-role/shop", "a b", chars(65)],
    whenLeftOut: is(undefined),
  },
  "function.memoryMib": whole(128, 10_240, 512),
  "function.timeoutSeconds": whole(1, 7, 7),
  "function.architecture": oneOf(["arm64", "x86_64"], is("arm64")),
  "function.logRetentionDays": {
    accepts: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    refuses: [0, 2, 29, 366, 3654, -1, 1.5],
    whenLeftOut: is(30),
  },
  "function.existing": {
    accepts: [
      {},
      { EU: "arn:aws:lambda:eu-west-1:123456789012:function:theirs" },
      { NA: THEIRS, EU: THEIRS, FE: "arn:aws:lambda:ap-northeast-1:123456789012:function:theirs:7" },
    ],
    refuses: [
      { US: THEIRS },
      { eu: THEIRS },
      { EU: "theirs" },
      { EU: "arn:aws:lambda:eu-central-1:123456789012:function:theirs" },
      { EU: "arn:aws:lambda:eu-west-1:123456789012:layer:theirs:1" },
      { EU: 5 },
    ],
    whenLeftOut: is({}),
  },
  functionRegions: {
    accepts: [
      {},
      { "eu-west-1": { serves: ["EU"], layers: [] } },
      {
        "eu-west-1": { serves: [], layers: [] },
        "us-west-2": { serves: ["FE", "NA"], layers: [layer(0, "us-west-2")] },
        "ap-northeast-1": { serves: ["EU"], layers: [] },
      },
    ],
    refuses: [
      { "eu-central-1": { serves: ["EU"] } },
      { EU: { serves: ["EU"] } },
      { "eu-west-1": {} },
      { "eu-west-1": { serves: "EU" } },
      { "eu-west-1": { serves: ["US"] } },
      { "eu-west-1": { serves: ["EU", "EU"] } },
      { "eu-west-1": { serves: ["EU"], region: "eu-west-1" } },
    ],
    whenLeftOut: is(undefined),
  },
  "function.encryption.kmsKeyArn": {
    accepts: [
      "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    ],
    refuses: [
      "",
      "11111111-2222-3333-4444-555555555555",
      "arn:aws:kms:us-east-1:123456789012:alias/skill",
      "arn:aws:kms:us-east-1:123:key/1",
      "arn:aws:kms:mars-1:123456789012:key/1",
      "arn:aws:s3:::key/1",
    ],
    whenLeftOut: REFUSED,
  },
  "function.layers": {
    accepts: [[], [layer(1)], many(5, (index) => layer(index))],
    refuses: [
      ["arn:aws:lambda:us-east-1:123456789012:layer:tools"],
      ["arn:aws:lambda:us-east-1:123456789012:function:tools:1"],
      ["tools"],
      [""],
      [layer(1), layer(1)],
      many(6, (index) => layer(index)),
      [5],
    ],
    whenLeftOut: is([]),
  },
  "function.vpc.subnetIds": {
    accepts: [["subnet-0123456789abcdef0"], many(16, (index) => `subnet-${index}`)],
    refuses: [
      [],
      ["sg-0123456789abcdef0"],
      [""],
      ["subnet-A"],
      ["subnet-a", "subnet-a"],
      many(17, (i) => `subnet-${i}`),
    ],
    whenLeftOut: REFUSED,
  },
  "function.vpc.securityGroupIds": {
    accepts: [["sg-0123456789abcdef0"], many(5, (index) => `sg-${index}`)],
    refuses: [[], ["subnet-0123456789abcdef0"], [""], ["default"], ["sg-a", "sg-a"], many(6, (index) => `sg-${index}`)],
    whenLeftOut: REFUSED,
  },
  "function.deadLetters.targetArn": {
    accepts: ["arn:aws:sqs:us-east-1:123456789012:dead-letters", "arn:aws:sns:us-east-1:123456789012:dead_letters"],
    refuses: [
      "",
      "dead-letters",
      "https://sqs.us-east-1.amazonaws.com/123456789012/dead-letters",
      "arn:aws:sqs:us-east-1:123456789012:dead-letters.fifo",
      "arn:aws:sns:us-east-1:123456789012:dead-letters.fifo",
      "arn:aws:lambda:us-east-1:123456789012:function:a",
    ],
    whenLeftOut: REFUSED,
  },
  "function.tracing": { ...oneOf(["Active", "PassThrough"], is(undefined)), refuses: ["", "active", "on", true] },
  "function.logging.format": oneOf(["JSON", "Text"], is("JSON")),
  "function.logging.applicationLevel": oneOf(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], is(undefined)),
  "function.logging.systemLevel": oneOf(["DEBUG", "INFO", "WARN"], is(undefined)),
  "function.policies": {
    accepts: [
      {},
      { table: "arn:aws:iam::123456789012:policy/read-progress", "a.b_c-1": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      Object.fromEntries(many(20, (index) => [`p${index}`, `arn:aws:iam::aws:policy/a/b/P${index}`])),
    ],
    refuses: [
      { table: "read-progress" },
      { table: "arn:aws:iam::123456789012:role/read-progress" },
      { "": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      { "a b": "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      { table: 5 },
      Object.fromEntries(many(21, (index) => [`p${index}`, `arn:aws:iam::aws:policy/P${index}`])),
    ],
    whenLeftOut: is({}),
  },
  "function.statements": {
    accepts: [
      {},
      { ReadProgress: { actions: ["dynamodb:GetItem", "dynamodb:Batch*"], resources: [TABLE, "*"] } },
      { All: { actions: ["*"], resources: ["*"] } },
    ],
    refuses: [
      { "Read-Progress": { actions: ["dynamodb:GetItem"], resources: [TABLE] } },
      { Read: { actions: [], resources: [TABLE] } },
      { Read: { actions: ["GetItem"], resources: [TABLE] } },
      { Read: { actions: ["dynamodb:Get Item"], resources: [TABLE] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: [] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: ["progress"] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: [`arn:aws:dynamodb:us-east-1::\${x}`] } },
      { Read: { actions: ["dynamodb:GetItem"] } },
      { Read: { actions: ["dynamodb:GetItem"], resources: [TABLE], effect: "Deny" } },
    ],
    whenLeftOut: is({}),
  },
  "function.reservedConcurrency": {
    accepts: [0, 1, 100, 2_147_483_647],
    refuses: [-1, 0.5, 2_147_483_648],
    whenLeftOut: is(undefined),
    becomes: ["aws_lambda_function.skill", "reserved_concurrent_executions"],
  },
  "function.provisionedConcurrency": {
    accepts: [1, 2, 100],
    refuses: [0, -1, 1.5],
    whenLeftOut: is(undefined),
  },
  "function.variables": {
    accepts: [
      {},
      { TABLE: "progress", lower_case_2: "", [chars(128, "A")]: "ü\nwith lines" },
      { TABLE: chars(3700) },
      { AWS_NODEJS_CONNECTION_REUSE_ENABLED: "1", scopes: "x" },
      { TABLE: "one", table: "two" },
      Object.fromEntries(many(50, (index) => [`KEY_${index}`, "x"])),
    ],
    refuses: [
      { A: "one letter" },
      { "1ST": "x" },
      { "MY-TABLE": "x" },
      { _HANDLER: "x" },
      { [chars(129, "A")]: "x" },
      { CLIENT_ID: "x" },
      { SCOPES: "x" },
      { AWS_REGION: "x" },
      { LAMBDA_TASK_ROOT: "x" },
      JSON.parse('{"__proto__": "x"}'),
      { TABLE: `\${aws_dynamodb_table.progress.name}` },
      { TABLE: chars(4097) },
      { TABLE: 5 },
      { TABLE: null },
      Object.fromEntries(many(51, (index) => [`KEY_${index}`, "x"])),
    ],
    whenLeftOut: is({}),
  },
  permissionsBoundary: {
    accepts: [
      "arn:aws:iam::123456789012:policy/boundary",
      "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
      "arn:aws-us-gov:iam::123456789012:policy/a/b/c+=,.@_-1",
      `arn:aws:iam::123456789012:policy/${chars(510)}/boundary`,
    ],
    refuses: [
      "",
      "boundary",
      "arn:aws:iam::123456789012:role/boundary",
      "arn:aws:iam::1234:policy/boundary",
      "arn:aws:iam::123456789012:policy/",
      "arn:aws:iam::123456789012:policy/a b",
      "arn:aws:iam::123456789012:policy/a/",
      "arn:aws:iam::123456789012:policy//boundary",
      "arn:aws:iam::123456789012:policy/a//boundary",
      "arn:aws:iam::123456789012:policy/a!/boundary",
      `arn:aws:iam::123456789012:policy/${chars(511)}/boundary`,
      `arn:aws:iam::123456789012:policy/${chars(129)}`,
      "arn:aws-mars:iam::123456789012:policy/boundary",
      "arn:awsx:iam::123456789012:policy/boundary",
      `arn:aws:iam::123456789012:policy/\${name}`,
      ["arn:aws:iam::123456789012:policy/boundary"],
    ],
    whenLeftOut: is(undefined),
  },
  tags: {
    accepts: [
      {},
      { Owner: "" },
      { "Cost centre:1/2=3+4-5@6_7.8": chars(256) },
      { [chars(128)]: "x" },
      Object.fromEntries(many(48, (index) => [`key${index}`, "x"])),
    ],
    refuses: [
      { "": "x" },
      { [chars(129)]: "x" },
      { "aws:x": "x" },
      { "AWS:x": "x" },
      { Project: "x" },
      { environment: "x" },
      { costcentre: "1", CostCentre: "2" },
      { "a*b": "x" },
      { Owner: chars(257) },
      { Owner: "a&b" },
      { Owner: 5 },
      { Owner: null },
      { Owner: ["x"] },
      Object.fromEntries(many(49, (index) => [`key${index}`, "x"])),
      JSON.parse('{"__proto__": "x"}'),
      { __proto__: { Owner: "x" } },
      Object.create({ Owner: "x" }),
    ],
    whenLeftOut: is({}),
  },
};

/** What no property of a kind takes; `null` least of all: leaving out is the only way to ask for the default. */
const WRONG_KINDS: Readonly<Partial<Record<Field["kind"], readonly unknown[]>>> = {
  text: [null, 5, 123456789012, true, [], {}, ["dev"], { name: "dev" }],
  number: [null, "60", "", true, [], {}, [60], Number.NaN],
  flag: [null, "true", "false", 0, 1, "", [], {}],
  choice: [null, true, [], {}, ["off"]],
  list: [null, "", "email", 5, true, {}, { 0: "email", length: 1 }],
  map: [null, "", "a=b", 5, true, [], ["a"]],
};

const leaves = environmentLeaves();
const expectationOf = ({ key }: Leaf): Expectation => {
  const expectation = EXPECTATIONS[key];
  if (expectation === undefined) {
    throw new Error(`schema.test.ts has no entry for ${key}`);
  }
  return expectation;
};
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 50)}… (${text.length} characters)`;
};
const label = (value: unknown): string => (typeof value === "number" ? String(value) : short(value));

test("every property has an entry in this file's table, and every entry a property", () => {
  expect(Object.keys(EXPECTATIONS).sort()).toEqual(leaves.map(({ key }) => key).sort());
});

describe.each(leaves.map((leaf) => [leaf.key, leaf] as const))("%s", (key, leaf) => {
  const expectation = expectationOf(leaf);

  test.each(expectation.accepts.map((value) => [label(value), value]))("accepts %s", (_, value) => {
    const environment = parse(withValue(leaf.path, value, leaf.base()));

    expect(valueAt(environment, leaf.path)).toEqual(value);
  });

  // The type of a state may be one thing alone, and what it decides is tried by the properties beside it.
  if (!key.endsWith(".type")) {
    test("makes a difference in the stack", () => {
      const given = expectation.accepts.slice(0, 2).map((value) => withValue(leaf.path, value, leaf.base()));
      const leftOut = expectation.whenLeftOut === REFUSED ? [] : [without(leaf.path, leaf.base())];
      expect(new Set([...given, ...leftOut].map(textOf)).size).toBeGreaterThan(1);
    });
  }

  if (expectation.becomes !== undefined) {
    const [address, path] = expectation.becomes;
    test(`becomes ${path} of ${address}, which is absent without it`, () => {
      for (const value of expectation.accepts) {
        const json = synthesize(withValue(leaf.path, value, leaf.base()));
        expect(valueAt(resourceAt(json, address), path)).toEqual(value);
      }
      expect(valueAt(resourceAt(synthesize(without(leaf.path, leaf.base())), address), path)).toBeUndefined();
    });
  }

  const refused = [...expectation.refuses, ...(WRONG_KINDS[leaf.field.kind] ?? [])];
  test.each(refused.map((value) => [label(value), value]))("refuses %s", (_, value) => {
    const problems = problemsOf(withValue(leaf.path, value, leaf.base()));

    expect(problems).toHaveLength(1);
    const [problem] = problems;
    // An entry of a list or map is named after its property: alexa.skillIds[0], tags.Owner.
    expect(withoutEntry(problem?.where ?? "", leaf)).toMatch(new RegExp(`(^|: )${leaf.path.replaceAll(".", "\\.")}$`));
    expect(problem).toHaveProperty("received");
    expect(problem?.allowed).not.toBe("");
    expect(problem?.fix).not.toBe("");
  });

  test(expectation.whenLeftOut === REFUSED ? "must be given" : "has a default", () => {
    const props = without(leaf.path, leaf.base());

    if (expectation.whenLeftOut === REFUSED) {
      expect(wheres(props)).toEqual([expect.stringMatching(new RegExp(`${leaf.path}$`))]);
    } else {
      expect(valueAt(parse(props), leaf.path)).toEqual(expectation.whenLeftOut.is);
      expect(valueAt(parse(withValue(leaf.path, undefined, leaf.base())), leaf.path)).toEqual(
        expectation.whenLeftOut.is,
      );
    }
  });

  const decidesTheStack = key.endsWith(".type") || ("known" in leaf.field && leaf.field.known === true);
  test(`${decidesTheStack ? "refuses" : "passes through"} what only Terraform knows`, () => {
    for (const token of tokensFor(leaf.field)) {
      const props = withValue(leaf.path, token, leaf.base());
      if (decidesTheStack) {
        expect(problemsOf(props)).toHaveLength(1);
      } else {
        expect(valueAt(parse(props), leaf.path)).toBe(token);
      }
    }
  });
});

const textOf = (props: EnvironmentProps): string => Object.values(synthesizeTexts([props])).join("\n");

function withoutEntry(where: string, { path, field }: Leaf): string {
  if (field.kind === "list") {
    return where.replace(/\[\d+\]$/, "");
  }
  const map = where.indexOf(`: ${path}.`);
  return field.kind === "map" && map >= 0 ? where.slice(0, map + 2 + path.length) : where;
}

describe("groups of properties", () => {
  test.each(["alexa", "domain", "state", "userPool", "userPool.passwordPolicy", "tokens", "function"])(
    "%s refuses everything but an object",
    (path) => {
      for (const value of [null, "x", 5, true, [], [{}], () => 1]) {
        expect(wheres(withValue(path, value))).toEqual([expect.stringContaining(`dev: ${path}`)]);
      }
    },
  );

  test.each([
    ["colour", undefined],
    ["alexa.vendorID", "vendorId"],
    ["alexa.redirectUri", undefined],
    ["userpool", "userPool"],
    ["userPool.password_policy", "passwordPolicy"],
    ["userPool.passwordPolicy.minimumLenght", "minimumLength"],
    ["userPool.passwordPolicy.minLength", undefined],
    ["function.memoryMiB", "memoryMib"],
    ["state.path", undefined],
    ["constructor", undefined],
    ["toString", undefined],
  ])("an unknown property is a problem, with the one that was meant: %s", (path, meant) => {
    const problems = problemsOf(withValue(path, "x"));

    expect(problems.map((problem) => problem.where)).toEqual([`dev: ${path}`]);
    expect(problems[0]?.fix).toBe(
      meant === undefined ? "remove the property, or correct its name" : `write ${meant}, if that is what you meant`,
    );
  });

  test("a misspelt choice is a problem with the one that was meant", () => {
    expect(problemsOf(withValue("userPool.mfa", "Requried"))[0]?.fix).toMatch(/^write "required", if that is what you/);
    expect(problemsOf(withValue("state.region", "eu-west1"))[0]?.fix).toMatch(/^write "eu-west-1"/);
    expect(problemsOf(withValue("userPool.mfa", "sms"))[0]?.fix).not.toContain("meant");
  });

  test("an unknown property that is undefined is a problem too: it is a misspelt name all the same", () => {
    expect(wheres({ ...minimalEnvironment(), colour: undefined })).toEqual(["dev: colour"]);
  });
});

describe("hostile values", () => {
  test("__proto__ in JSON is an unknown property and reaches no prototype", () => {
    const props = { ...minimalEnvironment(), ...JSON.parse('{"userPool": {"__proto__": {"mfa": "off"}}}') };

    expect(wheres(props)).toEqual(["dev: userPool.__proto__"]);
    expect(({} as { mfa?: string }).mfa).toBeUndefined();
  });

  test("a property of the prototype does not count as given twice over", () => {
    expect(problemsOf(Object.create(minimalEnvironment()))).toEqual([]);
  });

  test("a cycle is a problem with words", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;

    expect(wheres(withValue("alexa", cyclic))).toContain("dev: alexa.self");
    expect(wheres(withValue("name", cyclic))).toEqual(["environment 1: name"]);
    expect(wheres(withValue("tags", cyclic))).toEqual(["dev: tags.self"]);
    expect(wheres(withValue("alexa.skillIds", [cyclic]))).toEqual(["dev: alexa.skillIds[0]"]);
    expect(wheres(cyclic)).toContain("environment 1: self");
  });

  test.each([
    ["a bigint", 12n],
    ["a symbol", Symbol("x")],
    ["a function", () => "dev"],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a string object", new String("dev")],
    ["an object without a prototype", Object.create(null)],
  ])("%s in place of text is a problem with words", (_, value) => {
    expect(wheres(withValue("domain.prefix", value))).toEqual(["dev: domain.prefix"]);
  });

  test.each([
    ["a symbol", Symbol("x")],
    ["an object without a prototype", Object.create(null)],
  ])("%s in place of the name, from which the state's key would follow, is a problem with words", (_, value) => {
    expect(wheres(withValue("name", value))).toEqual(["environment 1: name"]);
  });

  test("a repeated value that has no JSON is a problem with words", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;

    expect(wheres(withValue("alexa.skillIds", [cyclic, cyclic]))).toContain("dev: alexa.skillIds");
    expect(wheres(withValue("alexa.skillIds", [1n, 1n]))).toContain("dev: alexa.skillIds");
  });

  test("a cycle without a prototype, which nothing can print, is a problem with words", () => {
    const cyclic = Object.create(null);
    cyclic.self = cyclic;

    expect(wheres(withValue("name", cyclic))).toEqual(["environment 1: name"]);
  });

  test("a hole in a list is a value that is missing", () => {
    expect(wheres(withValue("alexa.skillIds", new Array(1)))).toEqual(["dev: alexa.skillIds[0]"]);
  });

  test("one NaN in a list is one problem: it repeats nothing", () => {
    expect(wheres(withValue("alexa.skillIds", [Number.NaN]))).toEqual(["dev: alexa.skillIds[0]"]);
  });

  test("a list that is far too long is one problem, not one for each value", () => {
    expect(wheres(withValue("alexa.skillIds", many(20_000, String)))).toEqual(["dev: alexa.skillIds"]);
  });
});
