import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { DataResource } from "cdktf";
import { Construct } from "constructs";
import { COGNITO_PRINCIPAL } from "../contract/service-principals";
import type { Condition } from "./module/condition";
import { countOf } from "./module/condition";
import { withStaticAddress } from "./static-address";

export interface SmsRoleProps {
  /** The role's name. */
  readonly name: string;
  /** The region of the user pools that may take the role. */
  readonly region: string;
  /** Their account, 12 digits. */
  readonly accountId: string;
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

/**
 * Lets a user pool send text messages, verification codes above all, to phone numbers. Against the confused deputy,
 * Cognito has to come from a pool of this account and region, and with an id that cannot be guessed: Terraform makes it at
 * the first apply and keeps it in the state. Sources: Amazon Cognito, "SMS message settings" and "Confused deputy
 * prevention".
 */
export class SmsRole extends Construct {
  readonly arn: string;
  /** What Cognito must present to take the role: a UUID, known after the first apply. */
  readonly externalId: string;
  /** What the role may do. Cognito tries the role when a pool is created, so the pool has to wait for this. */
  readonly policy: IamRolePolicy;

  constructor(
    scope: Construct,
    id: string,
    { name, region, accountId, permissionsBoundary, exists = true }: SmsRoleProps,
  ) {
    super(scope, id);
    const count = countOf(exists);
    this.externalId = this.madeOnce(count);
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
              Principal: { Service: COGNITO_PRINCIPAL },
              Action: "sts:AssumeRole",
              Condition: {
                StringEquals: { "sts:ExternalId": this.externalId, "aws:SourceAccount": accountId },
                // The pool is made after the role, so its id cannot stand here. That `*` may be a partition is assumed.
                ArnLike: { "aws:SourceArn": `arn:*:cognito-idp:${region}:${accountId}:userpool/*` },
              },
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
        // A phone number has no ARN; what has one is a topic or an endpoint of SNS.
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sns:Publish", NotResource: "arn:*:sns:*:*:*" }],
        }),
      }),
    );
    this.arn = role.arn;
  }

  /** Another value in every plan, of which Terraform keeps the first. Nothing here may be random: Terraform is, at apply. */
  private madeOnce(count: { readonly count?: number }): string {
    const data = withStaticAddress(
      new DataResource(this, "external_id", { ...count, lifecycle: { ignoreChanges: ["input"] } }),
    );
    data.addOverride("input", `\${uuid()}`);
    return data.getStringAttribute("output");
  }
}
