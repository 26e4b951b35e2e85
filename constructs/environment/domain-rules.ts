import type { Condition } from "../module/condition";
import { allOf, anyOf, choose, differs, fitTogether, isGiven, isUnset, joinTexts } from "../module/condition";
import type { DomainProps } from "./domain";
import type { EnvironmentRule } from "./environment-rule";

/** What goes together in `domain`, and for its pages. */
export const domainRules: readonly EnvironmentRule[] = [
  {
    path: "domain.prefix",
    reads: ["domain"],
    holds: ({ domain: { existing, name, prefix } }) =>
      anyOf(
        allOf(isUnset(existing), anyOf(isGiven(prefix), isGiven(name))),
        allOf(isGiven(existing), isUnset(prefix), isUnset(name)),
      ),
    received: ({ domain }) => domain.prefix,
    allowed: "a prefix, a name or both, for domains that are made, or existing alone, for one that the pool has",
    fix: "write a prefix or a name, or existing without them",
  },
  {
    path: "domain.name",
    reads: ["domain"],
    holds: ({ domain: { certificateArn, hostedZoneId, name } }) =>
      anyOf(isGiven(name), allOf(isUnset(certificateArn), isUnset(hostedZoneId))),
    received: ({ domain }) => domain.name,
    allowed: "a name, where certificateArn or hostedZoneId are given",
    fix: "write the host name that they are for, or remove them",
  },
  {
    path: "domain.certificateArn",
    reads: ["domain"],
    // Amazon Cognito API, CustomDomainConfigType: a custom domain has a certificate, and Cognito takes none that is not
    // issued. To be issued, one that is made here needs a record in the zone.
    holds: ({ domain: { certificateArn, hostedZoneId, name } }) =>
      anyOf(isUnset(name), isGiven(certificateArn), isGiven(hostedZoneId)),
    received: ({ domain }) => domain.certificateArn,
    allowed: "a certificate that is issued, or hostedZoneId, in which one that is made is validated",
    fix: "write hostedZoneId; or request a certificate in us-east-1, create its validation record where your DNS is, and write its ARN once it is issued",
  },
  {
    path: "domain.linkHost",
    reads: ["domain"],
    holds: ({ domain: { linkHost, name, prefix } }) =>
      allOf(anyOf(differs(linkHost, "name"), isGiven(name)), anyOf(differs(linkHost, "prefix"), isGiven(prefix))),
    received: ({ domain }) => domain.linkHost,
    allowed: "the one of prefix and name that is given",
    fix: "write what linkHost names, or remove linkHost",
  },
  {
    path: "domain.managedLoginBrandingId",
    reads: ["domain.managedLoginBrandingId", "domain.existing", "userPool.plan"],
    // Amazon Cognito API, CreateUserPoolDomain: FeatureUnavailableInTierException.
    holds: ({ domain, userPool }) =>
      anyOf(isUnset(domain.managedLoginBrandingId), allOf(isUnset(domain.existing), differs(userPool.plan, "LITE"))),
    received: ({ domain }) => domain.managedLoginBrandingId,
    allowed: "a branding for a domain that is made, of a pool that is not on the plan LITE",
    fix: "choose the plan ESSENTIALS or PLUS; the version of an existing domain is set where that is made",
    preconditionOf: "link",
  },
  {
    path: "client.signInPage",
    reads: ["client"],
    // Amazon Cognito, "Hosted UI (classic) branding": a request of more is refused. The AWS provider wants one of the two.
    holds: ({ client: { existing, signInPage } }) =>
      anyOf(
        isUnset(signInPage),
        allOf(
          isUnset(existing),
          anyOf(isGiven(signInPage?.css), isGiven(signInPage?.logo)),
          fitTogether(MAX_SIGN_IN_PAGE_BYTES, signInPage?.css, signInPage?.logo),
        ),
      ),
    received: ({ client: { signInPage } }) =>
      Object.fromEntries(Object.entries(signInPage ?? {}).map(([name, text = ""]) => [name, text.slice(0, 40)])),
    allowed: "css, logo or both, at most 135 KB together, for a client that is made",
    fix: "shorten them, or remove signInPage; the look of an existing client is set where that is made",
  },
];

const MAX_SIGN_IN_PAGE_BYTES = 135 * 1024;

/** Whether the link uses the custom domain. */
export const usesCustomDomain = ({ linkHost, name }: DomainProps): Condition =>
  allOf(isGiven(name), differs(linkHost, "prefix"));

/** The host of the domain that is made and that the link uses. */
export const linkHostOf = ({ domain, region }: { readonly domain: DomainProps; readonly region: string }): string =>
  choose(
    usesCustomDomain(domain),
    domain.name ?? "",
    joinTexts(domain.prefix ?? "", ".auth.", region, ".amazoncognito.com"),
  );
