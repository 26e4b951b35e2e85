import type { EnvironmentProps } from "../../constructs";

/** Directives of English (US) come from us-east-1, so the function is there. */
export const environment: EnvironmentProps = {
  name: "dev",
  project: "smart-home",
  region: "us-east-1",
  accountId: "123456789012",
  state: { type: "local", path: "../../../terraform.dev.tfstate" },
  domain: { prefix: "example-smart-home-dev" },
  alexa: {
    kind: "smart-home",
    vendorId: "M1EXAMPLE0DEV",
    skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
  },
  userPool: { deletionProtection: false },
};
