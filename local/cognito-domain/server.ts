import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { Problem } from "../problem";
import { accessTokenClaims } from "./access-token";
import type { Claims, SigningKey } from "./jwt";
import { createSigningKey, signJwt, verifyJwt } from "./jwt";
import { userInfo } from "./user-info";
import type { User } from "./user-pools";
import { UserPools } from "./user-pools";

export interface CognitoDomainOptions {
  /** The emulator that holds pools, clients, domains and users. */
  readonly endpoint: string;
  readonly region: string;
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

/**
 * Stands on 127.0.0.1 for what a Cognito domain and a pool's issuer serve beyond the AWS API. By the Host header it
 * tells which it is asked to be:
 *
 * - `cognito-idp.{region}.amazonaws.com`: `GET /{pool id}/.well-known/jwks.json`
 * - `{prefix}.auth.{region}.amazoncognito.com`, or a custom domain: `GET /oauth2/userInfo`
 */
export class CognitoDomain {
  private constructor(
    private readonly server: Server,
    private readonly pools: UserPools,
    private readonly key: SigningKey,
    /** `http://127.0.0.1:{port}` */
    readonly url: string,
  ) {}

  static async start({ endpoint, region }: CognitoDomainOptions): Promise<CognitoDomain> {
    const pools = new UserPools(endpoint, region);
    const key = await createSigningKey();
    const server = createServer((request, response) => {
      answer(request, { pools, key })
        // Nothing of what went wrong inside is told to whoever asks.
        .catch((): Answer => ({ status: 500, body: { error: "server_error" } }))
        .then((result) => send(response, result));
    });
    const port = await listen(server);
    return new CognitoDomain(server, pools, key, `http://127.0.0.1:${port}`);
  }

  /** By production host name, this server: what a function that reaches it under those names needs. */
  redirects(hosts: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(hosts.map((host) => [host, this.url]));
  }

  /**
   * Signs a user in with a password, which the emulator verifies, and issues the access token that the token endpoint
   * would give the client.
   */
  async issueAccessToken({ poolId, clientId, username, password, scopes }: SignIn): Promise<string> {
    const client = await this.pools.client(poolId, clientId);
    if (client === undefined) {
      throw new Problem(`The user pool ${poolId} has no client ${clientId}.`);
    }
    const user = await this.pools.authenticate(poolId, username, password);
    return signJwt(accessTokenClaims({ issuer: this.pools.issuer(poolId), client, user, scopes }), this.key);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.pools.close();
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Served {
  readonly pools: UserPools;
  readonly key: SigningKey;
}

async function answer(request: IncomingMessage, served: Served): Promise<Answer> {
  const host = (request.headers.host ?? "").split(":")[0]?.toLowerCase() ?? "";
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (host === `cognito-idp.${served.pools.region}.amazonaws.com`) {
    const poolId = /^\/([\w-]+)\/\.well-known\/jwks\.json$/.exec(path)?.[1];
    return poolId === undefined ? notFound : only(request, ["GET", "HEAD"], () => jwks(served));
  }
  if (path === "/oauth2/userInfo") {
    return only(request, ["GET", "POST"], () => userInfoOf(request, host, served));
  }
  return notFound;
}

const notFound: Answer = { status: 404, body: { error: "not_found" } };

function only(request: IncomingMessage, methods: readonly string[], handle: () => Promise<Answer>): Promise<Answer> {
  return methods.includes(request.method ?? "")
    ? handle()
    : Promise.resolve({ status: 405, body: { error: "invalid_request" }, headers: { allow: methods.join(", ") } });
}

/** The keys of this server's tokens and of those that the emulator's own API gives. */
async function jwks({ pools, key }: Served): Promise<Answer> {
  return { status: 200, body: { keys: [key.publicJwk, ...(await pools.publicKeys())] } };
}

async function userInfoOf(request: IncomingMessage, host: string, served: Served): Promise<Answer> {
  const { pools, key } = served;
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) {
    return refusal(400, "invalid_request", "Bad OAuth2 request at UserInfo Endpoint");
  }
  const suffix = `.auth.${pools.region}.amazoncognito.com`;
  const poolId = await pools.poolOfDomain(host.endsWith(suffix) ? host.slice(0, -suffix.length) : host);
  if (poolId === undefined) {
    return notFound;
  }
  const claims = verifyJwt(token, [key.publicJwk, ...(await pools.publicKeys())]);
  if (claims === undefined || !isCurrent(claims, pools.issuer(poolId))) {
    return expired;
  }
  const scopes = String(claims.scope ?? "").split(" ");
  if (!scopes.includes("openid")) {
    return refusal(401, "invalid_token", "Access token does not contain openid scope");
  }
  const client = await pools.client(poolId, String(claims.client_id));
  const user = await pools.user(poolId, String(claims.username));
  if (client === undefined || !isActive(user, claims)) {
    return expired;
  }
  return { status: 200, body: userInfo(user, client, scopes) };
}

function isCurrent({ iss, exp, token_use }: Claims, issuer: string): boolean {
  return iss === issuer && token_use === "access" && typeof exp === "number" && exp > Date.now() / 1000;
}

function isActive(user: User | undefined, { sub }: Claims): user is User {
  return user?.enabled === true && user.sub === sub;
}

function refusal(status: number, error: string, description: string): Answer {
  return {
    status,
    body: { error, error_description: description },
    headers: { "www-authenticate": `error="${error}", error_description="${description}"` },
  };
}

const expired = refusal(
  401,
  "invalid_token",
  "Access token is expired, disabled, or deleted, or the user has globally signed out.",
);

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, {
    "content-type": "application/json;charset=UTF-8",
    "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
