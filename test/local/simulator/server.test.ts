/** The simulator's server, with a stand-in for what happens behind it. */
import { request as httpRequest } from "node:http";
import { connect, createServer } from "node:net";
import fc from "fast-check";
import { messageOf, Problem } from "../../../common/problem";
import { MASK, Secrets } from "../../../common/secrets";
import { SERVER_LIMITS } from "../../../local/guard/limits";
import { MAX_PAGES } from "../../../local/simulator/event-stream";
import { SimulatorServer } from "../../../local/simulator/server";
import type { SessionStandIn } from "./session-stand-in";
import { sessionStandIn } from "./session-stand-in";

const PAGE_FILES = new Map([["/", { type: "text/html;charset=utf-8", content: Buffer.from("<!doctype html>") }]]);

let session: SessionStandIn;
let server: SimulatorServer;
const secrets = new Secrets();
beforeEach(async () => {
  session = sessionStandIn();
  server = await SimulatorServer.start({ session, pageFiles: PAGE_FILES, secrets });
});
afterEach(() => server.stop());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Not by fetch, which does not let the Host header be chosen. */
function ask(path: string, { method = "GET", headers, body }: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  ask(path, {
    method: "POST",
    headers: { origin: server.url, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("the page", () => {
  test("is served with a policy that lets nothing in from elsewhere", async () => {
    const { status, headers, body } = await ask("/");
    expect({ status, body }).toEqual({ status: 200, body: "<!doctype html>" });
    expect(headers).toMatchObject({
      "content-type": "text/html;charset=utf-8",
      "content-security-policy": expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:|\*/);
  });

  test("is found with a query as well", async () => {
    expect(await ask("/?linked")).toMatchObject({ status: 200 });
  });
});

describe("the state", () => {
  test("is a snapshot of the session", async () => {
    const { status, headers, body } = await ask("/api/state");
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: await session.snapshot() });
    expect(headers).toMatchObject({ "cache-control": "no-store" });
  });

  test("and the events come as events", async () => {
    const response = await fetch(`${server.url}/api/events`);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let received = "";
    session.tellChange();
    session.tellEvent({
      kind: "skill",
      id: 1,
      at: "2026-11-22T12:00:00.000Z",
      durationMs: 5,
      request: "LaunchRequest",
      linked: false,
    });
    while (!received.includes("LaunchRequest")) {
      const { value } = await reader.read();
      received += Buffer.from(value ?? []).toString("utf8");
    }
    await reader.cancel();
    expect(received).toContain(`event: state\ndata: ${JSON.stringify(session.state)}\n\n`);
    expect(received).toMatch(/event: event\ndata: \{"kind":"skill".*\}\n\n/);
  });
});

describe("many who wait for events", () => {
  const waiting = async (count: number) => {
    const streams = [];
    for (let opened = 0; opened < count; opened += 1) {
      streams.push(await fetch(`${server.url}/api/events`));
    }
    return streams;
  };

  test("take no connection from the page: who has waited longest makes room", async () => {
    const streams = await waiting(SERVER_LIMITS.maxConnections + 20);

    expect(await ask("/")).toMatchObject({ status: 200 });
    session.tellChange();
    const ends = streams.map(async ({ body }) => {
      const reader = (body as ReadableStream<Uint8Array>).getReader();
      try {
        let text = "";
        while (!text.includes("event: state")) {
          text += Buffer.from((await reader.read()).value ?? []).toString("utf8");
        }
        return "told";
      } catch {
        return "ended";
      } finally {
        await reader.cancel().catch(() => {});
      }
    });
    expect(await Promise.all(ends)).toEqual([
      ...Array(streams.length - MAX_PAGES).fill("ended"),
      ...Array(MAX_PAGES).fill("told"),
    ]);
  });

  test("are never those who ask for the headers alone", async () => {
    expect(await ask("/api/events", { method: "HEAD" })).toMatchObject({ status: 405 });
  });
});

describe("an action", () => {
  test.each([
    ["/api/say", { text: " open stack guide " }, ["say", "open stack guide"]],
    ["/api/send", { request: { version: "1.0" } }, ["send", { version: "1.0" }]],
    ["/api/unlink", {}, ["unlink"]],
    ["/api/refresh", {}, ["refresh"]],
    ["/api/reset", {}, ["reset"]],
    ["/api/locale", { locale: "de-DE" }, ["setLocale", "de-DE"]],
    ["/api/region", { region: "EU" }, ["setRegion", "EU"]],
    ["/api/failures", { name: "wrong-secret", on: true }, ["setFailure", "wrong-secret", true]],
  ])("%s does it and answers the state", async (path, body, call) => {
    const answer = await post(path, body);
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status: 200,
      body: { state: session.state },
    });
    expect(session.calls).toEqual([call]);
  });

  test("/api/link answers where to go", async () => {
    const { body } = await post("/api/link", {});
    expect(JSON.parse(body)).toMatchObject({ url: "http://127.0.0.1:1/oauth2/authorize" });
  });

  test("/api/send answers what came of a directive, beside the state", async () => {
    const directive = { header: { namespace: "Alexa.Discovery", name: "Discover" } };
    const came = { directive: "Alexa.Discovery.Discover", request: { directive }, answer: { event: {} } };
    session.send = async () => came;
    const answer = await post("/api/send", { request: { directive } });
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status: 200,
      body: { ...came, state: session.state },
    });
  });

  test("needs no body where it needs nothing to know", async () => {
    expect(await post("/api/unlink", "")).toMatchObject({ status: 200 });
  });
});

describe("another page", () => {
  test.each([
    ["no origin", {}],
    ["another origin", { origin: "https://example.com" }],
    ["no real origin", { origin: "null" }],
    ["another port", { origin: "http://127.0.0.1:1" }],
  ])("may not do anything: %s", async (_, headers) => {
    const answer = await ask("/api/unlink", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "{}",
    });
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining("Only the simulator's page") });
    expect(session.calls).toEqual([]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
    "cannot send what a form can: %j",
    async (type) => {
      expect(await post("/api/unlink", {}, { "content-type": type })).toMatchObject({ status: 415 });
      expect(session.calls).toEqual([]);
    },
  );

  test.each(["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"])(
    "cannot read anything by the name %s",
    async (host) => {
      for (const path of ["/", "/api/state", "/api/events"]) {
        expect(await ask(path, { headers: { host } })).toMatchObject({ status: 421 });
      }
    },
  );

  test("that came by the name localhost is this one", async () => {
    const host = `localhost:${new URL(server.url).port}`;
    expect(await ask("/api/state", { headers: { host } })).toMatchObject({ status: 200 });
    expect(await post("/api/unlink", {}, { host, origin: `http://${host}` })).toMatchObject({ status: 200 });
    // The two names are two origins.
    expect(await post("/api/unlink", {}, { host })).toMatchObject({ status: 403 });
  });
});

describe("bad input", () => {
  test.each([
    ["/api/say", "{", "not JSON"],
    ["/api/say", "[]", "JSON object"],
    ["/api/say", "null", "JSON object"],
    ["/api/say", '"text"', "JSON object"],
    ["/api/say", {}, '"text" must be text'],
    ["/api/say", { text: 5 }, '"text" must be text'],
    ["/api/say", { text: "   " }, '"text" must be text'],
    ["/api/send", { request: [] }, '"request" must be a JSON object'],
    ["/api/locale", { locale: "fr-FR" }, "one of: en-US, de-DE"],
    ["/api/locale", '{"__proto__": {"locale": "de-DE"}}', "one of: en-US, de-DE"],
    ["/api/region", { region: "na" }, "one of: NA, EU, FE"],
    ["/api/failures", { name: "constructor", on: true }, '"name" must be one of'],
    ["/api/failures", { name: "wrong-secret", on: "yes" }, '"on" must be true or false'],
  ])("%s refuses %j in words", async (path, body, words) => {
    const answer = await post(path, body);
    expect({ ...answer, body: JSON.parse(answer.body) }).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(words) },
    });
    expect(session.calls).toEqual([]);
  });

  test.each([
    ["GET", "/api/say", 405],
    ["PUT", "/api/say", 405],
    ["POST", "/api/state", 405],
    ["DELETE", "/", 405],
    ["GET", "/api", 404],
    ["GET", "/nothing", 404],
    ["GET", "/constructor", 404],
    ["GET", "/../package.json", 404],
    ["GET", "/%2e%2e/package.json", 404],
    ["GET", "//evil.example/", 404],
  ])("%s %s is answered %i", async (method, path, status) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ error: expect.any(String) });
  });

  test("a sentence that is too long is refused", async () => {
    expect(await post("/api/say", { text: "x".repeat(501) })).toMatchObject({ status: 400 });
    expect(await post("/api/say", { text: "x".repeat(500) })).toMatchObject({ status: 200 });
  });

  test("whatever is sent, the answer is JSON and never a fault", async () => {
    const paths = fc.constantFrom("/api/say", "/api/send", "/api/locale", "/api/failures", "/api/region", "/api/reset");
    const fields = fc.dictionary(fc.constantFrom("text", "request", "locale", "name", "on", "region"), fc.jsonValue());
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fields.map((it) => JSON.stringify(it)),
    );
    await fc.assert(
      fc.asyncProperty(paths, bodies, async (path, body) => {
        const answer = await post(path, body);
        expect([200, 400]).toContain(answer.status);
        expect(JSON.parse(answer.body)).toEqual(expect.any(Object));
      }),
      { numRuns: 500 },
    );
  });

  test("a huge body is refused before it is read", async () => {
    expect(await post("/api/say", { text: "x".repeat(100_000) })).toMatchObject({ status: 413 });
    expect(await post("/api/say", { text: "after it" })).toMatchObject({ status: 200 });
  });

  test("what cannot be done now is a conflict, in its own words", async () => {
    session.fail(new Problem("The account is not linked."));
    const { status, body } = await post("/api/refresh", {});
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 409, body: { error: "The account is not linked." } });
  });

  test("a fault of the simulator tells neither where it is nor a secret", async () => {
    session.fail(new Error(`broke on ${secrets.add("s3cr3t-value")}`));
    const { status, body } = await post("/api/refresh", {});
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 500, body: { error: `broke on ${MASK}` } });
  });

  test("bytes that are no HTTP leave the server up", async () => {
    for (const bytes of [
      "\0\0\0\0",
      "GET / HTTP/9.9\r\n\r\n",
      "POST /api/say HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    ]) {
      await sendBytes(bytes);
    }
    expect(await ask("/api/state")).toMatchObject({ status: 200 });
  });
});

function sendBytes(bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => socket.end(bytes));
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.resume();
  });
}

test("a port that is taken is reported", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
  });
  const started = SimulatorServer.start({ session, pageFiles: PAGE_FILES, secrets, port });
  await expect(started.catch((error) => Promise.reject(new Error(messageOf(error))))).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test("the server listens on this machine only", () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
