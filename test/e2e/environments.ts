import type { EnvironmentProps } from "../../constructs";

/** What is deployed end to end, whatever stands in the project's environments.ts: one local state, one in S3. */
export const dev: EnvironmentProps = {
  name: "dev",
  region: "us-east-1",
  accountId: "123456789012",
  state: { type: "local", path: "../../../terraform.dev.tfstate" },
  domain: { prefix: "example-alexa-skill-dev" },
  alexa: {
    vendorId: "M1EXAMPLE0DEV",
    skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
    requiredScopes: ["openid", "profile"],
    signOutUris: ["https://example.com/signed-out"],
  },
  userPool: { deletionProtection: false },
};

export const staging: EnvironmentProps = {
  ...dev,
  name: "staging",
  state: { type: "s3", bucket: "example-terraform-state" },
  domain: { prefix: "example-alexa-skill-staging" },
  alexa: { vendorId: "M1EXAMPLE0STG", skillIds: ["amzn1.ask.skill.22222222-2222-4222-8222-222222222222"] },
};
