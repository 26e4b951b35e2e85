import { SEND } from "./module-validation-cases";
import type { Values } from "./module-values";

const CORP = { identityProviders: { Corp: {}, Google: { type: "Google" }, Staff: { type: "SAML" } } };

/** As Terraform has it: what is left out is null, or its default. */
const trigger = (settings: object): object => ({
  functionArn: undefined,
  zip: undefined,
  eventVersion: undefined,
  policies: {},
  variables: {},
  ...settings,
});
const joined = (settings: object = {}): object => ({ addressesVerified: false, linkAhead: false, ...settings });
const AHEAD = joined({ addressesVerified: true, linkAhead: true });

const VARIABLES: readonly Readonly<Record<string, string>>[] = [{}, { MEMORY_TABLE: "progress" }, { MEMORY_DAYS: "1" }];

/** Triggers, accounts that are joined, and what the skill remembers. */
export const TRIGGER_CASES: readonly Values[] = [
  ...[
    { preSignUp: trigger({ functionArn: SEND }) },
    { preSignUp: trigger({ zip: "a.zip", policies: { a: "b" }, variables: { A1: "b" } }) },
    { preSignUp: trigger({}) },
    { preSignUp: trigger({ functionArn: SEND, zip: "a.zip" }) },
    { preSignUp: trigger({ functionArn: SEND, policies: { a: "b" } }) },
    { preSignUp: trigger({ zip: "a.zip", variables: { A1: "x".repeat(4096) } }) },
    { preSignUp: trigger({ zip: "a.zip", eventVersion: "V1_0" }) },
    { preTokenGeneration: trigger({ zip: "a.zip", eventVersion: "V2_0" }) },
  ].map((triggers) => ({ userPool: { triggers } })),
  ...["V1_0", "V2_0"].map((eventVersion) => ({
    userPool: { triggers: { preTokenGeneration: trigger({ zip: "a.zip", eventVersion }) }, plan: "LITE" },
  })),
  ...[
    { Google: joined() },
    { Corp: AHEAD },
    { Staff: AHEAD, Google: joined() },
    { Corp: joined({ linkAhead: true }) },
    // Beside a provider of the right type.
    { Google: AHEAD },
    { Other: joined() },
    { Facebook: joined() },
  ].map((joinAccounts) => ({ ...CORP, userPool: { joinAccounts } })),
  ...["postConfirmation", "customMessage"].map((name) => ({
    ...CORP,
    userPool: { joinAccounts: { Google: joined() }, triggers: { [name]: trigger({ functionArn: SEND }) } },
  })),
  ...[true, false].map((mutable) => ({
    ...CORP,
    userPool: {
      joinAccounts: { Google: joined() },
      customAttributes: { a: { type: "Boolean", minLength: 0, maxLength: 2048, mutable } },
    },
  })),
  ...VARIABLES.flatMap((variables) => [
    { variables },
    { variables, memory: { retentionDays: 1, pointInTimeRecovery: true, kmsKeyArn: undefined } },
  ]),
  { memory: { retentionDays: 1, kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111" } },
];
