import type { KeyObject } from "node:crypto";
import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { SpokenName } from "../../../lambda/library/account/profile";
import type { Settings } from "../../../lambda/library/settings";
import { oncePerRunSync } from "../../run-folder";

export const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc123";
export const CLIENT_ID = "4f2kq0example7client";
export const SUBJECT = "7d5a4c1e-0000-4000-8000-subject";
export const SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555";

export const settings: Settings = {
  skillIds: [SKILL_ID],
  issuer: ISSUER,
  clientId: CLIENT_ID,
  userInfoUri: "https://example.auth.eu-west-1.amazoncognito.com/oauth2/userInfo",
  scopes: ["openid", "profile"],
};

/** The settings as Terraform writes them. */
export const environment = {
  SKILL_IDS: SKILL_ID,
  ISSUER,
  CLIENT_ID,
  USER_INFO_URI: settings.userInfoUri,
  SCOPES: "openid profile",
} as const;

export const profile = {
  sub: SUBJECT,
  given_name: "Annegret",
  family_name: "Müller",
  email: "annegret.mueller@example.com",
};

/** How the user of the profile is addressed. */
export const NAME = profile.given_name as SpokenName;

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

export const makeKey = (kid: string): Key => keyOf(kid, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);

function keyOf(kid: string, privateKey: KeyObject): Key {
  const publicKey = createPublicKey(privateKey);
  return { kid, privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" } };
}

/** Made once in a run of Jest: that takes longer than most tests. */
const KEY = keyOf(
  "key-1",
  createPrivateKey(
    readFileSync(
      oncePerRunSync("key-1.pem", () =>
        makeKey("key-1").privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
      ),
    ),
  ),
);

/** TLS by a shared key needs no certificate, so none can expire and no private key lies in the repository. */
const PRE_SHARED = {
  ciphers: "PSK",
  maxVersion: "TLSv1.2",
  pskCallback: () => ({ psk: Buffer.alloc(32, 7), identity: "test" }),
} as const;

/**
 * A user pool on this machine: an HTTPS server with a JWKS and a user-info endpoint. While it is open, every
 * `https.request` goes to it, whatever host it names.
 */
export class Cognito {
  /** What was asked for, oldest first: the paths. */
  readonly requests: string[] = [];
  /** Authorization headers that the user-info endpoint received. */
  readonly authorizations: (string | undefined)[] = [];
  readonly key = KEY;
  jwks: RequestListener = (_, response) => reply(response, 200, { keys: [this.key.jwk] });
  userInfo: RequestListener = (_, response) => reply(response, 200, profile);

  /** Amazon DynamoDB, which is asked at the root of its host. */
  table: RequestListener = (_, response) => reply(response, 404, {});

  private readonly sockets: Socket[] = [];
  private readonly server = https.createServer(
    { ...PRE_SHARED, pskCallback: () => PRE_SHARED.pskCallback().psk },
    (request, response) => this.answer(request, response),
  );

  async open(): Promise<void> {
    this.server.on("connection", (socket: Socket) => this.sockets.push(socket));
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const real = https.request;
    jest.spyOn(https, "request").mockImplementation(((
      url: string,
      options: https.RequestOptions,
      callback: (response: IncomingMessage) => void,
    ) => {
      const { port } = this.server.address() as AddressInfo;
      // In the agent: from Node 22.23 on a request with a check of its own shares no connection.
      if (options.agent instanceof https.Agent) {
        options.agent.options.checkServerIdentity = () => undefined;
      }
      return real(url, { ...options, ...PRE_SHARED, hostname: "127.0.0.1", port, servername: "" }, callback);
    }) as typeof https.request);
  }

  async close(): Promise<void> {
    jest.restoreAllMocks();
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }

  /** Ends every connection by a reset (RST). */
  reset(): void {
    for (const socket of this.sockets) {
      socket.resetAndDestroy();
    }
  }

  /** Connections that were opened so far. */
  get connections(): number {
    return this.sockets.length;
  }

  /** Connections that are open now. */
  openConnections(): Promise<number> {
    return new Promise((resolve) => this.server.getConnections((_, count) => resolve(count)));
  }

  count(end: "jwks.json" | "userInfo"): number {
    return this.requests.filter((path) => path.endsWith(end)).length;
  }

  /** An access token with Cognito's claims; `undefined` leaves a claim out. */
  token(claims: Readonly<Record<string, unknown>> = {}, key: Key = this.key): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      sub: SUBJECT,
      iss: ISSUER,
      client_id: CLIENT_ID,
      token_use: "access",
      scope: "openid profile email",
      username: "annegret.mueller@example.com",
      iat: now,
      exp: now + 3600,
      jti: crypto.randomUUID(),
      ...claims,
    };
    return sign({ alg: "RS256", kid: key.kid }, payload, key.privateKey);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "";
    this.requests.push(path);
    if (path === "/eu-west-1_Abc123/.well-known/jwks.json") {
      this.jwks(request, response as ServerResponse & { req: IncomingMessage });
    } else if (path === "/oauth2/userInfo") {
      this.authorizations.push(request.headers.authorization);
      this.userInfo(request, response as ServerResponse & { req: IncomingMessage });
    } else if (path === "/") {
      this.table(request, response as ServerResponse & { req: IncomingMessage });
    } else {
      reply(response, 404, {});
    }
  }
}

export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** Never answers. */
export const silence: RequestListener = () => undefined;

/** Takes the request and drops the connection. */
export const hangUp: RequestListener = (request) => request.socket.destroy();

export function answering(status: number, body: unknown): RequestListener {
  return (_, response) => reply(response, status, body);
}

export function sign(header: object, payload: object, privateKey: KeyObject): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createSign("RSA-SHA256").update(input).sign(privateKey, "base64url")}`;
}

export function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
