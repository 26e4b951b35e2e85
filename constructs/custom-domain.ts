import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import type { Condition } from "./module/condition";
import { allOf, choose, countOf, isGiven } from "./module/condition";
import { withStaticAddress } from "./static-address";

export interface CustomDomainProps {
  /** The host name. Its parent domain needs an A record. */
  readonly name: string;
  readonly userPoolId: string;
  /** The ARN of a certificate in us-east-1 that covers the name and is issued. */
  readonly certificateArn: string;
  /**
   * The id of the zone in Route 53 in which the name lies.
   * @default - no record is made
   */
  readonly hostedZoneId?: string;
  /**
   * 1 is the classic pages, 2 managed login.
   * @default - Cognito's own, 1
   */
  readonly managedLoginVersion?: number;
  /** Whether Terraform refuses to destroy the domain. */
  readonly preventDestroy: boolean;
  /**
   * Whether there is such a domain, where only Terraform knows.
   * @default true
   */
  readonly exists?: Condition;
}

/**
 * A user pool domain under a host name of your own, which Amazon CloudFront serves with a certificate of yours, and the
 * records that lead to it. Source: Amazon Cognito, "Using your own domain for managed login".
 */
export class CustomDomain extends Construct {
  readonly resource: CognitoUserPoolDomain;
  /** Where the DNS record of the name has to lead, a CNAME or an alias: the host of the CloudFront distribution. */
  readonly target: string;

  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    const {
      certificateArn,
      exists = true,
      hostedZoneId,
      managedLoginVersion,
      name,
      preventDestroy,
      userPoolId,
    } = props;
    this.resource = withStaticAddress(
      new CognitoUserPoolDomain(this, "Default", {
        ...countOf(exists),
        domain: name,
        certificateArn,
        userPoolId,
        managedLoginVersion,
        ...(preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
      }),
    );
    this.target = this.resource.cloudfrontDistribution;
    const hasRecords = allOf(exists, isGiven(hostedZoneId));
    if (hasRecords !== false) {
      this.addRecords(hasRecords, hostedZoneId ?? "");
    }
  }

  /**
   * One alias for IPv4, and one for IPv6, which answers as far as the distribution has it. Sources: Amazon Route 53,
   * "Routing traffic to an Amazon CloudFront distribution"; Amazon Cognito, as above.
   */
  private addRecords(exist: Condition, zoneId: string): void {
    const types = TerraformIterator.fromList(choose(exist, ["A", "AAAA"], []));
    withStaticAddress(
      new Route53Record(this, "alias", {
        forEach: types,
        zoneId,
        name: this.resource.domain,
        type: types.value,
        alias: {
          name: this.target,
          zoneId: this.resource.cloudfrontDistributionZoneId,
          evaluateTargetHealth: false,
        },
      }),
    );
  }
}
