import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import { Construct } from "constructs";
import type { DomainProps } from "./environment/domain";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface UserPoolDomainProps {
  readonly userPool: UserPool;
  readonly region: string;
  readonly settings: DomainProps;
  /** Whether Terraform refuses to destroy the domain. */
  readonly preventDestroy: boolean;
}

/** The host of the sign-in page and of the OAuth 2.0 endpoints. Source: Amazon Cognito, "User pool endpoints". */
export class UserPoolDomain extends Construct {
  /** The domain itself. */
  readonly resource: CognitoUserPoolDomain;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserPoolDomainProps,
  ) {
    super(scope, id);
    this.resource = withStaticAddress(
      new CognitoUserPoolDomain(this, "Default", {
        domain: props.settings.prefix,
        userPoolId: props.userPool.resource.id,
        ...(props.preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
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

  /** The host of them all: `{prefix}.auth.{region}.amazoncognito.com`. */
  get host(): string {
    return `${this.resource.domain}.auth.${this.props.region}.amazoncognito.com`;
  }

  private get baseUri(): string {
    return `https://${this.host}`;
  }
}
