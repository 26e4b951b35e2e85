import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpRequest } from "../../common/http-exchange";
import { exchange } from "../../common/http-exchange";
import { BodyTooLarge, readBody } from "../../common/read-body";

const server = createServer((request, response) => {
  switch (request.url) {
    case "/never":
      return;
    case "/cut":
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => request.socket.destroy());
      return;
    case "/large":
      response.end("x".repeat(2000));
      return;
    case "/unannounced":
      response.write("x".repeat(600), () => response.end("x".repeat(600)));
      return;
    case "/elsewhere":
      response.writeHead(302, { location: "/large", "set-cookie": ["a=1; Path=/", "b=2"] }).end();
      return;
    default:
      readBody(request, 1000).then(
        (body) => response.end(`${request.method} ${body}`),
        (error) => response.writeHead(error instanceof BodyTooLarge ? 413 : 500).end(error.message),
      );
  }
});

let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, request: Partial<HttpRequest> = {}) =>
  exchange({ method: "GET", url: new URL(path, origin), timeoutMs: 5000, maxBytes: 1000, ...request });

test("sends a body and brings back what came", async () => {
  const response = await get("/echo", { method: "POST", body: "grüße" });
  expect([response.status, response.body.toString()]).toEqual([200, "POST grüße"]);
  expect(response.headers["content-length"]).toBe("12");
});

test("follows no redirect, and keeps cookies apart", async () => {
  expect(await get("/elsewhere")).toMatchObject({
    status: 302,
    headers: { location: "/large" },
    cookies: ["a=1; Path=/", "b=2"],
  });
});

test.each(["/large", "/unannounced"])("reads no more of %s than it may", async (path) => {
  await expect(get(path)).rejects.toMatchObject({ why: "too large", connected: true });
});

test("waits no longer than it may", async () => {
  await expect(get("/never", { timeoutMs: 50 })).rejects.toMatchObject({ why: "too slow", connected: true });
});

test("half a response is none", async () => {
  await expect(get("/cut")).rejects.toMatchObject({ why: "failed", connected: true });
});

test("tells a request that nobody can have received", async () => {
  const url = new URL("http://127.0.0.1:1/");
  await expect(get("", { url })).rejects.toMatchObject({
    why: "failed",
    connected: false,
    cause: { code: "ECONNREFUSED" },
  });
});

test("ends when it is called off, before or meanwhile", async () => {
  const controller = new AbortController();
  const pending = get("/never", { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await expect(pending).rejects.toMatchObject({ why: "aborted" });
  await expect(get("/echo", { signal: controller.signal })).rejects.toMatchObject({ why: "aborted", connected: false });
});

describe("reading a request's body", () => {
  test("one that is as large as allowed is read", async () => {
    expect((await get("/echo", { method: "POST", body: "x".repeat(1000), maxBytes: 2000 })).status).toBe(200);
  });

  test.each([1001, 3_000_000])("one of %d bytes is refused, and whoever sends it reads why", async (length) => {
    const response = await get("/echo", { method: "POST", body: "x".repeat(length) });
    expect([response.status, response.body.toString()]).toEqual([413, "it is larger than 1000 bytes"]);
  });

  test("one whose length is not announced is refused as well", async () => {
    const response = await fetch(new URL("/echo", origin), {
      method: "POST",
      body: new Blob(["x".repeat(2000)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
  });
});
