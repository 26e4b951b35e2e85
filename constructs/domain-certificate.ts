import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { withStaticAddress } from "./static-address";

export interface DomainCertificateProps {
  /** The host name that the certificate is for. */
  readonly name: string;
  /** The id of the public zone in Route 53 in which the host name lies. */
  readonly hostedZoneId: string;
  /**
   * The AWS provider of us-east-1, where the certificate of a custom domain has to be. The record of the validation is
   * made by the stack's own: Route 53 has no regions.
   * @default - the stack's own AWS provider, which then is of us-east-1
   */
  readonly provider?: TerraformProvider;
}

/**
 * The certificate of a custom domain, validated by a record in its zone. ACM renews it as long as the record is there.
 * Source: AWS Certificate Manager, "DNS validation".
 */
export class DomainCertificate extends Construct {
  /** The certificate's ARN, once it is issued. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { hostedZoneId, name, provider }: DomainCertificateProps) {
    super(scope, id);
    const certificate = withStaticAddress(
      new AcmCertificate(this, "Default", {
        provider,
        domainName: name,
        validationMethod: "DNS",
        // ACM refuses to delete a certificate that a domain uses.
        lifecycle: { createBeforeDestroy: true },
      }),
    );
    const records = withStaticAddress(
      new Route53Record(this, "validation", {
        zoneId: hostedZoneId,
        name: each("resource_record_name"),
        type: each("resource_record_type"),
        records: [each("resource_record_value")],
        ttl: 60,
        // Each certificate of an account for a name is validated by the same record.
        allowOverwrite: true,
      }),
    );
    records.addOverride(
      "for_each",
      `\${{ for option in ${certificate.fqn}.domain_validation_options : option.domain_name => option }}`,
    );
    const issued = withStaticAddress(
      new AcmCertificateValidation(this, "issued", {
        provider,
        certificateArn: certificate.arn,
        validationRecordFqdns: [],
      }),
    );
    issued.addOverride("validation_record_fqdns", `\${[for record in ${records.fqn} : record.fqdn]}`);
    this.arn = issued.certificateArn;
  }
}

/** What ACM wants to find in the DNS. */
const each = (attribute: string): string => `\${each.value.${attribute}}`;
