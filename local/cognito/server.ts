import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../../common/problem";
import type { AccountLinking } from "../../contract/account-linking";
import type { AwsAccess } from "../aws/aws-access";
import type { PoolTriggers } from "../aws/pool-triggers";
import { LocalHosts } from "../local-hosts";
import { StandIns } from "../providers/stand-ins";
import type { ShownExchange } from "../shown-exchange";
import { accessTokenClaims } from "./access-token";
import type { Answer } from "./answer";
import { AuthorizationCodes } from "./authorization-code";
import type { Service } from "./call";
import { Clock } from "./clock";
import { dispatch, labelOf } from "./dispatch";
import { exchangeOf } from "./exchange-report";
import { ExpiringMap } from "./expiring-map";
import type { SignInFaults } from "./faults";
import { noFaults } from "./faults";
import { offeredProviders, offersPassword } from "./federation";
import { isPlayed, poolAtProvider } from "./identity-provider";
import { createSigningKey, signJwt } from "./jwt";
import type { Listener, ListenerOptions } from "./listener";
import { listen } from "./listener";
import { Passkeys } from "./passkeys";
import { providerEndpoints } from "./provider-exchange";
import { RefreshTokens } from "./refresh-token";
import { Sessions } from "./session";
import { UserPools } from "./user-pools";

/** The emulator holds pools, clients, domains and users. */
export interface CognitoDomainOptions extends AwsAccess {
  /**
   * What stands on this machine for hosts of the Internet. `serve` adds to it, and browsers are sent by it.
   * @default - none: browsers are sent to redirect URIs as they are
   */
  readonly hosts?: LocalHosts;
  /** Where people read the mail that the pools send. @default - nowhere */
  readonly mailPage?: () => string | undefined;
  /** Calls the pools' triggers. @default - nothing does */
  readonly triggers?: Pick<PoolTriggers, "invoke">;
  /** Called with each request that was answered, with secrets masked. */
  readonly onExchange?: (exchange: ShownExchange) => void;
}

/** Who wants an access token, and how they prove who they are. */
export interface SignIn {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** @default every scope that is allowed on the client */
  readonly scopes?: readonly string[];
}

/** How a client lets people sign in. */
export interface OfferedSignIns {
  /** Whether by a password. */
  readonly password: boolean;
  /** The names of the identity providers. */
  readonly providers: readonly string[];
}

/**
 * Stands on 127.0.0.1 for what a Cognito domain and a pool's issuer serve beyond the AWS API: the sign-in pages, the
 * OAuth 2.0 endpoints, the keys. Which host it plays, the Host header says at `url`, where it goes by the names of
 * `redirects` alone; at an origin of `serve` it is always the one.
 *
 * It is a thin front on the emulator's own users and passwords, and not built on an OpenID provider library, as the
 * stand-ins for identity providers are. Those that were tried go against Cognito's grain: `oidc-provider` adds `iss` to the redirect, wants an audience in access
 * tokens, gives a refresh token on refresh, and its user-info endpoint refuses tokens without an audience; one would
 * test against what Cognito does not do. What a library would have brought, the exactness of the protocol, is checked
 * by a certified client in the tests.
 */
export class CognitoDomain {
  /** What goes wrong; may be changed at any time. */
  readonly faults: SignInFaults;
  /** `http://127.0.0.1:{port}`, where the Host header says which of the names of `redirects` is asked. */
  readonly url: string;
  private readonly origins = new Map<string, Promise<Listener>>();

  private constructor(
    private readonly service: Service,
    private readonly answer: ListenerOptions["answer"],
    private readonly byHostHeader: Listener,
    /** By which `byHostHeader` goes. */
    private readonly names: Set<string>,
    private readonly hosts: LocalHosts,
    private readonly standIns: StandIns,
  ) {
    this.faults = service.faults;
    this.url = byHostHeader.origin;
  }

  static async start({ hosts = new LocalHosts(), mailPage, onExchange, triggers, ...access }: CognitoDomainOptions) {
    const faults = noFaults();
    const toLocal = (url: string): string => (URL.canParse(url) && hosts.has(url) ? hosts.toLocal(url) : url);
    const standIns = new StandIns({ hosts, faults: () => faults.providers, onExchange });
    const service: Service = {
      pools: new UserPools(access, triggers),
      key: await createSigningKey(),
      clock: new Clock(faults),
      faults,
      codes: new AuthorizationCodes(faults),
      refreshTokens: new RefreshTokens(faults),
      sessions: new Sessions(),
      passkeys: new Passkeys(),
      mailPage: () => mailPage?.(),
      toLocal,
      federation: new ExpiringMap(1000),
      samlResponses: new ExpiringMap(100),
      standIns,
      endpoints: (provider) => providerEndpoints({ toLocal }, provider),
    };
    const answer = answering(service, onExchange);
    const names = new Set<string>();
    const hostOf = (header: string) => (names.has(hostName(header)) ? hostName(header) : undefined);
    const byHostHeader = await listen({ visitors: "programs", hostOf, answer });
    return new CognitoDomain(service, answer, byHostHeader, names, hosts, standIns);
  }

  /**
   * Opens an origin of its own for a production host, once, since a browser cannot be made to send another Host header
   * than the address it asks. It is added to `hosts`.
   *
   * A request whose Host header is neither that host nor the origin's own is answered 421, so that a page elsewhere cannot
   * reach it through a name that it makes point to 127.0.0.1.
   *
   * @returns `http://127.0.0.1:{port}`
   */
  async serve(host: string): Promise<string> {
    const hostOf = (header: string, isOwn: boolean) => (isOwn || hostName(header) === host ? host : undefined);
    const listener = this.origins.get(host) ?? listen({ visitors: "browsers", hostOf, answer: this.answer });
    this.origins.set(host, listener);
    const { origin } = await listener;
    this.hosts.add(host, origin);
    return origin;
  }

  /**
   * By production host name, this server: what a function that reaches it under those names needs. From now on it goes
   * by them at `url`, and by no other.
   */
  redirects(hosts: readonly string[]): Readonly<Record<string, string>> {
    for (const host of hosts) {
      this.names.add(host.toLowerCase());
    }
    return Object.fromEntries(hosts.map((host) => [host, this.url]));
  }

  /**
   * Lets the sign-in page and the issuer of a link be reached on this machine.
   *
   * @returns what the skill's function needs to reach this server by their names
   */
  async serveLink({ authorization_uri, issuer }: Pick<AccountLinking, "authorization_uri" | "issuer">) {
    const names = [authorization_uri, issuer].map((uri) => new URL(uri).host);
    for (const name of names) {
      await this.serve(name);
    }
    return this.redirects(names);
  }

  /** Lets the identity providers of a client be reached on this machine, before anybody goes there. */
  async serveProviders(host: string, poolId: string, clientId: string): Promise<void> {
    const { pools, standIns } = this.service;
    for (const name of (await this.signInsOf(poolId, clientId)).providers) {
      const provider = await pools.provider(poolId, name);
      if (provider !== undefined && isPlayed(provider)) {
        await standIns.serve(provider, poolAtProvider(provider, host, poolId));
      }
    }
  }

  /**
   * How a client lets people sign in.
   *
   * @throws Problem when the pool has no such client
   */
  async signInsOf(poolId: string, clientId: string): Promise<OfferedSignIns> {
    const client = await this.client(poolId, clientId);
    return { password: offersPassword({ client }), providers: offeredProviders({ client }) };
  }

  /**
   * Signs a user in with a password, which the emulator verifies, and issues the access token that the token endpoint
   * would give the client.
   */
  async issueAccessToken({ poolId, clientId, username, password, scopes }: SignIn): Promise<string> {
    const { pools, clock, key } = this.service;
    const client = await this.client(poolId, clientId);
    const { user, secondFactor } = await pools.authenticate(poolId, username, password);
    if (secondFactor !== undefined) {
      throw new Problem("The user needs a second factor, which only the sign-in page asks for.");
    }
    return signJwt(accessTokenClaims({ issuer: pools.issuer(poolId), client, user, scopes, now: clock.now() }), key);
  }

  private async client(poolId: string, clientId: string): Promise<UserPoolClientType> {
    const client = await this.service.pools.client(poolId, clientId);
    if (client === undefined) {
      throw new Problem(`The user pool ${poolId} has no client ${clientId}.`);
    }
    return client;
  }

  async stop(): Promise<void> {
    const listeners = [this.byHostHeader, ...(await Promise.all(this.origins.values()))];
    await Promise.all(listeners.map((listener) => listener.close()));
    await this.standIns.stop();
    this.service.pools.close();
  }
}

/** Answers requests, and reports them when they are answered. */
function answering(service: Service, onExchange: CognitoDomainOptions["onExchange"]): ListenerOptions["answer"] {
  let exchanges = 0;
  return async (host, request) => {
    const began = Date.now();
    const answer = stamped(await dispatch(service, host, request), service.clock);
    exchanges += 1;
    const label = labelOf(service, host, request);
    onExchange?.(exchangeOf({ id: exchanges, label, began, host, request, answer }));
    return answer;
  };
}

/** With the server's own idea of the time, by which a clock that is wrong shows from outside. */
const stamped = (answer: Answer, clock: Clock): Answer => ({
  ...answer,
  headers: { ...answer.headers, date: new Date(clock.now() * 1000).toUTCString() },
});

/** The name in a Host header, without the port. */
const hostName = (header: string): string => header.toLowerCase().replace(/:\d*$/, "");
