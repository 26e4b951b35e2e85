import type { ExistingDomainProps } from "./existing";
import { existingDomainSchema, HOST_NAME } from "./existing";
import type { GroupField } from "./field";
import { choice } from "./field";

/**
 * The host name of the hosted sign-in page: one that is made, or one that the pool has. A pool may have a prefix domain
 * and a custom domain side by side, one of each. Source: Amazon Cognito, "Configuring a user pool domain".
 */
export interface DomainProps {
  /**
   * The first label of `{prefix}.auth.{region}.amazoncognito.com`. Must be free in the whole region, across all AWS
   * accounts; whether it is shows only when Terraform applies.
   * @default - no prefix domain; then name or existing is given
   */
  readonly prefix?: string;
  /**
   * A host name of your own, as in `login.example.com`: a custom domain. Cognito makes it only if the domain above it,
   * `example.com`, has an A record, whatever that says.
   * @default - no custom domain
   */
  readonly name?: string;
  /**
   * The ARN of a certificate in ACM that covers `name`, in us-east-1 whatever the environment's region, and issued.
   * @default - one is made for name, in us-east-1, and validated in the zone
   */
  readonly certificateArn?: string;
  /**
   * The id of the public zone in Route 53 in which `name` lies. The records of `name`, and of a certificate that is made,
   * are made there.
   * @default - no record is made; create one that leads to the output custom_domain_target
   */
  readonly hostedZoneId?: string;
  /**
   * The domain that the link uses: what Alexa's settings and the function get. The other one goes on answering, for what
   * still uses it.
   * @default - name where there is one, otherwise prefix
   */
  readonly linkHost?: LinkHost;
  /**
   * The id of the branding that Alexa's client has for managed login: the sign-in pages are then those of managed login
   * (version 2). Without a branding of the client they would be an error page, so its id stands for the choice.
   * The construct `ManagedLogin` makes one.
   * @default - the classic pages (version 1)
   */
  readonly managedLoginBrandingId?: string;
  /**
   * The domain that the existing pool has. Nothing of it is created or changed.
   * @default - a domain is made
   */
  readonly existing?: ExistingDomainProps;
}

/** The custom domain or the prefix domain. */
export type LinkHost = "name" | "prefix";

/**
 * What may stand in `domain`.
 * @internal
 */
export const domainSchema: GroupField<DomainProps> = {
  kind: "group",
  fields: {
    prefix: {
      kind: "text",
      // Amazon Cognito API, CreateUserPoolDomain; the reserved words are in the developer guide, "Using the Amazon Cognito domain".
      pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      except: /aws|amazon|cognito/,
      allowed:
        '1 to 63 lower-case letters, digits and hyphens, no hyphen at either end, without "aws", "amazon" or "cognito"',
      fix: "choose another prefix; it must be free in the whole region, so begin with your company's name",
      derived: "no prefix domain; then name or existing is given",
    },
    name: {
      kind: "text",
      known: true,
      pattern: HOST_NAME,
      // Those are the prefix domains.
      except: /\.amazoncognito\.com$/,
      maxLength: 63, // Amazon Cognito API, DomainType; the AWS provider refuses more as well
      allowed: "a host name of your own in lower case, at most 63 characters, without https:// and without a path",
      fix: "write a name below a domain of yours, as login.example.com; the first label of amazoncognito.com is prefix",
      derived: "no custom domain",
    },
    certificateArn: {
      kind: "text",
      // Amazon Cognito, "Using your own domain for managed login": in us-east-1, because CloudFront serves the domain.
      pattern: /^arn:aws:acm:us-east-1:[0-9]{12}:certificate\/[A-Za-z0-9-]{1,64}$/,
      allowed: "the ARN of a certificate in ACM, in us-east-1",
      fix: "request or import the certificate in us-east-1 and copy its ARN: Cognito takes one of no other region",
      derived: "one is made for name, in us-east-1, and validated in the zone",
    },
    hostedZoneId: {
      kind: "text",
      pattern: /^[A-Z0-9]{1,32}$/, // Route 53 API, ResourceId
      allowed: "the id of a zone in Route 53: 1 to 32 capital letters and digits",
      fix: "copy the hosted zone id from the zone's page, as Z0123456789ABCDEFGHIJ, without /hostedzone/",
      derived: "no record is made; create one that leads to the output custom_domain_target",
    },
    linkHost: {
      ...choice(["name", "prefix"], "write the one that the link uses"),
      known: true,
      derived: "name where there is one, otherwise prefix",
    },
    managedLoginBrandingId: {
      kind: "text",
      // Amazon Cognito API, ManagedLoginBrandingIdType
      pattern: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/,
      allowed: "the id of a managed login branding, a UUID",
      fix: "write the branding's managed_login_branding_id; its id in Terraform has two more parts",
      derived: "the classic pages (version 1)",
    },
    existing: existingDomainSchema,
  },
};
