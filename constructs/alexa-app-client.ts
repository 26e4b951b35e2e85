import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { DataAwsCognitoUserPoolClient } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool-client";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { alexaRedirectUris } from "../contract/alexa-redirect-uri";
import { CHOICE_FLOW } from "../contract/first-factor";
import { PASSWORD_FORM } from "../contract/password-form";
import type { AlexaProps } from "./environment/alexa";
import { AUTH_FLOWS } from "./environment/app-clients";
import type { ClientProps } from "./environment/client";
import type { TokenProps } from "./environment/tokens";
import type { IdentityProviders } from "./identity-providers";
import type { Condition } from "./module/condition";
import { allOf, anyOf, choose, countOf, either, isGiven, isUnset, joinLists, listOf, not } from "./module/condition";
import { namedChoice, namedList } from "./module/named-expression";
import { hasAll, hasText, isAmong, readFlag, readList, readText, requireOf } from "./module/requirement";
import { waitingFor } from "./module/waiting-for";
import type { ResourceServers } from "./resource-servers";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface AlexaAppClientProps {
  /** The client's name, unless the settings have one. */
  readonly name: string;
  readonly userPool: UserPool;
  /**
   * The client's name, or which one it is where it exists.
   * @default - one is made
   */
  readonly settings?: ClientProps;
  readonly alexa: Required<AlexaProps>;
  readonly tokens: Required<TokenProps>;
  /**
   * The servers whose scopes Alexa may ask for.
   * @default - none
   */
  readonly resourceServers?: ResourceServers;
  /**
   * The providers that Alexa's pages may offer.
   * @default - none
   */
  readonly identityProviders?: IdentityProviders;
  /** Whether Terraform refuses to destroy the client: a new one has another id and secret, and unlinks every user. */
  readonly preventDestroy: boolean;
}

/**
 * The app client that Alexa is to Cognito: confidential, authorization-code grant only. One that is made here, or one
 * of the existing pool.
 *
 * Refresh token rotation stays off, which is Cognito's default: Alexa re-sends old refresh tokens, and under rotation
 * that unlinks the user.
 */
export class AlexaAppClient extends Construct {
  /** The client itself, where it is made here. */
  readonly resource: CognitoUserPoolClient | undefined;
  /** The client's id. */
  readonly id: string;
  /** The client's secret. */
  readonly secret: string;
  /** Every redirect URI, Alexa's own first. */
  readonly redirectUris: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlexaAppClientProps,
  ) {
    super(scope, id);
    const { alexa, settings = {} } = props;
    this.redirectUris = namedList(
      this,
      "redirect_uris",
      joinLists(alexaRedirectUris(alexa.vendorId), alexa.additionalRedirectUris),
    );
    const isMade = isUnset(settings.existing);
    this.resource = isMade === false ? undefined : this.make(isMade);
    const existing = settings.existing && this.read(settings.existing.id, isGiven(settings.existing));
    this.id = namedChoice(this, "client_id", isMade, this.resource?.id ?? "", settings.existing?.id ?? "");
    this.secret = choose(isMade, this.resource?.clientSecret ?? "", existing?.clientSecret ?? "");
  }

  private make(exists: Condition): CognitoUserPoolClient {
    const {
      alexa,
      identityProviders,
      name,
      preventDestroy,
      resourceServers,
      settings = {},
      tokens,
      userPool,
    } = this.props;
    const { imported = false } = settings;
    const client = withStaticAddress(
      new CognitoUserPoolClient(this, "Default", {
        ...countOf(exists),
        name: choose(isGiven(settings.name), settings.name ?? "", name),
        userPoolId: userPool.id,
        // Never to be changed, and not read by an import: an imported client has null in the state, and has to have it
        // here. Ignoring the difference is not enough: the provider then ends an update in an error.
        generateSecret: choose<boolean | undefined>(imported, undefined, true),
        allowedOauthFlowsUserPoolClient: true,
        allowedOauthFlows: ["code"],
        allowedOauthScopes: [...alexa.scopes],
        supportedIdentityProviders: identityProviders?.offeredBy(settings.identityProviders) ?? [PASSWORD_FORM],
        callbackUrls: [...this.redirectUris],
        logoutUrls: [...alexa.signOutUris],
        // The hosted page offers what the client allows, so passwords need a flow; SRP is the one that never sends
        // them. Source: Amazon Cognito, "Configure authentication methods for managed login".
        explicitAuthFlows: [...joinLists(AUTH_FLOWS, listOf([this.offersChoice(), CHOICE_FLOW]))],
        accessTokenValidity: tokens.accessTokenMinutes,
        idTokenValidity: tokens.idTokenMinutes,
        refreshTokenValidity: tokens.refreshTokenDays,
        tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
        enableTokenRevocation: true,
        preventUserExistenceErrors: "ENABLED",
        readAttributes: settings.readAttributes as string[] | undefined,
        writeAttributes: settings.writeAttributes as string[] | undefined,
        authSessionValidity: settings.sessionMinutes,
        defaultRedirectUri: settings.defaultRedirectUri,
        ...waitingFor(resourceServers, identityProviders),
        ...(preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
      }),
    );
    requireOf(client, [
      {
        where: "client.imported",
        holds: anyOf(not(imported), hasText(readText(client, "client_secret"))),
        received: '"an app client without a secret"',
        allowed: "an app client with a secret, which Alexa sends to the token endpoint",
        fix: "take over another client, or none, and one is made: an existing client cannot be given a secret",
      },
    ]);
    return client;
  }

  private offersChoice(): Condition {
    const { settings: { signInChoice } = {}, userPool } = this.props;
    return either(isUnset(signInChoice), userPool.isPasswordless, signInChoice ?? false);
  }

  /** What Alexa's requests need of a client. Source: Amazon Cognito, "Authorize endpoint" and "Token endpoint". */
  private read(clientId: string, exists: Condition): DataAwsCognitoUserPoolClient {
    const { alexa, userPool } = this.props;
    const client = withStaticAddress(
      new DataAwsCognitoUserPoolClient(this, "existing", { ...countOf(exists), userPoolId: userPool.id, clientId }),
    );
    const flows = readList(client, "allowed_oauth_flows");
    const registered = readList(client, "callback_urls");
    const where = "client.existing";
    requireOf(client, [
      {
        where,
        holds: hasText(readText(client, "client_secret")),
        received: '"no secret"',
        allowed: "an app client with a secret, which Alexa sends to the token endpoint",
        fix: "make an app client with a secret for Alexa: an existing client cannot be given one",
      },
      {
        where,
        holds: allOf(isAmong("code", flows), readFlag(client, "allowed_oauth_flows_user_pool_client")),
        received: "self.allowed_oauth_flows",
        allowed: "an app client that allows the authorization-code grant",
        fix: "allow it on the client's page, under login pages",
      },
      {
        where,
        holds: hasAll(readList(client, "allowed_oauth_scopes"), alexa.scopes),
        received: "self.allowed_oauth_scopes",
        allowed: "an app client that allows every scope of alexa.scopes",
        fix: "allow them on the client's page, or remove them from alexa.scopes",
      },
      {
        where,
        holds: hasAll(registered, this.redirectUris),
        received: "self.callback_urls",
        allowed: "an app client with each of Alexa's redirect URIs and the additional ones",
        fix: `add to its callback URLs: ${Fn.join(", ", Fn.setsubtract([...this.redirectUris], [...registered]))}`,
      },
    ]);
    return client;
  }
}
