import type { EnvironmentProps } from "../../../constructs";

import { environmentRules } from "../../../constructs/environment/rules";
import {
  anyToken,
  listToken,
  mapToken,
  numberToken,
  problemsOf,
  textToken,
  valueAt,
  wheres,
} from "../example-environment";
import { ALEXA_RULE_CASES } from "./alexa-rule-cases";
import { CLIENT_RULE_CASES } from "./client-rule-cases";
import { IDENTITY_PROVIDER_RULE_CASES } from "./identity-provider-rule-cases";
import { JOIN_ACCOUNT_RULE_CASES } from "./join-account-rule-cases";
import { PROTECTION_RULE_CASES } from "./protection-rule-cases";
import type { RuleCases } from "./rule-cases";
import { CERTIFICATE, environment, HOST, POOL, ZONE } from "./rule-cases";
import { TRIGGER_RULE_CASES } from "./trigger-rule-cases";
import { USER_POOL_RULE_CASES } from "./user-pool-rule-cases";

const SKILL_IDS = Array.from(
  { length: 20 },
  (_, index) => `amzn1.ask.skill.11111111-1111-4111-8111-${String(index).padStart(12, "0")}`,
);
const IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/example.com";

/** Of as many bytes as there may be. */
const LOGO = `iVBORw0KGgo${"A".repeat(136_525)}`;
const BRANDING = "1ee76372-aa1d-4030-9b97-b0e86ced64bf";
const CLIENT = { existing: { id: "3n4b5urk1ft4fl3mg5e62d9ado" } };

const WITHIN: Readonly<Record<string, RuleCases>> = {
  "userPool.existing": {
    fails: [
      { userPool: { ...POOL, mfa: "required" } },
      { userPool: { ...POOL, signIn: ["phone"], accountRecovery: ["verified_phone_number"] } },
      { userPool: { ...POOL, passwordPolicy: { minimumLength: 8 } } },
      { userPool: { ...POOL, plan: "PLUS" } },
    ],
    received: ({ userPool: { existing, passwordPolicy, ...rest } = {} }) => ({
      ...rest,
      ...(passwordPolicy && { passwordPolicy: expect.objectContaining(passwordPolicy) }),
    }),
    passes: [{ userPool: POOL }, { userPool: { ...POOL, deletionProtection: false } }],
    token: { userPool: { ...POOL, plan: textToken() } },
    wrongItself: { userPool: { ...POOL, mfa: "sometimes" } },
  },
  "domain.existing": {
    fails: [{ domain: HOST }],
    passes: [{ domain: HOST, userPool: POOL }],
    token: { domain: { existing: { host: textToken() } }, userPool: POOL },
    wrongItself: { domain: { existing: { host: "" } } },
  },
  "client.existing": {
    fails: [{ client: CLIENT }],
    passes: [{ client: CLIENT, userPool: POOL }],
    token: { client: { existing: { id: textToken() } }, userPool: POOL },
    wrongItself: { client: { existing: { id: "" } } },
  },
  "client.name": {
    fails: [{ client: { ...CLIENT, name: "Alexa" }, userPool: POOL }],
    passes: [{ client: CLIENT, userPool: POOL }, { client: { name: "Alexa" } }],
    token: { client: { ...CLIENT, name: textToken() }, userPool: POOL },
    wrongItself: { client: { existing: { id: "" }, name: "Alexa" }, userPool: POOL },
  },
  "client.signInChoice": {
    fails: [
      { client: { ...CLIENT, signInChoice: true }, userPool: POOL },
      { client: { ...CLIENT, signInChoice: false }, userPool: POOL },
    ],
    passes: [
      { client: CLIENT, userPool: POOL },
      { client: { signInChoice: true }, userPool: POOL },
    ],
    token: { client: { ...CLIENT, signInChoice: anyToken() }, userPool: POOL },
    wrongItself: { client: { existing: { id: "" }, signInChoice: true }, userPool: POOL },
  },
  tokens: {
    fails: [{ client: CLIENT, userPool: POOL, tokens: { accessTokenMinutes: 30 } }],
    passes: [{ client: CLIENT, userPool: POOL, tokens: {} }, { tokens: { accessTokenMinutes: 30 } }],
    token: { client: CLIENT, userPool: POOL, tokens: { accessTokenMinutes: numberToken() } },
    wrongItself: { client: CLIENT, userPool: POOL, tokens: { accessTokenMinutes: 1 } },
  },
  "alexa.signOutUris": {
    fails: [{ client: CLIENT, userPool: POOL, "alexa.signOutUris": ["https://example.com/bye"] }],
    passes: [{ userPool: POOL, "alexa.signOutUris": ["https://example.com/bye"] }],
    token: { client: CLIENT, userPool: POOL, "alexa.signOutUris": listToken() },
    wrongItself: { client: CLIENT, userPool: POOL, "alexa.signOutUris": ["bye"] },
  },
  ...CLIENT_RULE_CASES,
  ...IDENTITY_PROVIDER_RULE_CASES,
  ...USER_POOL_RULE_CASES,
  ...TRIGGER_RULE_CASES,
  ...JOIN_ACCOUNT_RULE_CASES,
  ...PROTECTION_RULE_CASES,
  "domain.prefix": {
    fails: [
      { domain: {} },
      { domain: { ...HOST, prefix: "example-skill-dev" }, userPool: POOL },
      { domain: { ...HOST, name: "login.example.com", ...CERTIFICATE }, userPool: POOL },
    ],
    passes: [
      { domain: HOST, userPool: POOL },
      { userPool: POOL },
      { domain: { name: "login.example.com", ...CERTIFICATE } },
      { domain: { prefix: "example-skill-dev", name: "login.example.com", ...CERTIFICATE } },
    ],
    token: { domain: { existing: { host: textToken() } }, userPool: POOL },
    wrongItself: { domain: { existing: { host: "https://login.example.com" } }, userPool: POOL },
  },
  "domain.name": {
    fails: [{ "domain.certificateArn": CERTIFICATE.certificateArn }, { "domain.hostedZoneId": ZONE.hostedZoneId }],
    passes: [{ domain: { name: "login.example.com", ...CERTIFICATE, ...ZONE } }],
    token: { "domain.hostedZoneId": textToken() },
    wrongItself: { domain: { prefix: "example-skill-dev", hostedZoneId: "example.com" } },
  },
  "domain.certificateArn": {
    fails: [{ "domain.name": "login.example.com" }],
    passes: [
      { domain: { name: "login.example.com", ...CERTIFICATE } },
      { domain: { name: "login.example.com", ...ZONE } },
    ],
    token: { domain: { name: "login.example.com", certificateArn: textToken() } },
    wrongItself: { domain: { name: "login" } },
  },
  "domain.linkHost": {
    fails: [{ "domain.linkHost": "name" }, { domain: { name: "login.example.com", ...ZONE, linkHost: "prefix" } }],
    passes: [
      { "domain.linkHost": "prefix" },
      { domain: { name: "login.example.com", ...ZONE, linkHost: "name" } },
      { domain: { prefix: "example-skill-dev", name: "login.example.com", ...ZONE, linkHost: "prefix" } },
    ],
    token: { domain: { prefix: textToken(), linkHost: "name" } },
    wrongItself: { domain: { prefix: "my-aws", linkHost: "name" } },
  },
  "domain.managedLoginBrandingId": {
    fails: [
      { "domain.managedLoginBrandingId": BRANDING, "userPool.plan": "LITE" },
      { domain: { ...HOST, managedLoginBrandingId: BRANDING }, userPool: POOL },
    ],
    passes: [
      { "domain.managedLoginBrandingId": BRANDING },
      { "domain.managedLoginBrandingId": BRANDING, "userPool.plan": "PLUS" },
      { "userPool.plan": "LITE" },
    ],
    token: { "domain.managedLoginBrandingId": BRANDING, "userPool.plan": textToken() },
    wrongItself: { "domain.managedLoginBrandingId": BRANDING, "userPool.plan": "FREE" },
  },
  "client.signInPage": {
    fails: [
      { "client.signInPage": {} },
      { client: { ...CLIENT, signInPage: { css: "a {}" } }, userPool: POOL },
      { "client.signInPage": { css: "a".repeat(1705), logo: LOGO } },
    ],
    received: ({ client }) =>
      Object.fromEntries(Object.entries(client?.signInPage ?? {}).map(([name, text]) => [name, text.slice(0, 40)])),
    passes: [
      { "client.signInPage": { css: "a {}" } },
      { "client.signInPage": { css: "a".repeat(1704), logo: LOGO } },
      { client: CLIENT, userPool: POOL },
    ],
    token: { client: { ...CLIENT, signInPage: { css: textToken() } }, userPool: POOL },
    wrongItself: { client: { ...CLIENT, signInPage: { css: "" } }, userPool: POOL },
  },
  ...ALEXA_RULE_CASES,
  "alexa.scopes": {
    fails: [{ "alexa.scopes": ["profile"] }, { "alexa.scopes": ["email", "phone", "profile"] }],
    passes: [{ "alexa.scopes": ["openid"] }, { "alexa.scopes": ["profile", "openid"] }],
    token: { "alexa.scopes": [textToken()] },
    wrongItself: { "alexa.scopes": ["prof1le"] },
  },
  "alexa.requiredScopes": {
    fails: [
      { "alexa.requiredScopes": ["profile"] },
      { "alexa.requiredScopes": ["openid", "email"] },
      { "alexa.scopes": ["openid"], "alexa.requiredScopes": ["openid", "profile"] },
    ],
    passes: [
      { "alexa.scopes": ["openid", "profile", "email"] },
      { "alexa.requiredScopes": ["profile", "openid"] },
      { "alexa.scopes": ["email", "openid"], "alexa.requiredScopes": ["openid", "email"] },
    ],
    token: { "alexa.scopes": [textToken()], "alexa.requiredScopes": ["openid", "email"] },
    wrongItself: { "alexa.requiredScopes": ["openid", "e-mail"] },
  },
  "alexa.additionalRedirectUris": {
    fails: [
      { "alexa.additionalRedirectUris": ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV"] },
      {
        "alexa.additionalRedirectUris": [
          "https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0DEV",
          "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
        ],
      },
    ],
    passes: [
      { "alexa.additionalRedirectUris": ["https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0DEV"] },
      { "alexa.additionalRedirectUris": ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0PRD"] },
    ],
    token: {
      "alexa.vendorId": textToken(),
      "alexa.additionalRedirectUris": ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV"],
    },
    wrongItself: {
      "alexa.additionalRedirectUris": ["https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV", "http://example.com"],
    },
  },
  "userPool.accountRecovery": {
    leftOut: ["verified_email"],
    fails: [
      { "userPool.accountRecovery": ["admin_only", "verified_email"] },
      { "userPool.accountRecovery": ["verified_phone_number"] },
      { "userPool.signIn": ["phone"] },
      { "userPool.signIn": ["phone"], "userPool.accountRecovery": ["verified_phone_number", "verified_email"] },
    ],
    passes: [
      { "userPool.accountRecovery": ["admin_only"] },
      { "userPool.signIn": ["username"] },
      { "userPool.signIn": ["phone"], "userPool.accountRecovery": ["verified_phone_number"] },
      {
        "userPool.signIn": ["email", "phone"],
        "userPool.accountRecovery": ["verified_phone_number", "verified_email"],
      },
    ],
    token: undefined, // has to be known
    wrongItself: { "userPool.accountRecovery": ["admin_only", "nobody"] },
  },
  "userPool.email.from": {
    fails: [{ "userPool.email": { sesIdentityArn: IDENTITY } }],
    passes: [{ "userPool.email": {} }, { "userPool.email": { sesIdentityArn: IDENTITY, from: "codes@example.com" } }],
    token: { "userPool.email": { sesIdentityArn: textToken() } },
    wrongItself: { "userPool.email": { sesIdentityArn: "example.com" } },
  },
  "userPool.email.sesIdentityArn": {
    fails: [
      { "userPool.email": { from: "codes@example.com" } },
      { "userPool.email": { replyTo: "codes@example.com" } },
      { "userPool.email": { configurationSet: "codes" } },
    ],
    passes: [
      {
        "userPool.email": {
          sesIdentityArn: IDENTITY,
          from: "Stack Guide <codes@mail.example.com>",
          replyTo: "a@example.com",
          configurationSet: "codes",
        },
      },
    ],
    token: { "userPool.email": { from: textToken() } },
    wrongItself: { "userPool.email": { from: "codes" } },
  },
  "function.variables": {
    fails: [
      { "function.variables": { TABLE: "x".repeat(4000) } },
      { "function.variables": { A1: "x".repeat(2000), B2: "ü".repeat(1000) } },
      {
        "function.variables": Object.fromEntries(
          Array.from({ length: 50 }, (_, index) => [`V${index}`, "x".repeat(70)]),
        ),
      },
      { "function.variables": { TABLE: "x".repeat(3000) }, "alexa.skillIds": SKILL_IDS },
    ],
    passes: [
      { "function.variables": { TABLE: "x".repeat(3700) } },
      { "function.variables": { A1: "x".repeat(1700), B2: "ü".repeat(1000) } },
      { "function.variables": { TABLE: "x".repeat(2600) }, "alexa.skillIds": SKILL_IDS },
    ],
    token: { "function.variables": { TABLE: "x".repeat(4000) }, "alexa.skillIds": [textToken()] },
    wrongItself: { "function.variables": { "MY-TABLE": "x".repeat(4000) } },
  },
  "function.layers": {
    fails: [
      { "function.layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:1"] },
      {
        "function.layers": [
          "arn:aws:lambda:us-east-1:123456789012:layer:tools:1",
          "arn:aws:lambda:eu-west-1:123456789012:layer:us-east-1:1",
        ],
      },
    ],
    passes: [
      { "function.layers": [] },
      { "function.layers": ["arn:aws:lambda:us-east-1:123456789012:layer:eu-west-1:1"] },
    ],
    token: { "function.layers": [textToken()] },
    wrongItself: { "function.layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:tools"] },
  },
  "function.encryption": {
    fails: [{ "function.encryption": { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    passes: [{ "function.encryption": { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1" } }],
    token: { "function.encryption": { kmsKeyArn: textToken() } },
    wrongItself: { "function.encryption": { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/1" } },
  },
  "function.logging": {
    fails: [
      { "function.logging": { format: "Text", applicationLevel: "INFO" } },
      { "function.logging": { format: "Text", systemLevel: "WARN" } },
    ],
    passes: [
      { "function.logging": { format: "Text" } },
      { "function.logging": { applicationLevel: "ERROR", systemLevel: "WARN" } },
    ],
    token: { "function.logging": { format: textToken(), systemLevel: "WARN" } },
    wrongItself: { "function.logging": { format: "Text", systemLevel: "ERROR" } },
  },
  "function.provisionedConcurrency": {
    fails: [{ "function.provisionedConcurrency": 3, "function.reservedConcurrency": 2 }],
    passes: [
      { "function.provisionedConcurrency": 2, "function.reservedConcurrency": 2 },
      { "function.provisionedConcurrency": 2 },
      { "function.reservedConcurrency": 2 },
    ],
    token: { "function.provisionedConcurrency": numberToken(), "function.reservedConcurrency": 2 },
    wrongItself: { "function.provisionedConcurrency": 3, "function.reservedConcurrency": -1 },
  },
  "function.canary": {
    fails: [{ "function.canary": { formerVersion: 41, percent: 10 }, "function.provisionedConcurrency": 2 }],
    passes: [{ "function.canary": { formerVersion: 41, percent: 10 } }, { "function.provisionedConcurrency": 2 }],
    token: { "function.canary": { formerVersion: 41, percent: 10 }, "function.provisionedConcurrency": numberToken() },
    wrongItself: { "function.canary": { formerVersion: 41, percent: 100 }, "function.provisionedConcurrency": 2 },
  },
  memory: {
    fails: [
      { memory: {}, "function.variables": { MEMORY_TABLE: "progress" } },
      { memory: {}, "function.variables": { MEMORY_DAYS: "1" } },
    ],
    received: ({ function: it }) => it?.variables,
    passes: [
      {},
      { memory: {} },
      { "function.variables": { MEMORY_TABLE: "progress" } },
      { memory: {}, "function.variables": { MEMORY: "1" } },
    ],
    token: { memory: {}, "function.variables": mapToken() },
    wrongItself: { memory: { retentionDays: 0 }, "function.variables": { MEMORY_DAYS: "1" } },
  },
  "memory.kmsKeyArn": {
    fails: [{ "memory.kmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/11111111" }],
    passes: [{}, { memory: {} }, { "memory.kmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/11111111" }],
    token: { "memory.kmsKeyArn": textToken() },
    wrongItself: { region: "eu-central-1", "memory.kmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/11111111" },
  },
  "userPool.passwordPolicy.historySize": {
    fails: [{ "userPool.plan": "LITE", "userPool.passwordPolicy.historySize": 1 }],
    passes: [
      { "userPool.plan": "LITE" },
      { "userPool.plan": "LITE", "userPool.passwordPolicy.historySize": 0 },
      { "userPool.passwordPolicy.historySize": 24 },
      { "userPool.plan": "ESSENTIALS", "userPool.passwordPolicy.historySize": 1 },
    ],
    token: { "userPool.plan": textToken(), "userPool.passwordPolicy.historySize": 1 },
    wrongItself: { "userPool.plan": "FREE", "userPool.passwordPolicy.historySize": 1 },
  },
};

describe("within one environment", () => {
  test("every rule has its cases in this file", () => {
    expect(environmentRules.map(({ path }) => path)).toEqual(Object.keys(WITHIN));
  });

  describe.each(Object.entries(WITHIN))("%s", (path, cases) => {
    test.each(cases.fails)("fails with %j", (values) => {
      const props = environment(values);
      const problems = problemsOf(props);

      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({
        where: `dev: ${path}`,
        received: cases.received?.(props as EnvironmentProps) ?? valueAt(props, path) ?? cases.leftOut,
        allowed: expect.stringMatching(/./),
        fix: expect.stringMatching(/./),
      });
    });

    test.each(cases.passes)("passes with %j", (values) => {
      expect(wheres(environment(values))).toEqual([]);
    });

    test("is not judged while only Terraform knows a value", () => {
      if (cases.token !== undefined) {
        expect(wheres(environment(cases.token))).toEqual([]);
      }
    });

    test("is not judged while what it reads is wrong itself", () => {
      const problems = problemsOf(environment(cases.wrongItself));

      expect(problems).toHaveLength(1);
      expect(problems[0]?.where).not.toMatch(new RegExp(`${path}$`));
    });
  });

  test("a whole list that only Terraform knows is not judged", () => {
    expect(wheres(environment({ "alexa.scopes": listToken() }))).toEqual([]);
  });
});
