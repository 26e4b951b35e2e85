import type { EnvironmentProps } from "../../constructs";

const region = "us-east-1";
const accountId = "123456789012";
const project = "alexa-skill";

/**
 * What users have who upgrade: one with next to nothing said, and one with much. Of each version only what it knows: what
 * comes later is added once the version that has it is recorded.
 */
export const environments: readonly EnvironmentProps[] = [
  {
    name: "dev",
    project,
    region,
    accountId,
    state: { type: "local", path: "../../../terraform.dev.tfstate" },
    domain: { prefix: "example-alexa-skill-dev" },
    alexa: {
      vendorId: "M1EXAMPLE0DEV",
      skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
    },
    userPool: { deletionProtection: false },
  },
  {
    name: "staging",
    project,
    region,
    accountId,
    state: { type: "local", path: "../../../terraform.staging.tfstate" },
    domain: { prefix: "example-alexa-skill-staging" },
    alexa: {
      vendorId: "M1EXAMPLE0STG",
      skillIds: ["amzn1.ask.skill.22222222-2222-4222-8222-222222222222"],
      signOutUris: ["https://example.com/signed-out"],
      scopes: ["openid", "profile", "email"],
    },
    userPool: {
      signIn: ["email", "phone"],
      mfa: "optional",
      accountRecovery: ["verified_email"],
      passwordPolicy: { minimumLength: 12 },
      deletionProtection: false,
    },
    tokens: { accessTokenMinutes: 30 },
    function: { logRetentionDays: 7, memoryMib: 256, variables: { GREETING: "hello" } },
    tags: { CostCentre: "42" },
  },
];
