import { numberToken, textToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111";
const SEND = "arn:aws:lambda:us-east-1:123456789012:function:send";
const SES = { sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com", from: "a@example.com" };
const LEVEL = { level: { type: "String" } };
const web = (props: object) => ({
  web: { type: "code", callbackUris: ["https://example.com/"], scopes: ["openid"], ...props },
});

/** In the order of the rules. */
export const USER_POOL_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "userPool.signIn": {
    fails: [
      { "userPool.signIn": ["email", "preferred_username"] },
      { "userPool.signIn": ["username", "preferred_username"], "userPool.requiredAttributes": ["preferred_username"] },
    ],
    passes: [
      { "userPool.signIn": ["username", "email", "preferred_username"] },
      { "userPool.requiredAttributes": ["preferred_username"] },
    ],
    token: undefined, // has to be known
    wrongItself: { "userPool.signIn": ["preferred_username", "email"], "userPool.requiredAttributes": ["x"] },
  },
  "userPool.customAttributes": {
    fails: [
      { "client.readAttributes": ["email", "custom:other"], "userPool.customAttributes": LEVEL },
      { clients: web({ writeAttributes: ["custom:other"] }) },
    ],
    received: () => ["custom:other"],
    passes: [
      { "client.writeAttributes": ["custom:level", "name"], "userPool.customAttributes": LEVEL },
      { clients: web({ readAttributes: ["custom:level", "email_verified"] }), "userPool.customAttributes": LEVEL },
      { "client.readAttributes": ["custom:theirs"], userPool: { existing: { id: "us-east-1_Abc123xyz" } } },
    ],
    token: { "client.readAttributes": ["custom:other", textToken()] },
    wrongItself: { "client.readAttributes": ["custom:other", "nobody"] },
  },
  "userPool.customAttributes.{name}": {
    fails: [
      { "userPool.customAttributes": { level: { type: "String", minLength: 5, maxLength: 4 } } },
      {
        "userPool.customAttributes": {
          level: { type: "Number", minimum: 5, maximum: 4 },
          a: { type: "Boolean" },
        },
      },
    ],
    received: ({ userPool: { customAttributes: { level } = {} } = {} }) => ({ level: expect.objectContaining(level) }),
    passes: [
      { "userPool.customAttributes": { level: { type: "Number", minimum: 4, maximum: 4 } } },
      { "userPool.customAttributes": { level: { type: "DateTime" }, text: { type: "String" } } },
    ],
    token: { "userPool.customAttributes": { level: { type: "Number", minimum: numberToken(), maximum: 4 } } },
    wrongItself: { "userPool.customAttributes": { level: { type: "Number", minimum: 5, maximum: 4.5 } } },
  },
  "userPool.mfaMethods": {
    fails: [
      {
        "userPool.mfa": "optional",
        "userPool.mfaMethods": ["totp"],
        "userPool.signIn": ["email", "phone"],
      },
      { "userPool.mfaMethods": ["totp", "email"] },
      { "userPool.mfaMethods": ["email"], "userPool.email": SES, "userPool.plan": "LITE" },
      { "userPool.mfaMethods": ["totp"], "userPool.firstFactors": ["PASSWORD", "SMS_OTP"] },
      { "userPool.firstFactors": ["PASSWORD", "SMS_OTP"] },
    ],
    passes: [
      { "userPool.mfa": "required", "userPool.mfaMethods": ["sms"], "userPool.signIn": ["email", "phone"] },
      { "userPool.mfa": "off", "userPool.mfaMethods": ["totp"], "userPool.signIn": ["email", "phone"] },
      { "userPool.mfaMethods": ["totp"], "userPool.signIn": ["email", "phone"] },
      { "userPool.mfaMethods": ["email", "sms"], "userPool.email": SES },
      { "userPool.mfa": "optional", "userPool.signIn": ["email", "phone"] },
      { "userPool.mfaMethods": ["sms"], "userPool.firstFactors": ["PASSWORD", "SMS_OTP"] },
      { "userPool.mfa": "off", "userPool.firstFactors": ["PASSWORD", "SMS_OTP"] },
      { "userPool.signIn": ["email", "phone"], "userPool.firstFactors": ["PASSWORD", "SMS_OTP"] },
    ],
    token: { "userPool.mfaMethods": ["email"], "userPool.plan": textToken() },
    wrongItself: { "userPool.mfaMethods": ["email"], "userPool.plan": "FREE" },
  },
  "userPool.customSenders.kmsKeyArn": {
    fails: [{ "userPool.customSenders": { kmsKeyArn: KEY } }, { "userPool.customSenders": { smsFunctionArn: SEND } }],
    passes: [
      { "userPool.customSenders": { kmsKeyArn: KEY, emailFunctionArn: SEND } },
      { "userPool.customSenders": {} },
    ],
    token: { "userPool.customSenders": { kmsKeyArn: textToken() } },
    wrongItself: { "userPool.customSenders": { emailFunctionArn: "send" } },
  },
  "userPool.devices.skipSecondFactor": {
    fails: [{ "userPool.devices": { skipSecondFactor: true } }],
    passes: [{ "userPool.devices": { skipSecondFactor: true, remember: "always" } }],
    token: { "userPool.devices": { skipSecondFactor: true, remember: textToken() } },
    wrongItself: { "userPool.devices": { skipSecondFactor: true, remember: "sometimes" } },
  },
  "userPool.firstFactors": {
    fails: [{ "userPool.firstFactors": ["EMAIL_OTP"] }, { "userPool.firstFactors": ["EMAIL_OTP", "WEB_AUTHN"] }],
    passes: [{ "userPool.firstFactors": ["PASSWORD"] }, { "userPool.firstFactors": ["WEB_AUTHN", "PASSWORD"] }],
    token: undefined, // has to be known
    wrongItself: { "userPool.firstFactors": ["EMAIL_OTP", "SOFTWARE_TOKEN"] },
  },
  "userPool.plan": {
    fails: [
      { "userPool.plan": "LITE", "userPool.firstFactors": ["PASSWORD", "EMAIL_OTP"] },
      { "userPool.plan": "LITE", "userPool.firstFactors": ["PASSWORD", "WEB_AUTHN"] },
      { "userPool.plan": "LITE", "userPool.passkeys": { relyingPartyId: "login.example.com" } },
    ],
    passes: [
      { "userPool.plan": "LITE", "userPool.firstFactors": ["PASSWORD"] },
      { "userPool.plan": "PLUS", "userPool.firstFactors": ["PASSWORD", "WEB_AUTHN"] },
      { "userPool.firstFactors": ["PASSWORD", "EMAIL_OTP"] },
    ],
    token: { "userPool.plan": textToken(), "userPool.firstFactors": ["PASSWORD", "EMAIL_OTP"] },
    wrongItself: { "userPool.plan": "LITE", "userPool.firstFactors": ["PASSWORD", "email"] },
  },
  "userPool.mfa": {
    fails: [
      { "userPool.mfa": "required", "userPool.firstFactors": ["PASSWORD", "EMAIL_OTP"] },
      { "userPool.mfa": "required", "userPool.firstFactors": ["PASSWORD", "WEB_AUTHN"] },
    ],
    passes: [
      { "userPool.mfa": "required", "userPool.firstFactors": ["PASSWORD"] },
      { "userPool.mfa": "optional", "userPool.firstFactors": ["PASSWORD", "EMAIL_OTP"] },
      { "userPool.mfa": "off", "userPool.firstFactors": ["PASSWORD", "WEB_AUTHN"] },
    ],
    token: undefined, // has to be known
    wrongItself: { "userPool.mfa": "required", "userPool.firstFactors": ["PASSWORD", "email"] },
  },
  "userPool.formerSchema.customAttributes": {
    fails: [
      { "userPool.formerSchema": { customAttributes: LEVEL } },
      {
        "userPool.formerSchema": { customAttributes: LEVEL },
        "userPool.customAttributes": { level: { type: "Number", minimum: 0, maximum: 11 } },
      },
      {
        "userPool.formerSchema": { customAttributes: { plan: { type: "String" } } },
        "userPool.customAttributes": { plan: { type: "String", mutable: false } },
      },
    ],
    received: ({ userPool: { formerSchema: { customAttributes = {} } = {} } = {} }) =>
      Object.keys(customAttributes).map((name) => expect.stringContaining(`["${name}",`)),
    passes: [
      {
        "userPool.formerSchema": { customAttributes: { plan: { type: "String" } } },
        "userPool.customAttributes": { ...LEVEL, plan: { type: "String", minLength: 0, mutable: true } },
      },
      { "userPool.customAttributes": LEVEL },
    ],
    token: {
      "userPool.formerSchema": { customAttributes: { level: { type: "Number", minimum: numberToken(), maximum: 4 } } },
    },
    wrongItself: {
      "userPool.formerSchema": { customAttributes: { level: { type: "Number", minimum: 5.5, maximum: 6 } } },
    },
  },
  "userPool.formerSchema.requiredAttributes": {
    fails: [
      { "userPool.formerSchema": { requiredAttributes: ["given_name"] }, "userPool.requiredAttributes": [] },
      {
        "userPool.formerSchema": { requiredAttributes: ["given_name"] },
        "userPool.requiredAttributes": ["given_name", "name"],
      },
      { "userPool.formerSchema": { requiredAttributes: [] } },
    ],
    received: ({ userPool: { requiredAttributes = ["given_name"] } = {} }) => requiredAttributes,
    passes: [
      { "userPool.formerSchema": { requiredAttributes: ["given_name"] } },
      {
        "userPool.formerSchema": { requiredAttributes: ["name", "given_name"] },
        "userPool.requiredAttributes": ["given_name", "name"],
      },
    ],
    token: undefined,
    wrongItself: { "userPool.formerSchema": { requiredAttributes: ["x"] } },
  },
};
