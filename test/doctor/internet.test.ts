/** The Internet's part, against a TLS server on this machine. */
import type { Server } from "node:https";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { Internet } from "../../doctor/internet";
import { selfSignedCertificate } from "./self-signed-certificate";

const DAY = 86_400_000;
const end = Math.floor(Date.now() / 1000) * 1000 + 30 * DAY;
const trusted = selfSignedCertificate({ names: ["localhost", "example.test"], validTo: end });
const otherName = selfSignedCertificate({ names: ["example.test"], validTo: end });
const servers: Server[] = [];

async function serve({ cert, key }: { cert: string; key: string }): Promise<number> {
  const server = createServer({ cert, key }, (request, response) => {
    const bodies: Record<string, string> = { "/large": "x".repeat(2 ** 20 + 1) };
    if (request.url === "/slow") {
      return;
    }
    if (request.url === "/cut") {
      response.writeHead(200, { "content-length": "100" });
      response.write("half of");
      setTimeout(() => response.destroy(), 10);
      return;
    }
    const sent: Buffer[] = [];
    request.on("data", (chunk) => sent.push(chunk));
    request.on("end", () => {
      const location = request.url === "/redirect" ? { location: "https://example.com/" } : {};
      response.writeHead(location.location ? 302 : 200, { "X-Said": "yes", ...location });
      response.end(bodies[request.url ?? ""] ?? `${request.method} ${request.headers.host} ${Buffer.concat(sent)}`);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return (server.address() as AddressInfo).port;
}

let port: number;
let internet: Internet;
beforeAll(async () => {
  port = await serve(trusted);
  internet = new Internet({ port, ca: trusted.cert });
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const get = (path: string, timeoutMs = 2000) =>
  internet.send({ method: "GET", url: `https://localhost:${port}${path}`, timeoutMs });

describe("a request", () => {
  test("is answered with status, headers and body", async () => {
    const body = "a=1";
    const answer = await internet.send({ method: "POST", url: `https://localhost:${port}/`, body, timeoutMs: 2000 });
    expect(answer).toMatchObject({ kind: "answer", status: 200, body: `POST localhost:${port} a=1` });
    expect(answer).toMatchObject({ headers: { "x-said": "yes" }, durationMs: expect.any(Number) });
  });

  test("does not follow a redirect", async () => {
    expect(await get("/redirect")).toMatchObject({ status: 302, headers: { location: "https://example.com/" } });
  });

  test("that takes too long ends in time", async () => {
    expect(await get("/slow", 50)).toEqual({ kind: "too slow", waitedMs: 50 });
  });

  test("ends when it is aborted", async () => {
    const signal = AbortSignal.timeout(30);
    const url = `https://localhost:${port}/slow`;
    const answer = await internet.send({ method: "GET", url, timeoutMs: 5000, signal });
    expect(answer).toMatchObject({ kind: "no connection" });
  });

  test("whose answer is too large, or breaks off, has none", async () => {
    expect(await get("/large")).toEqual({ kind: "no connection", reason: "the answer is larger than 1048576 bytes" });
    expect(await get("/cut")).toEqual({ kind: "no connection", reason: "the connection was cut (ECONNRESET)" });
  });

  test("goes to https only, and to a server that is trusted", async () => {
    const plain = await internet.send({ method: "GET", url: `http://localhost:${port}/`, timeoutMs: 2000 });
    expect(plain).toEqual({ kind: "no connection", reason: "only https is spoken here" });
    const untrusting = await new Internet().send({ method: "GET", url: `https://localhost:${port}/`, timeoutMs: 2000 });
    expect(untrusting).toMatchObject({ reason: expect.stringMatching(/DEPTH_ZERO_SELF_SIGNED_CERT/) });
  });

  test("that cannot be sent has no answer, and is no exception", async () => {
    const headers = { "x-bad": "line\nbreak" };
    const answer = await internet.send({ method: "GET", url: `https://localhost:${port}/`, headers, timeoutMs: 2000 });
    expect(answer).toMatchObject({ kind: "no connection" });
    expect(await internet.send({ method: "GET", url: "nowhere", timeoutMs: 1 })).toMatchObject({
      kind: "no connection",
    });
  });

  test("to a port where nothing listens says so", async () => {
    const closed = await freePort();
    const answer = await internet.send({ method: "GET", url: `https://127.0.0.1:${closed}/`, timeoutMs: 2000 });
    expect(answer).toEqual({ kind: "no connection", reason: "nothing listens there (ECONNREFUSED)" });
  });
});

describe("a certificate", () => {
  test("that is trusted has names and an end", async () => {
    const names = ["localhost", "example.test"];
    expect(await internet.certificate("localhost")).toEqual({ names, validTo: end, authorized: true });
  });

  test("that signed itself is not trusted, and still read", async () => {
    const found = await new Internet({ port }).certificate("localhost");
    expect(found).toMatchObject({ authorized: false, reason: expect.stringContaining("DEPTH_ZERO"), validTo: end });
  });

  test("for other names is not trusted", async () => {
    const ofOthers = new Internet({ port: await serve(otherName), ca: otherName.cert });
    const found = await ofOthers.certificate("localhost");
    expect(found).toMatchObject({
      authorized: false,
      names: ["example.test"],
      reason: expect.stringContaining("ALTNAME"),
    });
  });

  test("is not waited for without end", async () => {
    const silent = createTcpServer((socket) => void socket.on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const web = new Internet({ port: (silent.address() as AddressInfo).port, timeoutMs: 50 });
    await expect(web.certificate("localhost")).rejects.toMatchObject({ code: "ETIMEDOUT" });
    silent.close();
  });

  test("is not there where nothing listens", async () => {
    const web = new Internet({ port: await freePort() });
    await expect(web.certificate("localhost")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});

test("a name resolves as it does for every program here", async () => {
  const addresses = await internet.resolve("localhost");
  expect(addresses.every((address) => address === "::1" || address.startsWith("127."))).toBe(true);
  expect(addresses.length).toBeGreaterThan(0);
});

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}
