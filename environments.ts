import type { EnvironmentProps } from "./constructs";

/** Every resource's name begins with it: `alexa-skill-dev`. Change it before the first deployment, and never after. */
const project = "alexa-skill";

/**
 * The deployments of the skill, one Terraform stack each. This is the file to edit; docs/environments.md lists every
 * property with its default and its limits.
 */
export const environments: readonly EnvironmentProps[] = [
  {
    name: "dev",
    project,
    region: "us-east-1",
    accountId: "123456789012",
    // A file beside this one, so that a first deployment needs nothing else. It holds the client secret.
    state: { type: "local", path: "../../../terraform.dev.tfstate" },
    domain: { prefix: "example-alexa-skill-dev" },
    alexa: {
      vendorId: "M1EXAMPLE0DEV",
      requiredScopes: ["openid", "profile"],
      skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
      signOutUris: ["https://example.com/signed-out"],
    },
    userPool: { deletionProtection: false },
    function: { logRetentionDays: 7 },
  },
  {
    name: "staging",
    project,
    region: "us-east-1",
    accountId: "123456789012",
    state: { type: "s3", bucket: "example-terraform-state" },
    domain: { prefix: "example-alexa-skill-staging" },
    alexa: {
      vendorId: "M1EXAMPLE0STG",
      requiredScopes: ["openid", "profile"],
      skillIds: ["amzn1.ask.skill.22222222-2222-4222-8222-222222222222"],
      signOutUris: ["https://example.com/signed-out"],
    },
    userPool: { deletionProtection: false },
  },
  {
    name: "prod",
    project,
    region: "us-east-1",
    accountId: "123456789012",
    state: { type: "s3", bucket: "example-terraform-state" },
    domain: { prefix: "example-alexa-skill" },
    alexa: {
      vendorId: "M1EXAMPLE0PRD",
      requiredScopes: ["openid", "profile"],
      skillIds: ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"],
      signOutUris: ["https://example.com/signed-out"],
    },
    function: { logRetentionDays: 365 },
  },
];
