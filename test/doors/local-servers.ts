/**
 * Whatever bytes reach a server of this machine (simulator, sign-in pages, stand-in for SMAPI, emulator's front): an
 * answer that is none of a program's failures, or the end of the connection; no stack, no secret, no page let in.
 */
import { connect } from "node:net";
import fc from "fast-check";
import { Secrets } from "../../common/secrets";
import { startFront } from "../../local/aws/emulator/front";
import { SimulatorServer } from "../../local/simulator/server";
import { ACCOUNT_LINKING, CLIENT_SECRET } from "../contract/account-linking";
import { World } from "../doctor/world";
import { linkingPath, SKILL, SmapiWorld } from "../local/amazon/smapi-world";
import { sessionStandIn } from "../local/simulator/session-stand-in";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

const SERVERS = ["simulator", "sign-in", "smapi", "emulator"] as const;
type ServerName = (typeof SERVERS)[number];

/** Stand for the server's own address, and for what lets in, both of which are others each time. */
const OWN = "OWN";
const TOKEN = "TOKEN";
const ACCESS_KEY = "AKIAEXAMPLE0DOORS000";
const SECRET = "planted7f3b9c1d2e4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d";

const AUTHORIZE = `/oauth2/authorize?response_type=code&client_id=${ACCOUNT_LINKING.client_id}&redirect_uri=${encodeURIComponent(ACCOUNT_LINKING.redirect_uris[0] ?? "")}&scope=openid&state=s`;

/** What is at each of the servers. */
const TARGETS: Readonly<Record<ServerName, readonly string[]>> = {
  simulator: ["/", "/api/state", "/api/events", "/api/say", "/api/send", "/api/locale", "/api/failures", "/api/link"],
  "sign-in": [
    ...[
      "/login",
      "/signup",
      "/confirm",
      "/mfa",
      "/forgotPassword",
      "/oauth2/token",
      "/oauth2/userInfo",
      "/oauth2/revoke",
    ],
    ...[
      AUTHORIZE,
      AUTHORIZE.replace("/oauth2/authorize", "/login"),
      "/logout",
      "/error?error=x",
      "/confirmForgotPassword",
    ],
    ...["/oauth2/idpresponse?code=1&state=2", "/resendcode", "/.well-known/openid-configuration"],
  ],
  smapi: [
    ...["/auth/o2/token", "/v1/vendors", "/v1/skills", "/v1/skills/uploads", "/v1/skills/imports", linkingPath()],
    ...[`/v1/skills/${SKILL}/imports`, `/v1/skills/${SKILL}/status`, `/v1/skills/${SKILL}/stages/development/manifest`],
    ...[`/v1/skills/${SKILL}/stages/development/interactionModel/locales/en-US`, "/skill-packages/x.zip"],
  ],
  emulator: ["/", "/2015-03-31/functions", "/bucket/key", "/emulator/mail"],
};

const ODD_TARGETS = [
  ...[
    "//evil.example/",
    "http://evil.example/",
    "*",
    "",
    "/../../etc/passwd",
    "/%2e%2e/%00",
    "/%zz",
    "/__proto__",
    "/constructor",
  ],
  ...[`/${"a".repeat(40_000)}`, "/?a=b&a=c&__proto__=d", "/\u00ff", "/?%", "/#x"],
];

const METHODS = [
  "GET",
  "POST",
  "PUT",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "TRACE",
  "CONNECT",
  "FOO",
  "get",
  "GET GET",
];

const HEADERS = [
  ...[
    "Origin: OWN",
    "Origin: null",
    "Origin: https://evil.example",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-Site: cross-site",
  ],
  ...[
    "Content-Type: application/json",
    "Content-Type: application/x-www-form-urlencoded",
    "Content-Type: multipart/form-data",
  ],
  ...[
    "Authorization: Bearer TOKEN",
    "Authorization: TOKEN",
    "Authorization: Basic !!!",
    `Authorization: Basic ${"A".repeat(9000)}`,
  ],
  `Authorization: AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/20261128/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0`,
  ...[
    "X-Amz-Target: AWSCognitoIdentityProviderService.DescribeUserPool",
    "X-Amz-Target: __proto__",
    "If-Match: W/x",
    "Accept: */*",
  ],
  ...[
    "Cookie: XSRF-TOKEN=x; cognito=y",
    "Cookie: __proto__=1",
    `Cookie: ${"a=b;".repeat(5000)}`,
    "Range: bytes=0-",
    "Expect: 100-continue",
  ],
  ...[
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Content-Encoding: gzip",
    "Upgrade: websocket",
    "Connection: Upgrade",
  ],
  ...[
    "Host: evil.example",
    "X: a\u0000b",
    " folded",
    "no colon",
    ": empty",
    "X-Forwarded-For: 1",
    "Referer: https://evil.example/",
  ],
];

const BODIES = [
  ...[
    "",
    "{}",
    "null",
    "[]",
    '{"text":"x","locale":"__proto__","name":"constructor","on":true}',
    '{"request":{"type":"LaunchRequest"}}',
  ],
  ...[
    '{"request":{"__proto__":null}}',
    '{"accountLinkingRequest":{"type":[]}}',
    '{"location":"/skill-packages/../x"}',
    '{"vendorId":{}}',
  ],
  ...[
    `{"manifest":${"[".repeat(20_000)}`,
    "grant_type=authorization_code&code=x&client_id=y",
    "grant_type=refresh_token&refresh_token=%00",
  ],
  ...[
    "username=a&password=b&_csrf=x",
    "_csrf=&_csrf=",
    "a=%zz&b=%E0%A4",
    "%",
    "0\r\n\r\n",
    "ffffffffffff\r\n",
    "5\r\nhello\r\n0\r\n\r\n",
  ],
  ...[
    "PK\u0003\u0004",
    '{"UserPoolId":null}',
    "\u0000".repeat(100),
    "x".repeat(70_000),
    '"\\ud800"',
    '{"text":"\\u0000<script>"}',
  ],
];

interface Case {
  readonly server: ServerName;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly string[];
  readonly body: string;
  /** Of the body's; another one is a lie. */
  readonly length?: number;
  /** Bytes that are sent of all this; all of them without it. */
  readonly cut?: number;
}

/** Not by `fc.webPath`, which takes a second to make. */
const paths = fc
  .array(fc.oneof(fc.constantFrom("/", "%2f", "%", "?", "..", "~", ";"), fc.string({ maxLength: 8 })))
  .map((parts) => `/${encodeURI(parts.join("").replace(/\p{Cs}/gu, ""))}`);

const caseFor = (server: ServerName): fc.Arbitrary<Case> =>
  fc.record(
    {
      server: fc.constant(server),
      method: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("GET", "POST", "PUT") }, fc.constantFrom(...METHODS)),
      target: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...TARGETS[server]) },
        { weight: 1, arbitrary: fc.constantFrom(...ODD_TARGETS) },
        { weight: 1, arbitrary: paths },
      ),
      headers: fc.array(fc.constantFrom(...HEADERS), { maxLength: 5 }),
      body: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...BODIES) }, fc.json({ maxDepth: 2 }), fc.string()),
      length: fc.constantFrom(0, 1, 5, -1, 1e9),
      cut: fc.nat(300),
    },
    { requiredKeys: ["server", "method", "target", "headers", "body"] },
  );

const cases: fc.Arbitrary<Case> = fc.oneof(...SERVERS.map(caseFor));

interface Running {
  readonly port: number;
  readonly host: string;
  readonly token: string;
}

function bytesOf({ method, target, headers, body, length, cut }: Case, { host, port, token }: Running): Buffer {
  const isChunked = headers.some((it) => it.startsWith("Transfer-Encoding"));
  const counted = isChunked && length === undefined ? [] : [`Content-Length: ${length ?? Buffer.byteLength(body)}`];
  const hosts = headers.some((it) => it.startsWith("Host:")) ? [] : [`Host: ${host}`];
  const close = headers.some((it) => it.startsWith("Connection:")) ? [] : ["Connection: close"];
  const given = headers.map((it) => it.replace(OWN, `http://127.0.0.1:${port}`).replace(TOKEN, token));
  const head = [`${method} ${target} HTTP/1.1`, ...hosts, ...close, ...counted, ...given, "", ""].join("\r\n");
  const whole = Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body)]);
  return whole.subarray(0, cut === undefined || cut > 250 ? whole.length : cut);
}

/** What comes back until the connection ends; after a silence no more is sent, which ends it. */
const answerTo = (port: number, bytes: Buffer): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      answer += chunk;
      if (/^content-type: text\/event-stream/im.test(answer)) {
        socket.destroy(); // events go on for as long as somebody listens
      }
    });
    socket.setTimeout(SILENCE_MS, () => socket.end());
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
    socket.write(bytes);
  });

const SILENCE_MS = 100;

async function open(): Promise<OpenDoor<Case>> {
  const secrets = new Secrets();
  secrets.add(SECRET);
  const files = new Map([["/", { type: "text/html;charset=utf-8", content: Buffer.from("<!doctype html>") }]]);
  const simulator = await SimulatorServer.start({ session: sessionStandIn(), pageFiles: files, secrets });
  const world = await World.start();
  const smapi = await SmapiWorld.start();
  const token = await smapi.signIn();
  const moto = { port: Number(new URL(world.aws.url).port) };
  const front = await startFront({ accessKeyId: ACCESS_KEY, moto, motoSecret: SECRET });
  const signInHost = new URL(ACCOUNT_LINKING.authorization_uri).host;
  const portOf = (url: string): number => Number(new URL(url).port);
  const own = (url: string): Running => ({ port: portOf(url), host: `127.0.0.1:${portOf(url)}`, token });
  const running: Readonly<Record<ServerName, Running>> = {
    simulator: own(simulator.url),
    "sign-in": own(await world.domain.serve(signInHost)),
    smapi: own(smapi.smapi.url),
    emulator: own(front.url),
  };
  const { clientSecret, refreshToken } = smapi.smapi.credentials;
  const held = [SECRET, CLIENT_SECRET, clientSecret, refreshToken];

  return {
    enter: async (given) => {
      const server = running[given.server];
      const answer = await answerTo(server.port, bytesOf(given, server));
      holdAnswer(answer);
      holdSecret(answer, held);
      const again = await answerTo(
        server.port,
        Buffer.from(`GET / HTTP/1.1\r\nHost: ${server.host}\r\nConnection: close\r\n\r\n`),
      );
      hold(/^HTTP\/1\.1 [234]/.test(again), `after it the server answers ${JSON.stringify(again.slice(0, 100))}`);
    },
    close: async () => {
      await Promise.all([simulator.stop(), smapi.stop(), front.stop()]);
      await world.stop();
    },
  };
}

/** Nothing, or HTTP: never a failure of the server's own, and nothing that is its program's. */
function holdAnswer(answer: string): void {
  if (answer === "") {
    return;
  }
  const [, status = ""] = /^HTTP\/1\.1 (\d{3}) /.exec(answer.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, "")) ?? [];
  hold(/^[234]\d\d$/.test(status), `it was answered ${JSON.stringify(answer.slice(0, 200))}`);
  hold(
    !/(\n|\\n)\s+at .*:\d+:\d+/.test(answer) && !/node:internal|node_modules/.test(answer),
    "the answer has a stack",
  );
  hold(!/^access-control-/im.test(answer), "another page may read the answer");
  hold(!answer.includes("root:x:"), "a file of the machine was sent");
}

export const door: Door<Case> = { cases, casesInTests: 200, atOnce: 32, deadlineMs: 2000, open };
