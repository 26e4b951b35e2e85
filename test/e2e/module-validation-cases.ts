import { alexaRedirectUris } from "../../constructs";
import type { Values } from "./module-values";

export const IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
export const SENDER = "codes@example.com";
export const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111";
const NO_SENDERS = { kmsKeyArn: undefined, emailFunctionArn: undefined, smsFunctionArn: undefined };
const NO_RISK_RULES = {
  compromisedCredentials: undefined,
  accountTakeover: undefined,
  blockedIpRanges: [],
  skippedIpRanges: [],
};

const MACHINE = { type: "client_credentials", callbackUris: undefined };
const ORDERS = { orders: { name: undefined, scopes: { read: "Read", write: "Write" } }, other: { scopes: {} } };
export const POOL = { userPool: { existing: { id: "us-east-1_A" } } };

const SAML = { type: "SAML", metadataUrl: "https://example.com/metadata" };

/** Identity providers, and the clients that offer them. */
export const PROVIDER_CASES: readonly Values[] = [
  { identityProviders: { Corp: {}, Google: { type: "Google" }, Staff: SAML, Other: { type: "existing" } } },
  { identityProviders: { Corp: { type: "Google" } } },
  { identityProviders: { Corp: { secretId: "a", parameterName: "b" } } },
  { identityProviders: { Corp: { secretId: "a", secretKey: "b" } } },
  { identityProviders: { Corp: { secretKey: "b" } } },
  { identityProviders: { Staff: { type: "SAML" } } },
  { identityProviders: { Staff: { ...SAML, metadataFile: "<EntityDescriptor>" } } },
  { identityProviders: { Corp: {} }, userPool: { requiredAttributes: ["nickname"] } },
  { identityProviders: { Corp: { attributes: { nickname: "a" } } }, userPool: { requiredAttributes: ["nickname"] } },
  { identityProviders: { Corp: {} }, userPool: { signIn: ["phone"] } },
  { identityProviders: { Corp: {} }, ...POOL },
  { identityProviders: { Corp: {} }, client: { identityProviders: ["COGNITO", "Corp"] } },
  { identityProviders: { Corp: {} }, client: { identityProviders: ["Google"] } },
  { identityProviders: { Corp: {} }, clients: { web: { identityProviders: ["Corp"] } } },
  { clients: { web: { identityProviders: ["Corp"] } } },
  { identityProviders: { Corp: {} }, client: { writeAttributes: ["given_name"] } },
  { identityProviders: { Corp: {} }, client: { writeAttributes: ["email", "family_name", "given_name", "name"] } },
  { identityProviders: { Corp: {} }, clients: { web: { writeAttributes: ["given_name"] } } },
  { identityProviders: { Corp: {} }, clients: { web: { identityProviders: ["COGNITO"], writeAttributes: ["name"] } } },
];

export const SEND = "arn:aws:lambda:us-east-1:123456789012:function:send";
/** As a variable has it: what is left out is null. */
const KINDLESS = {
  type: "Boolean",
  minLength: 0,
  maxLength: 2048,
  minimum: undefined,
  maximum: undefined,
  mutable: true,
};
const custom = (attribute: object) => ({ ...KINDLESS, ...attribute });
const SES = { sesIdentityArn: IDENTITY, from: SENDER };
const NO_FORMER = { customAttributes: {}, requiredAttributes: undefined };

const PASSKEYS = { relyingPartyId: "login.example.com", userVerification: "preferred" };

/** Attributes, factors, messages and devices of a pool. */
export const USER_POOL_CASES: readonly Values[] = [
  { userPool: { signIn: ["email", "preferred_username"] } },
  { userPool: { signIn: ["username", "preferred_username"] } },
  { userPool: { signIn: ["username", "preferred_username"], requiredAttributes: ["preferred_username"] } },
  { userPool: { customAttributes: { a: custom({}) } }, client: { readAttributes: ["custom:a", "email_verified"] } },
  { userPool: { customAttributes: { a: custom({}) } }, client: { writeAttributes: ["custom:b"] } },
  { clients: { web: { readAttributes: ["custom:b"] }, batch: { ...MACHINE, scopes: ["a/b"] } }, ...POOL },
  { clients: { web: { readAttributes: ["custom:b"] } } },
  { userPool: { customAttributes: { a: custom({ type: "String", minLength: 5, maxLength: 4 }) } } },
  { userPool: { customAttributes: { a: custom({ type: "Number", minimum: 5, maximum: 4 }) } } },
  { userPool: { customAttributes: { a: custom({ type: "Number", minimum: 4, maximum: 4 }) } } },
  { userPool: { formerSchema: { ...NO_FORMER, customAttributes: { a: custom({}) } } } },
  {
    userPool: {
      formerSchema: { ...NO_FORMER, customAttributes: { a: custom({}) } },
      customAttributes: { a: custom({}), b: custom({}) },
    },
  },
  { userPool: { formerSchema: { ...NO_FORMER, requiredAttributes: ["name"] } } },
  { userPool: { formerSchema: { ...NO_FORMER, requiredAttributes: ["name"] }, requiredAttributes: ["name"] } },
  { userPool: { mfaMethods: ["totp"], mfa: "optional", signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["totp"], mfa: "off", signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["totp"], signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["sms"], mfa: "required", signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["email"] } },
  { userPool: { mfaMethods: ["email"], email: SES } },
  { userPool: { mfaMethods: ["email"], email: SES, plan: "LITE" } },
  { userPool: { firstFactors: ["PASSWORD"] } },
  { userPool: { firstFactors: ["EMAIL_OTP"] } },
  { userPool: { firstFactors: ["PASSWORD", "EMAIL_OTP"] } },
  { userPool: { firstFactors: ["PASSWORD", "EMAIL_OTP"], plan: "LITE" } },
  { userPool: { firstFactors: ["PASSWORD"], plan: "LITE" } },
  { userPool: { passkeys: PASSKEYS, plan: "LITE" } },
  { userPool: { passkeys: PASSKEYS } },
  { userPool: { firstFactors: ["PASSWORD", "WEB_AUTHN"], mfa: "required" } },
  { userPool: { firstFactors: ["PASSWORD", "WEB_AUTHN"], mfa: "optional" } },
  { userPool: { firstFactors: ["PASSWORD"], mfa: "required" } },
  { userPool: { firstFactors: ["PASSWORD", "SMS_OTP"] } },
  { userPool: { firstFactors: ["PASSWORD", "SMS_OTP"], mfa: "off" } },
  { userPool: { firstFactors: ["PASSWORD", "SMS_OTP"], mfaMethods: ["totp"] } },
  { userPool: { firstFactors: ["PASSWORD", "SMS_OTP"], mfaMethods: ["sms"] } },
  { userPool: { firstFactors: ["PASSWORD", "SMS_OTP"], signIn: ["email", "phone"] } },
  { userPool: { firstFactors: ["PASSWORD", "SMS_OTP"], signIn: ["email", "phone"], mfa: "optional" } },
  { client: { existing: { id: "a" }, signInChoice: true }, ...POOL },
  { client: { existing: { id: "a" } }, ...POOL },
  { userPool: { customSenders: { ...NO_SENDERS, kmsKeyArn: KEY } } },
  { userPool: { customSenders: { ...NO_SENDERS, emailFunctionArn: SEND } } },
  { userPool: { customSenders: { ...NO_SENDERS, kmsKeyArn: KEY, smsFunctionArn: SEND } } },
  { userPool: { threatProtection: "audit", plan: "PLUS" } },
  { userPool: { threatProtection: "audit" } },
  { protection: { riskRules: { ...NO_RISK_RULES, compromisedCredentials: "BLOCK" } } },
  {
    protection: { riskRules: { ...NO_RISK_RULES, compromisedCredentials: "BLOCK" } },
    userPool: { threatProtection: "audit", plan: "PLUS" },
  },
  { protection: { riskRules: NO_RISK_RULES }, userPool: { threatProtection: "audit", plan: "PLUS" } },
  { protection: { riskRules: { ...NO_RISK_RULES, skippedIpRanges: ["192.0.2.0/24"] } }, ...POOL },
  { userPool: { devices: { remember: "never", skipSecondFactor: true } } },
  { userPool: { devices: { remember: "always", skipSecondFactor: true } } },
];

const logging = (settings: object) => ({ applicationLevel: undefined, systemLevel: undefined, ...settings });

/** What goes together in the function's settings. A module reads its region from the provider: here there is none. */
export const FUNCTION_CASES: readonly Values[] = [
  { settings: { layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"] } },
  { settings: { encryption: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1" } } },
  { settings: { logging: logging({ format: "Text" }) } },
  { settings: { logging: logging({ format: "Text", systemLevel: "WARN" }) } },
  { settings: { logging: logging({ format: "Text", applicationLevel: "WARN" }) } },
  { settings: { logging: logging({ format: "JSON", applicationLevel: "WARN" }) } },
  { settings: { provisionedConcurrency: 2 } },
  { settings: { provisionedConcurrency: 2, reservedConcurrency: 2 } },
  { settings: { provisionedConcurrency: 3, reservedConcurrency: 2 } },
  { settings: { reservedConcurrency: 2 } },
  { settings: { canary: { formerVersion: 41, percent: 10 } } },
  { settings: { canary: { formerVersion: 41, percent: 10 }, provisionedConcurrency: 2 } },
];

/** App clients and the scopes that they ask for. */
export const CLIENT_CASES: readonly Values[] = [
  { clients: { web: {}, batch: { ...MACHINE, scopes: ["orders/read"] } }, resourceServers: ORDERS },
  { clients: { batch: { ...MACHINE, scopes: ["orders/delete"] } }, resourceServers: ORDERS },
  { clients: { batch: { ...MACHINE, scopes: ["orders/delete"] } }, ...POOL },
  { clients: { batch: { ...MACHINE, scopes: ["openid"] } }, ...POOL },
  { clients: { web: { scopes: ["profile"] } } },
  { clients: { web: { scopes: ["orders/write"] } }, resourceServers: ORDERS },
  { clients: { web: {}, app: { defaultRedirectUri: "https://example.com/b" } } },
  { clients: { web: {}, app: { defaultRedirectUri: "https://example.com/c" } } },
  { clients: { web: { refreshTokenMinutes: 60 } } },
  { clients: { web: { refreshTokenMinutes: 60, idTokenMinutes: 61 } } },
  { clients: { web: { refreshTokenMinutes: 60, accessTokenMinutes: 61 } } },
  { alexa: { scopes: ["openid", "orders/read"] }, resourceServers: ORDERS },
  { alexa: { scopes: ["openid", "orders/read"] } },
  { alexa: { scopes: ["openid", "orders/read"] }, ...POOL },
  { client: { sessionMinutes: 5 } },
  { client: { sessionMinutes: 5, existing: { id: "a" } }, ...POOL },
  { client: { name: "a", existing: { id: "a" } }, ...POOL },
  { client: { defaultRedirectUri: alexaRedirectUris("M1EXAMPLE0DEV")[1] } },
  { client: { defaultRedirectUri: "https://example.com/a" } },
  {
    client: { defaultRedirectUri: "https://example.com/a" },
    alexa: { additionalRedirectUris: ["https://example.com/a"] },
  },
];

const NAMED = { name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
export const DOMAIN_CASES: readonly Values[] = [
  { domain: { prefix: undefined, ...NAMED } },
  { domain: NAMED },
  { domain: { name: "login.example.com" } },
  { domain: { hostedZoneId: NAMED.hostedZoneId } },
  ...["prefix", "name"].flatMap((linkHost) => [
    { domain: { linkHost } },
    { domain: { ...NAMED, linkHost } },
    { domain: { ...NAMED, prefix: undefined, linkHost } },
  ]),
  ...["LITE", "PLUS"].map((plan) => ({ domain: { managedLoginBrandingId: "a" }, userPool: { plan } })),
  { client: { name: "Alexa" } },
  { client: { name: "Alexa", existing: { id: "a" } }, ...POOL },
  { client: { imported: true, existing: { id: "a" } }, ...POOL },
  { client: { signInPage: { css: undefined, logo: undefined } } },
  { client: { signInPage: { css: "a {}", logo: undefined } } },
  { client: { signInPage: { css: "a".repeat(140_000), logo: undefined } } },
];
