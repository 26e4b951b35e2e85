import { request } from "node:http";
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { pseudoRandom } from "../../pseudo-random";
import { describeWithMoto } from "../fixtures";
import { basic, SignInWorld } from "./sign-in-fixture";

const PATHS = [
  ...["/oauth2/authorize", "/oauth2/token", "/oauth2/userInfo", "/oauth2/revoke", "/login", "/signup", "/confirm"],
  ...[
    "/resendcode",
    "/forgotPassword",
    "/confirmForgotPassword",
    "/logout",
    "/error",
    "/",
    "/%2e%2e/%00",
    "//x",
    "/x?y",
  ],
];
const METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"];

describeWithMoto("the sign-in server, given bad input", () => {
  let world: SignInWorld;
  /** What comes back for two requests that never become whole, and when; asked first, for the answer takes 5 s. */
  let unfinished: Promise<{ readonly answers: readonly string[]; readonly tookMs: number }>;

  beforeAll(async () => {
    world = await SignInWorld.start({ onExchange: (exchange) => void JSON.stringify(exchange) });
    const began = Date.now();
    const body = `POST /oauth2/token HTTP/1.1\r\nHost: ${world.host}\r\nContent-Length: 10\r\n\r\nx`;
    unfinished = Promise.all([raw("GET / HTTP/1.1\r\nHost: "), raw(body)]).then((answers) => ({
      answers,
      tookMs: Date.now() - began,
    }));
  }, 60_000);

  afterAll(() => world?.stop());

  const port = (): number => Number(new URL(world.origin).port);

  /** Everything that comes back for bytes that need not be HTTP. */
  const raw = (bytes: string, timeoutMs = 20_000, to = port()): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(to, "127.0.0.1");
      let answer = "";
      socket.setTimeout(timeoutMs, () => socket.destroy());
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(answer));
      socket.write(bytes);
    });

  const head = (host: string, more = ""): string =>
    `GET /error HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`;

  test.each(["127.0.0.1", "localhost", "LOCALHOST"])("answers the name %s with its port", async (name) => {
    expect(await raw(head(`${name}:${port()}`))).toMatch(/^HTTP\/1.1 400 /);
  });

  test("answers the production host", async () => {
    expect(await raw(head(world.host))).toMatch(/^HTTP\/1.1 400 /);
  });

  test.each([
    "evil.example",
    `${"x"}.auth.us-east-1.amazoncognito.com`,
    "127.0.0.1.evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "[::1]",
    "localhost.",
    "",
    "localhost:80:80",
  ])("answers 421 to the name %j, by which a page elsewhere might reach it", async (host) => {
    expect(await raw(head(host))).toMatch(/^HTTP\/1.1 421 /);
  });

  test.each(["", "a b", "a, b", "1.2.3.4.5", "[", "a/b", "\xe9"])(
    "is not upset by the name %j where programs ask it by name",
    async (host) => {
      expect(await raw(head(host), 20_000, Number(new URL(world.domain.url).port))).toMatch(/^HTTP\/1.1 421 /);
    },
  );

  test("answers 413 to more than 32 KB, announced or not", async () => {
    const token = (headers: string, body: string) =>
      raw(`POST /oauth2/token HTTP/1.1\r\nHost: ${world.host}\r\nConnection: close\r\n${headers}\r\n\r\n${body}`);
    expect(await token("Content-Length: 99999999", "x")).toMatch(/^HTTP\/1.1 413 /);
    const chunk = `${(20_000).toString(16)}\r\n${"x".repeat(20_000)}\r\n`;
    expect(await token("Transfer-Encoding: chunked", `${chunk}${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
  });

  test("answers 431 to endless headers", async () => {
    expect(await raw(head(world.host, `X: ${"x".repeat(40_000)}\r\n`))).toMatch(/^HTTP\/1.1 431 /);
  });

  test("listens on this machine only", async () => {
    expect(world.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(world.domain.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("stays up through 10,000 requests without sense, answers none with an error of its own, and grows by nothing", async () => {
    const random = pseudoRandom(20_26);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const text = (): string => Array.from({ length: Math.floor(random() * 20) }, () => pick(CHARACTERS)).join("");
    const names = [
      "client_id",
      "redirect_uri",
      "response_type",
      "scope",
      "state",
      "grant_type",
      "code",
      "token",
      "_csrf",
    ];
    const values = [
      world.client.id,
      "https://layla.amazon.com/api/skill/link/M2VENDOR",
      "code",
      "openid",
      "refresh_token",
    ];
    const parameters = (): string =>
      Array.from({ length: Math.floor(random() * 8) }, () => {
        const value = random() < 0.5 ? pick(values) : text();
        return `${pick(names)}=${random() < 0.8 ? encodeURIComponent(value) : value.replace(/[^!-~]/g, "%")}`;
      }).join("&");
    const headers = (): Record<string, string> => ({
      host: random() < 0.6 ? world.host : pick(["evil.example", "[", "x.y.z", "127.0.0.1.nip.io"]),
      ...(random() < 0.3
        ? {
            authorization: pick([
              basic(world.client),
              "Basic",
              "Basic \u00ff",
              `Bearer ${text().replace(/[^!-~]/g, "")}`,
            ]),
          }
        : {}),
      ...(random() < 0.6
        ? { "content-type": pick(["application/x-www-form-urlencoded", "application/json", "x", ";;"]) }
        : {}),
      ...(random() < 0.3 ? { cookie: pick(["a", "=;;=", `cognito-x=${"y".repeat(100)}`]) } : {}),
    });
    const statuses = new Map<number, number>();
    const ask = async (): Promise<void> => {
      const method = pick(METHODS);
      const path = `${pick(PATHS)}?${parameters()}`.replace(/[ #]/g, "%");
      const status = await send(port(), method, path, headers(), method === "POST" ? parameters() : "");
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    const many = async (count: number): Promise<void> => {
      const worker = async (): Promise<void> => {
        for (let index = 0; index < count / 16; index += 1) {
          await ask();
        }
      };
      await Promise.all(Array.from({ length: 16 }, worker));
    };
    await many(2000);
    const before = heapBytes();
    await many(8000);
    expect(heapBytes() - before).toBeLessThan(30_000_000);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(10_000);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([302, 400, 404, 405, 421]));
    expect((await world.tokens()).expires_in).toBe(1800);
  }, 120_000);

  test("ends a request that never becomes whole", async () => {
    const { answers, tookMs } = await unfinished;
    expect(answers).toEqual([expect.stringMatching(/^HTTP\/1.1 408 /), expect.stringMatching(/^HTTP\/1.1 408 /)]);
    expect(tookMs).toBeLessThan(9000);
  }, 20_000);

  test("has an error of its own, and no more, when the emulator does not answer", async () => {
    const { CognitoDomain } = await import("../../../local/cognito/server");
    const domain = await CognitoDomain.start({ ...world.access, endpoint: "http://127.0.0.1:9" });
    try {
      const origin = await domain.serve(world.host);
      const response = await fetch(`${origin}${world.authorizationPath()}`);
      expect([response.status, await response.text()]).toEqual([500, '{"error":"server_error"}']);
    } finally {
      await domain.stop();
    }
  });
});

const CHARACTERS = [...`azAZ09 &=%+;'"<>\\/?#@:.\u0000\n\rüß漢😀`];

function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, method, path: encodeURI(decodeSafely(path)), headers },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.on("error", reject).end(body);
  });
}

/** Node's client refuses to send what no URL can hold; percent signs without meaning may stay. */
const decodeSafely = (path: string): string => path.replace(/[^!-~]/g, "");

/** What is in use once everything that is not was collected: what waits for that is no leak. */
function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
