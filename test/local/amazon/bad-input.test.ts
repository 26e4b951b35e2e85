import { createServer } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { empty } from "../../../local/amazon/answer";
import { SmapiFaults } from "../../../local/amazon/faults";
import { SmapiServer } from "../../../local/amazon/server";
import { REQUEST } from "../../alexa/account-linking/request";
import { rawExchange } from "../raw-exchange";
import { linkingPath, SKILL, SmapiWorld } from "./smapi-world";

/** What comes back for bytes that need not be HTTP. */
const raw = (url: string, bytes: string): Promise<string> => rawExchange(Number(new URL(url).port), bytes);

describe("the stand-in for SMAPI, given bad input", () => {
  let world: SmapiWorld;

  beforeAll(async () => {
    world = await SmapiWorld.start();
  });

  afterAll(() => world.stop());

  const port = (): string => new URL(world.smapi.url).port;

  test.each(["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost"])(
    "does not answer to the name %s, and uses no fault up",
    async (host) => {
      const remove = world.smapi.faults.add({ kind: "answer", status: 500, times: 1 });

      const answer = await raw(world.smapi.url, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

      expect(answer).toMatch(/^HTTP\/1.1 421 /);
      expect((await world.send("GET", "/v1/vendors")).status).toBe(500);
      remove();
    },
  );

  test("answers to localhost at its port", async () => {
    const answer = await raw(
      world.smapi.url,
      `GET / HTTP/1.1\r\nHost: localhost:${port()}\r\nConnection: close\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1.1 401 /);
  });

  test.each([
    ["PATCH", linkingPath(), "GET, PUT, DELETE"],
    ["POST", "/v1/vendors", "GET"],
    ["GET", "/v1/skills/uploads", "POST"],
    ["GET", "/auth/o2/token", "POST"],
    ["DELETE", "/skill-packages/x.zip", "PUT, GET"],
  ])("does not allow %s of %s", async (method, path, allow) => {
    const answer = await world.send(method, path);

    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe(allow);
  });

  test.each(["/", "/v1", "/v2/skills", "/v1/skills/a/b/c", "/%00", "//", "/v1/VENDORS", "/auth/o2/token/"])(
    "has nothing at %s",
    async (path) => {
      expect((await world.send("GET", `${world.smapi.url}${path}`)).status).toBe(404);
    },
  );

  test("takes what cannot be decoded for the name of no skill", async () => {
    expect((await world.send("GET", linkingPath("%E0%A4%A"))).status).toBe(404);
  });

  test("does not take more than a megabyte of JSON", async () => {
    const fits = { ...REQUEST, clientId: "x".repeat(1024 * 1024 - 1000) };
    const larger = { ...REQUEST, clientId: "x".repeat(1024 * 1024) };

    expect([(await world.put(fits)).status, (await world.put(larger)).status]).toEqual([204, 413]);
    expect(world.smapi.accountLinking(SKILL)?.clientId).toHaveLength(fits.clientId.length);
  });

  test("does not take more than ten megabytes of zip", async () => {
    const { body } = await world.send("POST", "/v1/skills/uploads");

    const answer = await world.send("PUT", body.uploadUrl, new Uint8Array(10 * 1024 * 1024 + 1), {
      authorization: undefined,
    });

    expect(answer.status).toBe(413);
  });

  test("does not take a zip whose length is not told, as Amazon S3 does not", async () => {
    const { body } = await world.send("POST", "/v1/skills/uploads");
    const { pathname, search } = new URL(body.uploadUrl);
    const head = `PUT ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nConnection: close\r\n`;

    const answer = await raw(world.smapi.url, `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nPK\r\n0\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1.1 501 /);
  });

  test("stands any JSON", async () => {
    const deep = `{"accountLinkingRequest": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const answer = await world.send("PUT", linkingPath(), deep, { "content-type": "application/json" });
    expect(answer.status).toBe(400);

    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...Object.keys(REQUEST)), async (value, name) => {
        const settings = await world.put({ ...REQUEST, [name]: value });
        const body = await world.json("PUT", linkingPath(), value);
        const location = await world.json("POST", `/v1/skills/${SKILL}/imports`, value);
        expect([204, 400]).toContain(settings.status);
        expect([body.status, location.status]).toEqual([400, 400]);
      }),
      { numRuns: 50 },
    );
  });

  test.each(["nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "\0\0\0\0", "GET  HTTP/9\r\n\r\n"])(
    "stands %j for HTTP",
    async (bytes) => {
      expect(await raw(world.smapi.url, bytes)).toMatch(/^HTTP\/1.1 400 /);
      expect((await world.send("GET", "/v1/vendors")).status).toBe(200);
    },
  );

  test("stands whoever leaves in the middle", async () => {
    const socket = connect(Number(port()), "127.0.0.1");
    socket.write(`PUT ${linkingPath()} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nContent-Length: 100\r\n\r\n{`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();

    expect((await world.send("GET", "/v1/vendors")).status).toBe(200);
  });

  test("remembers the last thousand requests, without queries", async () => {
    const request = (name: string) => `GET /${name}?number=1 HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n`;
    await raw(world.smapi.url, `${`${request("some")}\r\n`.repeat(1010)}${request("last")}Connection: close\r\n\r\n`);

    expect(world.smapi.requests).toHaveLength(1000);
    expect(world.smapi.requests.at(-1)).toEqual({ method: "GET", path: "/last", status: 401 });
  });

  test("tells when its port is taken", async () => {
    await expect(SmapiWorld.start({ port: Number(port()) })).rejects.toThrow(`Port ${port()} of 127.0.0.1 is taken`);
  });
});

describe("the server of the stand-in", () => {
  const start = (answer = () => empty(204)): Promise<SmapiServer> =>
    SmapiServer.start({
      faults: new SmapiFaults(() => {}),
      maxBytes: () => 10,
      answer,
      onRequest: () => {},
      requestTimeout: 100,
    });

  test("does not wait for a slow client", async () => {
    const server = await start();
    const head = `POST / HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n`;

    const answers = [raw(server.url, head), raw(server.url, `${head}Content-Length: 10\r\n\r\n1`)];

    expect(await Promise.all(answers)).toEqual(Array(2).fill(expect.stringMatching(/^HTTP\/1.1 408 /)));
    await server.stop();
  });

  test("answers 500 when something inside fails, and goes on", async () => {
    const server = await start(() => {
      throw new Error("a secret");
    });

    const bodies = [await (await fetch(server.url)).text(), await (await fetch(server.url)).text()];

    expect(bodies).toEqual(Array(2).fill('{"message":"Internal Server Error"}'));
    await server.stop();
  });

  test("listens on 127.0.0.1 only, so that another address of this machine has the port free", async () => {
    const server = await start();
    const other = createServer();

    await new Promise<void>((resolve, reject) => {
      other.once("error", reject);
      other.listen(Number(new URL(server.url).port), "127.0.0.2", resolve);
    });

    other.close();
    await server.stop();
  });

  test("stops at once, with half a request and a late answer under way, and can be stopped again", async () => {
    const world = await SmapiWorld.start();
    const { host } = new URL(world.smapi.url);
    world.smapi.faults.add({ kind: "delay", milliseconds: 60_000 });
    const half = raw(world.smapi.url, `PUT ${linkingPath()} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 10\r\n\r\n1`);
    const late = world.get().catch(() => "ended");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();

    await world.stop();
    await world.stop();

    expect(await Promise.all([half, late])).toEqual(["", "ended"]);
    expect(performance.now() - began).toBeLessThan(2000);
    await expect(fetch(world.smapi.url)).rejects.toThrow();
  });

  test("does nothing more after it was stopped", async () => {
    const world = await SmapiWorld.start();
    world.smapi.faults.add({ kind: "delay", milliseconds: 100 });
    const pending = world.get().catch(() => "ended");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = world.smapi.requests.length;

    await world.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(await pending).toBe("ended");
    expect(world.smapi.requests).toHaveLength(before);
  });
});
