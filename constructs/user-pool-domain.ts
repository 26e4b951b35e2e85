import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import type { DataAwsCognitoUserPool } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { CustomDomain } from "./custom-domain";
import type { DomainProps } from "./environment/domain";
import { usesCustomDomain } from "./environment/domain-rules";
import type { Condition } from "./module/condition";
import { allOf, anyOf, choose, countOf, isGiven, isUnset, joinTexts, not } from "./module/condition";
import { namedChoice } from "./module/named-expression";
import { isAmong, readText, requireOf } from "./module/requirement";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface UserPoolDomainProps {
  readonly userPool: UserPool;
  readonly region: string;
  readonly settings: DomainProps;
  /**
   * The ARN of the custom domain's certificate, which is issued, where one is made.
   * @default - that of the settings
   */
  readonly certificateArn?: string;
  /** Whether Terraform refuses to destroy the domain, or each of the two. */
  readonly preventDestroy: boolean;
}

/**
 * The host of the sign-in page and of the OAuth 2.0 endpoints: a prefix domain or a custom domain that is made here, or
 * both, of which the link uses one; or one that the pool has. Source: Amazon Cognito, "User pool endpoints".
 */
export class UserPoolDomain extends Construct {
  /** The prefix domain itself, where one is made here. */
  readonly resource: CognitoUserPoolDomain | undefined;
  /** The custom domain, where one is made here. */
  readonly custom: CustomDomain | undefined;
  /** The host that the link uses: `{prefix}.auth.{region}.amazoncognito.com`, the custom domain, or the existing one. */
  readonly host: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserPoolDomainProps,
  ) {
    super(scope, id);
    const { region, settings } = props;
    const isMade = isUnset(settings.existing);
    const hasPrefix = allOf(isMade, this.asksForPrefix());
    const hasName = allOf(isMade, isGiven(settings.name));
    this.resource = hasPrefix === false ? undefined : this.make(hasPrefix);
    this.custom = hasName === false ? undefined : this.makeCustom(hasName);
    const prefixHost = `${this.resource?.domain}.auth.${region}.amazoncognito.com`;
    const made = choose(usesCustomDomain(settings), this.custom?.resource.domain ?? "", prefixHost);
    this.host = namedChoice(this, "host", isMade, made, settings.existing?.host ?? "");
    if (props.userPool.existing !== undefined) {
      this.checkPool(props.userPool.existing);
    }
  }

  /** Where the DNS record of a custom domain has to lead; undefined, or null in Terraform, without a custom domain. */
  get customDomainTarget(): string | undefined {
    const { existing, name } = this.props.settings;
    const { custom } = this;
    return custom && choose<string | undefined>(allOf(isUnset(existing), isGiven(name)), custom.target, undefined);
  }

  /** Where there is no name, a prefix that is known after the apply only has to be one. */
  private asksForPrefix(): Condition {
    const { name, prefix } = this.props.settings;
    return choose<Condition>(isUnset(name), true, isGiven(prefix));
  }

  /** A pool has one domain of each kind at most. Source: Amazon Cognito, "Configuring a user pool domain". */
  private checkPool(pool: DataAwsCognitoUserPool): void {
    const { region, settings } = this.props;
    const prefix = readText(pool, "domain");
    // A pool with a custom domain alone has null for the prefix, which cannot be joined.
    const prefixHost = Fn.try([joinTexts(prefix, ".auth.", region, ".amazoncognito.com"), ""]);
    const custom = readText(pool, "custom_domain");
    const hosts = [prefixHost, custom];
    requireOf(pool, [
      {
        where: "domain.existing.host",
        holds: anyOf(isUnset(settings.existing), isAmong(settings.existing?.host ?? "", hosts)),
        received: "{ prefix = self.domain, custom = self.custom_domain }",
        allowed: "the prefix domain or the custom domain of the existing user pool",
        fix: "write the host of one of them, or write domain.prefix or domain.name instead, and the pool gets a domain",
      },
      {
        where: "domain.prefix",
        holds: anyOf(isUnset(settings.prefix), not(isGiven(prefix)), isAmong(prefix, ["", settings.prefix ?? ""])),
        received: "self.domain",
        allowed: "a user pool that has no prefix domain yet: Cognito allows one",
        fix: "write the domain that the pool has as domain.existing.host",
      },
      {
        where: "domain.name",
        holds: anyOf(isUnset(settings.name), not(isGiven(custom)), isAmong(custom, ["", settings.name ?? ""])),
        received: "self.custom_domain",
        allowed: "a user pool that has no custom domain yet: Cognito allows one",
        fix: "write the domain that the pool has as domain.existing.host",
      },
    ]);
  }

  private make(exists: Condition): CognitoUserPoolDomain {
    const { preventDestroy, settings, userPool } = this.props;
    return withStaticAddress(
      new CognitoUserPoolDomain(this, "Default", {
        ...countOf(exists),
        domain: settings.prefix ?? "",
        userPoolId: userPool.id,
        managedLoginVersion: this.managedLoginVersion(),
        ...(preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
      }),
    );
  }

  private makeCustom(exists: Condition): CustomDomain {
    const { certificateArn, preventDestroy, settings, userPool } = this.props;
    return new CustomDomain(this, "custom", {
      name: settings.name ?? "",
      userPoolId: userPool.id,
      certificateArn: certificateArn ?? settings.certificateArn ?? "",
      hostedZoneId: settings.hostedZoneId,
      managedLoginVersion: this.managedLoginVersion(),
      preventDestroy,
      exists,
    });
  }

  /** Managed login only with a branding: without one its pages are an error page. Source: Amazon Cognito, "Managed login". */
  private managedLoginVersion(): number | undefined {
    return choose<number | undefined>(isGiven(this.props.settings.managedLoginBrandingId), 2, undefined);
  }

  /** Where Alexa sends users to sign in. */
  get authorizationUri(): string {
    return `${this.baseUri}/oauth2/authorize`;
  }

  /** Where Alexa exchanges codes and refreshes tokens. */
  get accessTokenUri(): string {
    return `${this.baseUri}/oauth2/token`;
  }

  /** Where the skill reads the profile of whoever an access token belongs to. */
  get userInfoUri(): string {
    return `${this.baseUri}/oauth2/userInfo`;
  }

  private get baseUri(): string {
    return `https://${this.host}`;
  }
}
