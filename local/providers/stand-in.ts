import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ProviderFaults } from "../cognito/faults";
import { html } from "../cognito/html";
import type { IdentityProvider } from "../cognito/identity-provider";
import { clientSecretOf } from "../cognito/identity-provider";
import { createSigningKey } from "../cognito/jwt";
import { randomText } from "../secret-text";
import type { OidcContext, OidcProvider } from "./library";
import { loadOidcProvider } from "./library";
import { providerPage } from "./page";
import type { Person } from "./people";
import { CLAIMS_OF_SCOPES, claimsOf, subjectOf } from "./people";
import { Storage } from "./storage";

/** What a stand-in serves, by the library's names. */
export interface StandInPaths {
  readonly authorization: string;
  readonly token: string;
  readonly userinfo: string;
  readonly jwks: string;
}

/** A client of a provider: one that a user pool signs in by. */
interface ProviderClient {
  readonly secret: string;
  readonly redirectUris: Set<string>;
}

export interface StandInOptions {
  readonly issuer: string;
  readonly type: string;
  readonly name: string;
  readonly paths: StandInPaths;
  /** Where people are asked who they are; the library adds an id. */
  readonly choicePath: string;
  readonly host: string;
  readonly faults: () => ProviderFaults;
}

/** Seconds, by the library's names. */
const LIFETIMES = {
  AccessToken: 3600,
  AuthorizationCode: 60,
  Grant: 3600,
  IdToken: 3600,
  Interaction: 600,
  Session: 3600,
};

/**
 * An OpenID provider of the npm ecosystem that stands for one on the Internet: for the social ones, too, that are only
 * OAuth 2.0, whose profile endpoint its user-info endpoint is.
 */
export class StandIn {
  private readonly clients = new Map<string, ProviderClient>();
  private readonly people = new Map<string, Person>();
  private readonly storage = new Storage((id) => this.metadata(id));
  private readonly cookieKey = randomText();
  private sound?: Promise<OidcProvider>;
  /** With another key, which its key set has and that of the first has not. */
  private rotated?: Promise<OidcProvider>;

  constructor(private readonly options: StandInOptions) {}

  get paths(): StandInPaths {
    return this.options.paths;
  }

  get choicePath(): string {
    return this.options.choicePath;
  }

  get name(): string {
    return this.options.name;
  }

  /** Registers a user pool, as its owner does at the provider. A client that is known keeps its secret. */
  register(provider: IdentityProvider, redirectUri: string): void {
    const id = provider.details.client_id ?? "";
    const client = this.clients.get(id) ?? { secret: clientSecretOf(provider), redirectUris: new Set() };
    client.redirectUris.add(redirectUri);
    this.clients.set(id, client);
  }

  /** Answers a request for one of the paths. */
  async answer(path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { rotatedKey } = this.options.faults();
    if (rotatedKey && path === this.paths.token) {
      this.rotated ??= this.make();
    }
    const provider = await (rotatedKey && path === this.paths.token ? this.rotated : this.library);
    await provider?.callback()(incoming, outgoing);
  }

  /** Somebody has said who they are, or that they do not consent. */
  async finish(person: Person | undefined, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const provider = await this.library;
    if (person === undefined) {
      const result = { error: "access_denied", error_description: "The user denied the request" };
      return provider.interactionFinished(incoming, outgoing, result);
    }
    const accountId = subjectOf(this.options.issuer, person);
    this.people.set(accountId, person);
    return provider.interactionFinished(incoming, outgoing, { login: { accountId, remember: false } });
  }

  private get library(): Promise<OidcProvider> {
    this.sound ??= this.make();
    return this.sound;
  }

  private async make(): Promise<OidcProvider> {
    const { issuer, type, paths, choicePath, host } = this.options;
    const [{ Provider }, key] = await Promise.all([loadOidcProvider(), createSigningKey()]);
    const claims = CLAIMS_OF_SCOPES[type] ?? CLAIMS_OF_SCOPES.OIDC ?? {};
    const cookie = (name: string): string => `${name}${choicePath.replaceAll("/", "-")}`;
    const provider = new Provider(issuer, {
      adapter: this.storage.adapter,
      claims,
      scopes: Object.keys(claims),
      conformIdTokenClaims: false,
      cookies: {
        keys: [this.cookieKey],
        // All stand-ins are one host to a browser.
        names: { session: cookie("session"), interaction: cookie("interaction"), resume: cookie("resume") },
      },
      features: { devInteractions: { enabled: false } },
      findAccount: async (_: unknown, subject: string) => this.account(subject),
      interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `${choicePath}${uid}` },
      jwks: { keys: [{ ...key.privateKey.export({ format: "jwk" }), kid: key.kid, alg: "RS256", use: "sig" }] },
      loadExistingGrant,
      pkce: { required: () => false },
      renderError: (context: OidcContext, { error, error_description }: Readonly<Record<string, string>>) => {
        const isMismatch = /redirect_uri/.test(error_description ?? "");
        const { body, headers } = providerPage({
          host,
          title: isMismatch ? "Error 400: redirect_uri_mismatch" : `Error: ${error}`,
          errors: [error_description ?? ""],
          body: html``,
        });
        Object.assign(context, { type: "text/html", body });
        for (const [name, value] of Object.entries(headers)) {
          (context as unknown as { set(name: string, value: unknown): void }).set(name, value);
        }
      },
      routes: { ...paths },
      ttl: LIFETIMES,
    });
    provider.proxy = true;
    return provider;
  }

  private account(subject: string) {
    const person = this.people.get(subject);
    if (person === undefined) {
      return undefined;
    }
    const { noAddress } = this.options.faults();
    const { email: _, ...withoutAddress } = person;
    const seen = noAddress ? withoutAddress : person;
    return { accountId: subject, claims: async () => claimsOf(subject, seen) };
  }

  /** A client in the library's words. Source: OpenID Connect Dynamic Client Registration 1.0, section 2. */
  private metadata(id: string) {
    const client = this.clients.get(id);
    if (client === undefined) {
      return undefined;
    }
    const { replacedSecret, unknownRedirectUri } = this.options.faults();
    return {
      client_id: id,
      client_secret: replacedSecret ? `${client.secret}-replaced-${randomUUID()}` : client.secret,
      redirect_uris: unknownRedirectUri ? ["https://elsewhere.example.com/"] : [...client.redirectUris],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      // Cognito knows no other. Source: developer guide, "Using OIDC identity providers with a user pool", prerequisites.
      token_endpoint_auth_method: "client_secret_post",
    };
  }
}

/** Whoever says who they are has consented; who does not, has not. */
async function loadExistingGrant({ oidc }: OidcContext) {
  const { client, session, params } = oidc;
  const grant = new oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope(String(params?.scope));
  await grant.save();
  return grant;
}
