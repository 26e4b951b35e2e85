import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import type { DataAwsCognitoUserPool } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { DomainProps } from "./environment/domain";
import type { Condition } from "./module/condition";
import { anyOf, countOf, isGiven, isUnset, joinTexts, not } from "./module/condition";
import { namedChoice } from "./module/named-expression";
import { isAmong, readText, requireOf } from "./module/requirement";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface UserPoolDomainProps {
  readonly userPool: UserPool;
  readonly region: string;
  readonly settings: DomainProps;
  /** Whether Terraform refuses to destroy the domain. */
  readonly preventDestroy: boolean;
}

/**
 * The host of the sign-in page and of the OAuth 2.0 endpoints: one that is made here, or one that the pool has.
 * Source: Amazon Cognito, "User pool endpoints".
 */
export class UserPoolDomain extends Construct {
  /** The domain itself, where it is made here. */
  readonly resource: CognitoUserPoolDomain | undefined;
  /** The host of them all: `{prefix}.auth.{region}.amazoncognito.com`, or that of the existing domain. */
  readonly host: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserPoolDomainProps,
  ) {
    super(scope, id);
    const { region, settings } = props;
    const isMade = isUnset(settings.existing);
    this.resource = isMade === false ? undefined : this.make(isMade);
    const made = `${this.resource?.domain}.auth.${region}.amazoncognito.com`;
    this.host = namedChoice(this, "host", isMade, made, settings.existing?.host ?? "");
    if (props.userPool.existing !== undefined) {
      this.checkPool(props.userPool.existing);
    }
  }

  /** A pool has one domain of each kind at most. Source: Amazon Cognito, "Configuring a user pool domain". */
  private checkPool(pool: DataAwsCognitoUserPool): void {
    const { region, settings } = this.props;
    const prefix = readText(pool, "domain");
    // A pool with a custom domain alone has null for the prefix, which cannot be joined.
    const prefixHost = Fn.try([joinTexts(prefix, ".auth.", region, ".amazoncognito.com"), ""]);
    const hosts = [prefixHost, readText(pool, "custom_domain")];
    requireOf(pool, [
      {
        where: "domain.existing.host",
        holds: anyOf(isUnset(settings.existing), isAmong(settings.existing?.host ?? "", hosts)),
        received: "{ prefix = self.domain, custom = self.custom_domain }",
        allowed: "the prefix domain or the custom domain of the existing user pool",
        fix: "write the host of one of them, or write domain.prefix instead, and the pool gets a domain",
      },
      {
        where: "domain.prefix",
        holds: anyOf(isUnset(settings.prefix), not(isGiven(prefix)), isAmong(prefix, ["", settings.prefix ?? ""])),
        received: "self.domain",
        allowed: "a user pool that has no prefix domain yet: Cognito allows one",
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
        ...(preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
      }),
    );
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
