import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Construct } from "constructs";
import { alexaRedirectUris } from "../contract/alexa-redirect-uri";
import type { AlexaProps } from "./environment/alexa";
import type { TokenProps } from "./environment/tokens";
import { joinLists } from "./module/condition";
import { namedList } from "./module/named-expression";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface AlexaAppClientProps {
  /** The client's name. */
  readonly name: string;
  readonly userPool: UserPool;
  readonly alexa: Required<AlexaProps>;
  readonly tokens: Required<TokenProps>;
  /** Whether Terraform refuses to destroy the client: a new one has another id and secret, and unlinks every user. */
  readonly preventDestroy: boolean;
}

/**
 * The app client that Alexa is to Cognito: confidential, authorization-code grant only.
 *
 * Refresh token rotation stays off, which is Cognito's default: Alexa re-sends old refresh tokens, and under rotation
 * that unlinks the user.
 */
export class AlexaAppClient extends Construct {
  /** The client itself. */
  readonly resource: CognitoUserPoolClient;
  /** Every redirect URI, Alexa's own first. */
  readonly redirectUris: readonly string[];

  constructor(scope: Construct, id: string, { name, userPool, alexa, tokens, preventDestroy }: AlexaAppClientProps) {
    super(scope, id);
    this.redirectUris = namedList(
      this,
      "redirect_uris",
      joinLists(alexaRedirectUris(alexa.vendorId), alexa.additionalRedirectUris),
    );
    this.resource = withStaticAddress(
      new CognitoUserPoolClient(this, "Default", {
        name,
        userPoolId: userPool.resource.id,
        generateSecret: true,
        allowedOauthFlowsUserPoolClient: true,
        allowedOauthFlows: ["code"],
        allowedOauthScopes: [...alexa.scopes],
        supportedIdentityProviders: ["COGNITO"],
        callbackUrls: [...this.redirectUris],
        logoutUrls: [...alexa.signOutUris],
        // The hosted page offers what the client allows, so passwords need a flow; SRP is the one that never sends
        // them. Source: Amazon Cognito, "Configure authentication methods for managed login".
        explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
        accessTokenValidity: tokens.accessTokenMinutes,
        idTokenValidity: tokens.idTokenMinutes,
        refreshTokenValidity: tokens.refreshTokenDays,
        tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
        enableTokenRevocation: true,
        preventUserExistenceErrors: "ENABLED",
        ...(preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
      }),
    );
  }
}
