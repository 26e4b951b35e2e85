import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { PASSWORD_FORM } from "../contract/password-form";
import type { AppClientProps, CodeClientProps } from "./environment/app-clients";
import { appClientsSchema } from "./environment/app-clients";
import type { IdentityProviders } from "./identity-providers";
import { choose, equals, joinTexts } from "./module/condition";
import { eachOf, putForEach } from "./module/for-each";
import { waitingFor } from "./module/waiting-for";
import type { ResourceServers } from "./resource-servers";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface AppClientsProps {
  /** What the clients' names begin with; behind it comes a hyphen and the name of each. */
  readonly name: string;
  readonly userPool: UserPool;
  readonly clients: Readonly<Record<string, AppClientProps>>;
  /** The servers whose scopes the clients may ask for. */
  readonly resourceServers: ResourceServers;
  /** The providers that the clients may offer. */
  readonly identityProviders: IdentityProviders;
}

/**
 * App clients beside Alexa's, in the same pool: one resource with `for_each`, keyed by their names. Nothing of Alexa's
 * client depends on them.
 */
export class AppClients extends Construct {
  /** All of them; none where no client is given. */
  readonly resource: CognitoUserPoolClient | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AppClientsProps,
  ) {
    super(scope, id);
    const { clients } = props;
    this.resource = Token.isUnresolved(clients) || Object.keys(clients).length > 0 ? this.make() : undefined;
  }

  /** The ids, by the clients' names: Terraform's expression. */
  get ids(): string {
    return this.of("id");
  }

  /** The secrets of those that have one, by the clients' names: Terraform's expression. */
  get secrets(): string {
    return this.of("client_secret", " if client.generate_secret");
  }

  private of(attribute: string, condition = ""): string {
    return `\${{ for name, client in ${this.resource?.fqn} : name => client.${attribute}${condition} }}`;
  }

  private make(): CognitoUserPoolClient {
    const { clients, identityProviders, name, resourceServers, userPool } = this.props;
    const each = eachOf<Required<CodeClientProps>>(TerraformStack.of(this), appClientsSchema);
    const client = each.value;
    const isOfUsers = equals<string>(client.type, "code");
    const resource = withStaticAddress(
      new CognitoUserPoolClient(this, "Default", {
        name: joinTexts(name, "-", each.key),
        userPoolId: userPool.id,
        generateSecret: choose(isOfUsers, client.secret, true),
        allowedOauthFlowsUserPoolClient: true,
        allowedOauthFlows: [client.type],
        allowedOauthScopes: client.scopes as string[],
        supportedIdentityProviders: choose(isOfUsers, identityProviders.offeredBy(client.identityProviders), [
          PASSWORD_FORM,
        ]),
        callbackUrls: client.callbackUris as string[],
        logoutUrls: client.signOutUris as string[],
        defaultRedirectUri: client.defaultRedirectUri,
        // Without users nobody signs in; a client without any flow would get Cognito's own three.
        explicitAuthFlows: choose(isOfUsers, client.authFlows as string[], ["ALLOW_REFRESH_TOKEN_AUTH"]),
        readAttributes: client.readAttributes as string[],
        writeAttributes: client.writeAttributes as string[],
        authSessionValidity: client.sessionMinutes,
        accessTokenValidity: client.accessTokenMinutes,
        idTokenValidity: client.idTokenMinutes,
        refreshTokenValidity: client.refreshTokenMinutes,
        tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "minutes" }],
        enableTokenRevocation: client.tokenRevocation,
        preventUserExistenceErrors: choose(client.preventUserExistenceErrors as never, "ENABLED", "LEGACY"),
        ...waitingFor(resourceServers, identityProviders),
      }),
    );
    putForEach(resource, appClientsSchema, clients);
    return resource;
  }
}
