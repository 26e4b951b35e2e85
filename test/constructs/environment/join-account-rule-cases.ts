import { anyToken, mapToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const GOOGLE = { Google: { type: "Google", clientId: "google" } };
const CORP = { Corp: { type: "OIDC", clientId: "corp", issuer: "https://login.example.com" } };
const PROVIDERS = { ...GOOGLE, ...CORP };
const AHEAD = { addressesVerified: true, linkAhead: true };
const SEND = "arn:aws:lambda:us-east-1:123456789012:function:send";
const JOINED = { "userPool.joinAccounts": { Google: {} }, identityProviders: PROVIDERS };
const everyJoined =
  (value: unknown): RuleCases["received"] =>
  ({ userPool }) =>
    Object.fromEntries(Object.keys(userPool?.joinAccounts ?? {}).map((name) => [name, value]));

/** In the order of the rules. */
export const JOIN_ACCOUNT_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "userPool.joinAccounts": {
    fails: [{ "userPool.joinAccounts": { Google: {} } }, { ...JOINED, identityProviders: CORP }],
    received: () => ["Google"],
    passes: [JOINED, { "userPool.joinAccounts": {}, identityProviders: {} }],
    token: { ...JOINED, "userPool.joinAccounts": { Google: { linkAhead: anyToken() } } },
    wrongItself: { "userPool.joinAccounts": { G: {} } },
  },
  "userPool.joinAccounts.{name}": {
    fails: [
      {
        "userPool.joinAccounts": { Facebook: {} },
        identityProviders: { Facebook: { type: "Facebook", clientId: "facebook" } },
      },
    ],
    received: () => ({ Facebook: { addressesVerified: false, linkAhead: false } }),
    passes: [JOINED],
    token: { "userPool.joinAccounts": { Google: { addressesVerified: anyToken() } }, identityProviders: PROVIDERS },
    wrongItself: { "userPool.joinAccounts": { Facebook: { linkAhead: "yes" } } },
  },
  "userPool.joinAccounts.{name}.addressesVerified": {
    fails: [{ "userPool.joinAccounts": { Corp: { linkAhead: true } }, identityProviders: PROVIDERS }],
    received: everyJoined(false),
    passes: [{ "userPool.joinAccounts": { Corp: AHEAD, Google: {} }, identityProviders: PROVIDERS }],
    token: {
      "userPool.joinAccounts": { Corp: { linkAhead: true, addressesVerified: anyToken() } },
      identityProviders: PROVIDERS,
    },
    wrongItself: { "userPool.joinAccounts": { Corp: { linkAhead: "yes" } }, identityProviders: PROVIDERS },
  },
  "userPool.joinAccounts.{name}.linkAhead": {
    fails: [{ "userPool.joinAccounts": { Google: AHEAD }, identityProviders: PROVIDERS }],
    received: everyJoined(true),
    passes: [{ "userPool.joinAccounts": { Corp: AHEAD, Google: {} }, identityProviders: PROVIDERS }],
    token: {
      "userPool.joinAccounts": { Google: { addressesVerified: true, linkAhead: anyToken() } },
      identityProviders: PROVIDERS,
    },
    wrongItself: { "userPool.joinAccounts": { Google: { linkAhead: "yes" } }, identityProviders: PROVIDERS },
  },
  "userPool.triggers": {
    fails: [
      { ...JOINED, "userPool.triggers": { preSignUp: { functionArn: SEND } } },
      { ...JOINED, "userPool.triggers": { postConfirmation: { functionArn: SEND } } },
    ],
    received: ({ userPool }) => Object.keys(userPool?.triggers ?? {}),
    passes: [
      { ...JOINED, "userPool.triggers": { preTokenGeneration: { functionArn: SEND } } },
      { "userPool.triggers": { preSignUp: { functionArn: SEND } } },
    ],
    token: { ...JOINED, "userPool.triggers": { preTokenGeneration: { zip: "a.zip", variables: mapToken() } } },
    wrongItself: { ...JOINED, "userPool.triggers": { preSignUp: { functionArn: "send" } } },
  },
  "userPool.customAttributes.{name}.mutable": {
    fails: [{ ...JOINED, "userPool.customAttributes": { level: { type: "String", mutable: false } } }],
    received: () => ({ level: false }),
    passes: [
      { ...JOINED, "userPool.customAttributes": { level: { type: "String" } } },
      { "userPool.customAttributes": { level: { type: "String", mutable: false } } },
    ],
    token: { ...JOINED, "userPool.customAttributes": { level: { type: "String", mutable: anyToken() } } },
    wrongItself: { ...JOINED, "userPool.customAttributes": { level: { type: "String", mutable: "no" } } },
  },
};
