import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Condition } from "./module/condition";
import { choose } from "./module/condition";
import { withStaticAddress } from "./static-address";

export interface SmsRoleProps {
  /** The role's name. */
  readonly name: string;
  /** What Cognito must present to take the role, against the confused deputy. */
  readonly externalId: string;
  /**
   * The ARN of the policy that bounds what the role may do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
  /**
   * Whether there is such a role, where only Terraform knows.
   * @default true
   */
  readonly exists?: Condition;
}

/** Lets a user pool send verification codes by SMS. Source: Amazon Cognito, "SMS message settings". */
export class SmsRole extends Construct {
  readonly arn: string;
  /** What the role may do. Cognito tries the role when a pool is created, so the pool has to wait for this. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, { name, externalId, permissionsBoundary, exists = true }: SmsRoleProps) {
    super(scope, id);
    const count = exists === true ? {} : { count: choose(exists, 1, 0) };
    const role = withStaticAddress(
      new IamRole(this, "Default", {
        ...count,
        name,
        permissionsBoundary,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "cognito-idp.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "sts:ExternalId": externalId } },
            },
          ],
        }),
      }),
    );
    this.policy = withStaticAddress(
      new IamRolePolicy(this, "publish", {
        ...count,
        name: "publish",
        role: role.name,
        // A text message to a phone number has no ARN to narrow this to.
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: "*" }],
        }),
      }),
    );
    this.arn = role.arn;
  }
}
