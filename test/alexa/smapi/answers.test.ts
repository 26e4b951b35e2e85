/** What SMAPI can answer, and what becomes of it. */
import { MAX_PAUSE_SECONDS } from "../../../alexa/smapi/retry";
import { BODY, client, errorOf, SKILL, shown } from "./fixture";
import { answer, hangUp, hangUpInTheMiddle, neverAnswer, ScriptedServer } from "./scripted-server";

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(() => server.stop());

const read = (props = {}) => client(server.url, props).smapi.readAccountLinking(SKILL);

describe("an answer that is a refusal", () => {
  test.each([
    [400, "refused", /rejected the request as invalid/],
    [401, "unauthorized", /alexa::ask:skills:readwrite.*generate-lwa-tokens/],
    [403, "forbidden", /another account's.*mycid.*role/],
    [404, "not found", /nothing under this id/],
    [409, "refused", /Wait until it has ended/],
    [412, "changed", /Somebody else has written.*Run this again/],
    [413, "refused", /too large/],
    [418, "refused", /gave no further details/],
  ] as const)("%d is of the kind %s and says how to fix it", async (status, kind, text) => {
    server.script = [answer(status, { message: "No way." })];
    const error = await errorOf(read());
    expect(error).toMatchObject({ kind, status });
    expect(error.message).toMatch(text);
    expect(error.message).toContain(`SMAPI answered ${status}, "No way.".`);
    expect(error.message).toContain(SKILL);
  });

  test("the violations of a 400 are all listed", async () => {
    server.script = [
      answer(400, {
        message: "Bad.",
        violations: [{ message: "scopes: too many" }, { message: "clientId: none" }, {}],
      }),
    ];
    const { message } = await errorOf(client(server.url).smapi.writeAccountLinking(SKILL, BODY));
    expect(message.split("\n").slice(1)).toEqual(["  - scopes: too many", "  - clientId: none"]);
  });

  test("nothing is shown of a proxy's page", async () => {
    server.script = [answer(407, "<html>sign in to the proxy</html>", { "content-type": "text/html" })];
    expect((await errorOf(read())).message).not.toContain("proxy</html>");
  });

  test("control characters of the other side do not reach the terminal", async () => {
    server.script = [answer(400, { message: "a\u001b[2Jb\nc\u202ed" })];
    expect((await errorOf(read())).message).toContain('"a[2Jb cd"');
  });

  test("a redirect is not followed, so the token goes nowhere else", async () => {
    const elsewhere = await ScriptedServer.start();
    server.script = [answer(307, undefined, { location: `${elsewhere.url}/v1/skills` })];
    const error = await errorOf(read());
    expect(error.message).toMatch(/redirect is not followed/);
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });
});

describe("an answer that may be another one next time", () => {
  test.each([429, 500, 502, 503, 504])("%d is asked again, with longer and longer pauses", async (status) => {
    server.script = [answer(status), answer(status), answer(200, shown())];
    const { smapi, pauses, retries } = client(server.url);
    expect(await smapi.readAccountLinking(SKILL)).toEqual({ settings: shown() });
    expect(pauses).toEqual([500, 1000]);
    expect(retries[0]).toContain(`the answer was ${status}; trying again in 0.5 s (attempt 2 of 5)`);
  });

  test.each([
    [429, "too many requests"],
    [503, "server failed"],
  ] as const)("%d five times is an error of the kind %s", async (status, kind) => {
    server.script = [answer(status)];
    const error = await errorOf(read());
    expect(error).toMatchObject({ kind, status });
    expect(error.message).toContain("5 attempts were made");
    expect(server.calls).toHaveLength(5);
  });

  test("Retry-After in seconds is waited for", async () => {
    server.script = [answer(429, undefined, { "retry-after": "7" }), answer(200, shown())];
    const { smapi, pauses } = client(server.url);
    await smapi.readAccountLinking(SKILL);
    expect(pauses).toEqual([7000]);
  });

  test("Retry-After as a date is waited for", async () => {
    const now = Date.parse("2026-11-01T12:00:00Z");
    server.script = [answer(503, undefined, { "retry-after": "Sun, 01 Nov 2026 12:00:09 GMT" }), answer(200, shown())];
    const { smapi, pauses } = client(server.url, { now: () => now });
    await smapi.readAccountLinking(SKILL);
    expect(pauses).toEqual([9000]);
  });

  test("a Retry-After beyond the longest pause is said and not waited for", async () => {
    server.script = [answer(429, undefined, { "retry-after": String(MAX_PAUSE_SECONDS + 1) })];
    const { smapi, pauses } = client(server.url);
    const { message } = await errorOf(smapi.readAccountLinking(SKILL));
    expect(message).toContain("Amazon asks for a wait of 61 s, more than the 60 s that this command waits");
    expect(pauses).toEqual([]);
    expect(server.calls).toHaveLength(1);
  });
});

describe("no answer, or half of one", () => {
  test.each([
    ["ends without an answer", hangUp],
    ["ends in the middle of the answer", hangUpInTheMiddle],
  ])("a connection that %s is made again for what only reads", async (_, lost) => {
    server.script = [lost, answer(200, shown())];
    expect(await read()).toEqual({ settings: shown() });
  });

  test("a server that is not there is tried five times", async () => {
    await server.stop();
    const { smapi, pauses } = client(server.url);
    const error = await errorOf(smapi.readAccountLinking(SKILL));
    expect(error).toMatchObject({ kind: "no connection", status: undefined });
    expect(error.message).toMatch(/nothing listens there \(ECONNREFUSED\), at each of 5 attempts/);
    expect(pauses).toHaveLength(4);
    server = await ScriptedServer.start();
  });

  test("an answer that does not come is given up", async () => {
    server.script = [neverAnswer];
    const error = await errorOf(read({ timeoutMs: 50 }));
    expect(error.kind).toBe("no connection");
    expect(error.message).toContain("no answer within 0.05 s");
  });

  test("an answer that does not end is given up", async () => {
    server.script = [
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write("{");
      },
    ];
    expect((await errorOf(read({ timeoutMs: 50 }))).kind).toBe("no connection");
  });

  test("an answer that is too large is given up, once", async () => {
    server.script = [answer(200, `"${"x".repeat(6 * 2 ** 20)}"`)];
    const error = await errorOf(read());
    expect(error.message).toContain("more than 5 MiB");
    expect(server.calls).toHaveLength(1);
  });

  test.each([
    ["<html>hello</html>", "text/html"],
    ['{"type": ', "application/json"],
    ["[]", "application/json"],
  ])("%s where JSON belongs is said, but not shown", async (body, type) => {
    server.script = [answer(200, body, { "content-type": type })];
    const error = await errorOf(read());
    expect(error.kind).toBe("server failed");
    expect(error.message).toContain(`is not a JSON object but ${body.length} bytes of ${type}`);
    expect(error.message).not.toContain(body);
  });

  test("an abort ends a request that is under way", async () => {
    const abort = new AbortController();
    server.script = [
      () => {
        abort.abort();
      },
    ];
    expect((await errorOf(read({ signal: abort.signal }))).kind).toBe("interrupted");
  });

  test("an abort ends a pause, without any test's clock", async () => {
    const abort = new AbortController();
    server.script = [answer(429, undefined, { "retry-after": "60" })];
    const call = errorOf(read({ signal: abort.signal, sleep: undefined, onRetry: () => abort.abort() }));
    expect((await call).kind).toBe("interrupted");
  });

  test("an abort during a write says that it may have been done", async () => {
    const abort = new AbortController();
    server.script = [
      () => {
        abort.abort();
      },
    ];
    const { smapi } = client(server.url, { signal: abort.signal });
    const error = await errorOf(smapi.writeAccountLinking(SKILL, BODY));
    expect(error.kind).toBe("interrupted");
    expect(error.message).toContain("Whether it was done all the same is not known");
  });
});
