import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const REGION = "us-east-1";
const HOST = `cognito-idp.${REGION}.amazonaws.com`;
const DOMAIN = `example.auth.${REGION}.amazoncognito.com`;
const TABLES = `dynamodb.${REGION}.amazonaws.com`;
const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

/** What a function under measurement talks to, and what it is asked. */
export interface UserPoolDouble {
  /** The function's variables, and the redirects of its network. */
  readonly env: Readonly<Record<string, string>>;
  /** With those of the memory. */
  readonly memoryEnv: Readonly<Record<string, string>>;
  readonly launch: object;
  readonly linkedIntent: object;
  readonly token: string;
  /** From now on each answer waits so long, in milliseconds; undefined cuts the connection. @default 0 */
  setDelay(delayMs: number | undefined): void;
  close(): void;
}

/** A user pool's keys and user info, and an empty table, on loopback, answering at once, so that only the function's own time counts. */
export async function startUserPoolDouble(): Promise<UserPoolDouble> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = "bench";
  const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] });
  const userInfo = JSON.stringify({ sub: "subject", username: "subject", given_name: "Ada" });
  let delayMs: number | undefined = 0;
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "application/json");
    const body = request.method === "POST" ? "{}" : request.url?.endsWith("jwks.json") ? jwks : userInfo;
    if (delayMs === undefined) {
      request.socket.destroy();
    } else {
      setTimeout(() => response.end(body), delayMs);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const issuer = `https://${HOST}/${REGION}_bench`;
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: "subject", client_id: "bench", token_use: "access", scope: "openid profile" };
  const unsigned = [
    { alg: "RS256", kid },
    { ...claims, iat: now, exp: now + 3600 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const token = `${unsigned}.${sign("RSA-SHA256", Buffer.from(unsigned), privateKey).toString("base64url")}`;

  const envelope = (request: object, accessToken?: string): object => {
    const user = { userId: "amzn1.ask.account.BENCH", accessToken };
    const application = { applicationId: SKILL_ID };
    return {
      version: "1.0",
      session: { new: true, sessionId: "session", application, user },
      context: { System: { application, user, apiEndpoint: "https://api.amazonalexa.com" } },
      request: { requestId: "request", timestamp: new Date().toISOString(), locale: "en-US", ...request },
    };
  };
  const intent = { name: "TechnologyStackIntent", confirmationStatus: "NONE" };
  const env = {
    SKILL_IDS: SKILL_ID,
    ISSUER: issuer,
    CLIENT_ID: "bench",
    USER_INFO_URI: `https://${DOMAIN}/oauth2/userInfo`,
    SCOPES: "openid profile",
    REDIRECTS: JSON.stringify({ [HOST]: origin, [DOMAIN]: origin, [TABLES]: origin }),
  };
  return {
    env,
    memoryEnv: {
      ...env,
      MEMORY_TABLE: `arn:aws:dynamodb:${REGION}:123456789012:table/bench`,
      MEMORY_DAYS: "365",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
    },
    token,
    launch: envelope({ type: "LaunchRequest" }),
    linkedIntent: envelope({ type: "IntentRequest", intent }, token),
    setDelay: (ms) => {
      delayMs = ms;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
