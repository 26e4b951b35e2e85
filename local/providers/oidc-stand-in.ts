import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProviderFaults } from "../cognito/faults";
import { html } from "../cognito/html";
import type { IdentityProvider } from "../cognito/identity-provider";
import { clientSecretOf } from "../cognito/identity-provider";
import { createSigningKey } from "../cognito/jwt";
import type { GuardedRequest } from "../guard/guarded-server";
import type { LocalHosts } from "../local-hosts";
import { randomText } from "../secret-text";
import type { OidcContext, OidcProvider } from "./library";
import { loadOidcProvider } from "./library";
import { providerPage } from "./page";
import type { Person } from "./people";
import { CLAIMS_OF_SCOPES, claimsOf, subjectOf } from "./people";
import type { PoolAtProvider, ProviderStandIn } from "./provider-stand-in";
import { SignInOver } from "./provider-stand-in";
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

export interface OidcStandInOptions {
  readonly issuer: string;
  readonly type: string;
  readonly name: string;
  readonly paths: StandInPaths;
  /** Where it publishes what it is, if it does. */
  readonly discovery?: string;
  /** Where people are asked who they are; the library adds an id. */
  readonly choicePath: string;
  readonly host: string;
  readonly hosts: LocalHosts;
  readonly faults: () => ProviderFaults;
}

/** Below an issuer, where an OpenID provider publishes what it is (OpenID Connect Discovery 1.0, section 4). */
export const DISCOVERY = "/.well-known/openid-configuration";

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
export class OidcStandIn implements ProviderStandIn {
  private readonly clients = new Map<string, ProviderClient>();
  private readonly people = new Map<string, Person>();
  private readonly storage = new Storage((id) => this.metadata(id));
  private readonly cookieKey = randomText();
  private sound?: Promise<OidcProvider>;
  /** With another key, which its key set has and that of the first has not. */
  private rotated?: Promise<OidcProvider>;

  constructor(private readonly options: OidcStandInOptions) {}

  get served(): readonly string[] {
    return [...Object.values(this.options.paths), this.options.discovery ?? []].flat();
  }

  isPage(path: string): boolean {
    const { authorization } = this.options.paths;
    return path === authorization || path.startsWith(`${authorization}/`) || path.startsWith(this.choicePath);
  }

  isBeginning(path: string): boolean {
    return path === this.options.paths.authorization;
  }

  get choicePath(): string {
    return this.options.choicePath;
  }

  get name(): string {
    return this.options.name;
  }

  /** Registers a user pool, as its owner does at the provider. A client that is known keeps its secret. */
  register(provider: IdentityProvider, { redirectUri }: PoolAtProvider): void {
    const id = provider.details.client_id ?? "";
    const client = this.clients.get(id) ?? { secret: clientSecretOf(provider), redirectUris: new Set() };
    client.redirectUris.add(redirectUri);
    this.clients.set(id, client);
  }

  async answer(host: string, request: GuardedRequest, outgoing: ServerResponse, faults: ProviderFaults): Promise<void> {
    const { path, query, incoming } = request;
    const { authorization, token } = this.options.paths;
    if (path === token && faults.tokenDelayMs !== undefined) {
      await sleep(faults.tokenDelayMs, undefined, { ref: false });
      if (outgoing.destroyed) {
        return; // nobody waits any more
      }
    }
    if (path === authorization) {
      incoming.url = `${path}?${asked(query, faults)}`;
    } else if (path === this.options.discovery) {
      incoming.url = DISCOVERY;
    }
    present(incoming, this.isPage(path) ? undefined : host);
    sendBrowsersAround(outgoing, this.options.hosts);
    if (faults.rotatedKey && path === token) {
      this.rotated ??= this.make();
    }
    const provider = await (faults.rotatedKey && path === token ? this.rotated : this.library);
    await provider?.callback()(incoming, outgoing);
  }

  async finish(
    person: Person | undefined,
    { incoming }: Pick<GuardedRequest, "incoming">,
    outgoing: ServerResponse,
  ): Promise<void> {
    present(incoming, undefined);
    try {
      await this.ended(person, incoming, outgoing);
    } catch (error) {
      // The library's own: its cookie is gone, or the time is over.
      throw error instanceof Error && error.name === "SessionNotFound" ? new SignInOver() : error;
    }
  }

  private async ended(person: Person | undefined, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
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

/** What is asked of the library: to ask who it is at each sign-in. */
function asked(query: string, { wrongNonce }: ProviderFaults): URLSearchParams {
  const parameters = new URLSearchParams(query);
  parameters.set("prompt", "login");
  if (wrongNonce && parameters.has("nonce")) {
    parameters.set("nonce", randomText());
  }
  return parameters;
}

/** A program finds the provider as it is on the Internet, a browser as it is on this machine. */
function present({ headers }: IncomingMessage, host: string | undefined): void {
  for (const name of Object.keys(headers).filter((it) => it.startsWith("x-forwarded-"))) {
    delete headers[name];
  }
  if (host !== undefined) {
    headers["x-forwarded-proto"] = "https";
    headers["x-forwarded-host"] = host;
  }
}

/** Whoever is sent to a host of the Internet goes to what stands for it. */
function sendBrowsersAround(outgoing: ServerResponse, hosts: LocalHosts): void {
  const set = outgoing.setHeader.bind(outgoing);
  outgoing.setHeader = (name, value) => {
    const isElsewhere = name.toLowerCase() === "location" && URL.canParse(String(value)) && hosts.has(String(value));
    return set(name, isElsewhere ? hosts.toLocal(String(value)) : value);
  };
}
