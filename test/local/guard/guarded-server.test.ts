/** The guard before every server of this machine: who may ask it, by what name, and how much. */
import { readdirSync, readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import { connect } from "node:net";
import { join } from "node:path";
import type { GuardedServerProps } from "../../../local/guard/guarded-server";
import { GuardedServer } from "../../../local/guard/guarded-server";
import { SERVER_LIMITS } from "../../../local/guard/limits";
import { checkOwnScript } from "../../../local/guard/visitors";
import { root } from "../fixtures";
import { rawExchange } from "../raw-exchange";

let server: GuardedServer | undefined;
const reached: string[] = [];
afterEach(async () => {
  await server?.stop();
  server = undefined;
  reached.length = 0;
});

async function start(props: Partial<GuardedServerProps> = {}): Promise<GuardedServer> {
  server = await GuardedServer.start({
    name: "the test",
    visitors: "browsers",
    maxBodyBytes: () => 1000,
    answer: async (request, outgoing) => {
      const body = await request.body();
      reached.push(`${request.method} ${request.path}`);
      outgoing.end(`${body.length}`);
    },
    refuse: ({ status, message }, outgoing) => outgoing.writeHead(status).end(message),
    ...props,
  });
  return server;
}

const portOf = ({ url }: GuardedServer): number => Number(new URL(url).port);

function ask(method: string, headers: Readonly<Record<string, string>>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server?.url}/`, { method, headers, agent: false }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", reject).end(body);
  });
}

/** All that comes back for bytes that need not be HTTP, until the connection ends. */
const raw = (bytes: string): Promise<string> => rawExchange(portOf(server as GuardedServer), bytes);

const head = (more = "", line = "GET / HTTP/1.1"): string =>
  `${line}\r\nHost: 127.0.0.1:${portOf(server as GuardedServer)}\r\n${more}`;

const FROM_ANOTHER_PAGE = {
  "a picture": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
  "a script": { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
  "a frame": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
  "fetch()": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", origin: "https://page.example" },
  "fetch() of an old browser": { origin: "https://page.example" },
} as const;

describe("a server for browsers", () => {
  test.each(Object.entries(FROM_ANOTHER_PAGE))("gives another page nothing to load: %s", async (_, headers) => {
    await start();
    expect(await ask("GET", headers)).toBe(403);
    expect(reached).toEqual([]);
  });

  test.each([
    [
      "a link on another page",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ],
    ["the address bar", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }],
    ["its own page", { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" }],
    ["a program", {}],
  ])("can be opened by %s", async (_, headers) => {
    await start();
    expect(await ask("GET", headers)).toBe(200);
  });

  test("takes a form of its own page, and what programs send", async () => {
    const { url } = await start();
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await ask("POST", { ...form, origin: url, "sec-fetch-site": "same-origin" }, "a=b")).toBe(200);
    expect(await ask("POST", { ...form, origin: url }, "a=b")).toBe(200);
    expect(await ask("POST", form, "a=b")).toBe(200);
  });

  test.each([
    ["another page", { origin: "https://page.example", "sec-fetch-site": "cross-site" }],
    ["another server of this machine", { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }],
    ["a file, or a page in a sandbox", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a page that hides its origin", { "sec-fetch-site": "cross-site" }],
    ["an old browser", { origin: "https://page.example" }],
  ])("takes no form of %s (CSRF)", async (_, headers) => {
    await start();
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      expect(await ask(method, headers)).toBe(403);
    }
    expect(reached).toEqual([]);
  });

  test("lets only its own script do what no form does", async () => {
    const { url } = await start({
      answer: async ({ incoming }, outgoing) => {
        checkOwnScript(incoming, "the test");
        outgoing.end();
      },
    });
    const type = { "content-type": "application/json" };
    expect(await ask("POST", { ...type, origin: url })).toBe(200);
    expect(await ask("POST", type)).toBe(403);
    expect(await ask("POST", { origin: url, "content-type": "text/plain" })).toBe(415);
  });
});

describe("a server for programs", () => {
  test.each([
    ...Object.entries(FROM_ANOTHER_PAGE),
    ["the address bar", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }],
    ["a link", { referer: "https://page.example/" }],
    ["its own page, if it had one", { "sec-fetch-site": "same-origin" }],
  ])("answers no browser: %s", async (_, headers) => {
    await start({ visitors: "programs" });
    expect([await ask("GET", headers), await ask("POST", headers)]).toEqual([403, 403]);
    expect(reached).toEqual([]);
  });

  test("answers programs, Node's fetch among them", async () => {
    const { url } = await start({ visitors: "programs" });
    expect((await fetch(url, { method: "POST", body: "abc" })).status).toBe(200);
    expect(await ask("GET", {})).toBe(200);
  });
});

describe("every server", () => {
  test.each([
    "page.example",
    "127.0.0.1.nip.io",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost",
    "[::1]:80",
    "0.0.0.0:1",
    "localhost.",
    "127.1",
    "2130706433",
    "page.localhost",
  ])("does not go by the name %s (DNS rebinding)", async (host) => {
    await start();
    expect(await ask("GET", { host })).toBe(421);
  });

  test("goes by its address and by localhost, and by no two names at once", async () => {
    const port = portOf(await start());
    expect(await ask("GET", { host: `localhost:${port}` })).toBe(200);
    expect(await raw(`${head()}Host: page.example\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d /);
  });

  test.each([
    ["two lengths", "POST / HTTP/1.1", "Content-Length: 3\r\nContent-Length: 4"],
    ["a length and chunks", "POST / HTTP/1.1", "Content-Length: 3\r\nTransfer-Encoding: chunked"],
    ["an unknown encoding", "POST / HTTP/1.1", "Transfer-Encoding: xchunked"],
    ["a space before a colon", "POST / HTTP/1.1", "Transfer-Encoding : chunked"],
    ["a negative length", "POST / HTTP/1.1", "Content-Length: -1"],
    ["a target that is a whole address", "GET http://page.example/ HTTP/1.1", "X: y"],
    ["a tunnel", "CONNECT page.example:443 HTTP/1.1", "X: y"],
  ])("takes nothing that can be read in two ways: %s", async (_, line, more) => {
    await start();
    expect(await raw(`${head("", line)}${more}\r\n\r\nGET /second HTTP/1.1\r\n\r\n`)).not.toMatch(/^HTTP\/1.1 2/);
    expect(reached).toEqual([]);
  });

  test("overlooks no header behind many others: it takes no more than it allows", async () => {
    await start();
    const many = "X: y\r\n".repeat(SERVER_LIMITS.maxHeaders);
    for (const last of ["Origin: https://page.example", "Host: page.example", "Connection: close"]) {
      expect(await raw(`${head(many)}${last}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
    }
    const allowed = "X: y\r\n".repeat(SERVER_LIMITS.maxHeaders - 2);
    expect(await raw(`${head(allowed)}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
    expect(reached).toHaveLength(1);
  });

  test("takes no larger headers than it allows", async () => {
    await start();
    const long = `X: ${"x".repeat(SERVER_LIMITS.maxHeaderBytes)}\r\n\r\n`;
    expect(await raw(`${head()}${long}`)).toMatch(/^HTTP\/1.1 431 /);
    expect(await raw(head("", `GET /${"x".repeat(SERVER_LIMITS.maxHeaderBytes)} HTTP/1.1`))).toMatch(/^HTTP\/1.1 431 /);
  });

  test("reads no body beyond its limit, whether the length is announced or not", async () => {
    await start();
    expect(await raw(`${head("", "POST / HTTP/1.1")}Content-Length: 99999999999\r\n\r\nx`)).toMatch(/^HTTP\/1.1 413 /);
    const chunk = `${(600).toString(16)}\r\n${"x".repeat(600)}\r\n`;
    expect(await raw(`${head("", "POST / HTTP/1.1")}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`)).toMatch(
      /^HTTP\/1.1 413 /,
    );
    expect(reached).toEqual([]);
  });

  test("invites a body only once it is known who sends it, and that it is not too large", async () => {
    await start();
    const polite = (more: string): string =>
      head(`Expect: 100-continue\r\nConnection: close\r\n${more}`, "POST / HTTP/1.1");

    const taken = await raw(`${polite("Content-Length: 3\r\n")}\r\nabc`);
    const large = await raw(`${polite("Content-Length: 1001\r\n")}\r\n`);
    const foreign = await raw(`${polite("Content-Length: 3\r\nOrigin: https://page.example\r\n")}\r\n`);

    expect(taken).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(large).toMatch(/^HTTP\/1\.1 413 /);
    expect(foreign).toMatch(/^HTTP\/1\.1 403 /);
  });

  test("waits for no slow client: none that says nothing, sends headers or a body by the byte, or never ends", async () => {
    await start({ requestTimeoutMs: 300 });
    const began = performance.now();
    const slow = [
      connect(portOf(server as GuardedServer), "127.0.0.1"),
      connect(portOf(server as GuardedServer), "127.0.0.1"),
    ];
    slow[1]?.write(head("X: "));
    const drip = setInterval(() => slow[1]?.write("x"), 50);
    const ended = Promise.all(
      slow.map(
        (socket) =>
          new Promise((resolve) =>
            socket
              .on("error", () => {})
              .resume()
              .on("close", resolve),
          ),
      ),
    );
    const body = raw(`${head("", "POST / HTTP/1.1")}Content-Length: 10\r\n\r\n1`);
    expect(await body).toMatch(/^HTTP\/1.1 408 /);
    await ended;
    clearInterval(drip);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await ask("GET", {})).toBe(200);
  });

  test("has room for so many connections and no more, and is there again when they are gone", async () => {
    await start({ requestTimeoutMs: 2000 });
    const sockets: Socket[] = [];
    let closed = 0;
    for (let count = 0; count < SERVER_LIMITS.maxConnections + 50; count += 1) {
      const socket = connect(portOf(server as GuardedServer), "127.0.0.1").on("error", () => {});
      socket.resume().on("close", () => {
        closed += 1;
      });
      sockets.push(socket);
    }
    await until(() => closed >= 50);
    for (const socket of sockets) {
      socket.destroy();
    }
    await until(() => closed === sockets.length);
    await until(async () => (await ask("GET", {}).catch(() => 0)) === 200);
  });

  test("stops at once, whatever is under way", async () => {
    await start({ answer: () => new Promise(() => {}) });
    const pending = [raw(`${head()}\r\n`), raw(head("X: "))];
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    await server?.stop();
    expect(await Promise.all(pending)).toEqual(["", ""]);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test("of this project is one: nothing else makes a server", () => {
    const rooms = ["alexa", "cli", "common", "doctor", "local", "release", "terraform"];
    const files = rooms.flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(ts|mjs|cjs|js)$/.test(name))
        .map((name) => `${room}/${name}`),
    );
    const makers = files.filter((name) => /\bcreateServer\(/.test(readFileSync(join(root, name), "utf8")));
    expect(makers.sort()).toEqual(["local/guard/guarded-server.ts", "local/loopback-port.ts"]);
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 4000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error("it does not come to hold");
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
