import type { GroupField } from "./field";

/** A network of yours that the function runs in. */
export interface FunctionVpcProps {
  /** The ids of private subnets, 1 to 16, with a route to a NAT gateway, in two zones or more. */
  readonly subnetIds: readonly string[];
  /** The ids of security groups, 1 to 5, that let out TCP 443. Nothing has to come in. */
  readonly securityGroupIds: readonly string[];
}

/**
 * What may stand in `function.vpc`. Source of the limits: AWS Lambda API, VpcConfig.
 * @internal
 */
export const functionVpcSchema: GroupField<FunctionVpcProps> = {
  kind: "group",
  derived: "no VPC",
  fields: {
    subnetIds: {
      kind: "list",
      min: 1,
      max: 16,
      item: {
        kind: "text",
        pattern: /^subnet-[0-9a-z]{1,64}$/,
        allowed: "the id of a subnet",
        fix: "copy the id from the subnet's page, as subnet-0123456789abcdef0",
      },
    },
    securityGroupIds: {
      kind: "list",
      min: 1,
      max: 5,
      item: {
        kind: "text",
        pattern: /^sg-[0-9a-zA-Z]{1,64}$/,
        allowed: "the id of a security group",
        fix: "copy the id from the security group's page, as sg-0123456789abcdef0",
      },
    },
  },
};
