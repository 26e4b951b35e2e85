/** Through a real proxy, to a TLS server under a name that no name server knows: only the proxy can reach it. */
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { send } from "../../alexa/smapi/connection";
import { exchange } from "../../common/http-exchange";
import { proxyFor, throughProxy } from "../../common/http-proxy";
import { Internet } from "../../doctor/internet";
import { NotOnThisMachine } from "../../doctor/web";
import { selfSignedCertificate } from "../doctor/self-signed-certificate";
import type { ConnectProxyProps } from "./connect-proxy";
import { ConnectProxy } from "./connect-proxy";

const end = Math.floor(Date.now() / 1000) * 1000 + 30 * 86_400_000;
const certificate = selfSignedCertificate({ names: ["example.test", "localhost"], validTo: end });
const server = createServer(certificate, (request, response) =>
  response.end(`${request.method} ${request.headers.host}`),
);
const VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "HTTP_PROXY"];
const inherited = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));

let target: number;
let proxy: ConnectProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  target = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  for (const name of VARIABLES) {
    delete process.env[name];
  }
});
afterEach(async () => {
  await proxy?.stop();
  for (const [name, value] of Object.entries(inherited)) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
});

const request = (url: string, more: object = {}) => ({
  method: "GET",
  url: new URL(url),
  timeoutMs: 5000,
  maxBytes: 1000,
  ca: certificate.cert,
  ...more,
});
const start = async (props: Partial<ConnectProxyProps> = {}): Promise<string> => {
  proxy = await ConnectProxy.start({ target, ...props });
  return `127.0.0.1:${proxy.port}`;
};

test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])("%s names the proxy", async (variable) => {
  process.env[variable] = `http://${await start()}`;

  const { status, body } = await exchange(request("https://example.test/"));

  expect([status, body.toString(), proxy.asked]).toEqual([200, "GET example.test", ["example.test:443"]]);
});

test("another proxy may be named for one request, as ASK_CLI_PROXY does", async () => {
  process.env.HTTPS_PROXY = "http://127.0.0.1:9";
  process.env.NO_PROXY = "*";
  const named = await start();

  expect((await exchange(request("https://example.test/", { proxy: `http://${named}` }))).status).toBe(200);
});

test.each(["example.test", ".test", "*", "other.example, example.test", "test", "test:443", "TEST"])(
  "NO_PROXY=%s keeps away from it",
  async (hosts) => {
    process.env.HTTPS_PROXY = `http://${await start()}`;
    for (const variable of ["NO_PROXY", "no_proxy"]) {
      process.env[variable] = hosts;
      expect(proxyFor(new URL("https://example.test/"))).toBeUndefined();
      delete process.env[variable];
    }
    expect(proxyFor(new URL("https://example.test/"))?.host).toBe(`127.0.0.1:${proxy.port}`);
  },
);

test.each(["ample.test", "test:8443", "example.test.other", "-", ","])("NO_PROXY=%s does not", (hosts) => {
  process.env.HTTPS_PROXY = "http://127.0.0.1:9";
  process.env.NO_PROXY = hosts;
  expect(proxyFor(new URL("https://example.test/"))?.host).toBe("127.0.0.1:9");
});

test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])(
  "%s without a scheme is spoken to by plain HTTP",
  async (name) => {
    process.env[name] = await start();
    expect((await exchange(request("https://example.test/"))).status).toBe(200);
  },
);

test("this machine is never reached through one", async () => {
  process.env.HTTPS_PROXY = process.env.ALL_PROXY = process.env.HTTP_PROXY = `http://${await start()}`;

  expect((await exchange(request(`https://localhost:${target}/`))).status).toBe(200);
  expect(proxy.asked).toEqual([]);
  for (const url of ["http://127.0.0.1:1/", "https://[::1]/", "https://127.1.2.3/", "https://a.localhost/"]) {
    expect(proxyFor(new URL(url))).toBeUndefined();
  }
});

test("the credentials in its URL are sent to it, and shown nowhere", async () => {
  const credentials = "user:p4ss%40word";
  const host = await start({ credentials: "user:p4ss@word" });
  process.env.HTTPS_PROXY = `http://${credentials}@${host}`;

  expect((await exchange(request("https://example.test/"))).status).toBe(200);
  process.env.HTTPS_PROXY = `http://user:wr0ng-secret@${host}`;
  const error = await send(request("https://example.test/")).catch((it: Error) => it);

  expect(proxy.authorizations[0]).toBe(`Basic ${Buffer.from("user:p4ss@word").toString("base64")}`);
  expect(String(error)).toMatch(new RegExp(`the proxy ${host}: it answered 407 .*http://user:password@host:port`));
  expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain("wr0ng-secret");
});

test("what the proxy answers or does not is not taken for the other side's", async () => {
  const host = await start({ refuses: true });
  process.env.HTTPS_PROXY = `http://${host}`;
  await expect(send(request("https://example.test/"))).rejects.toThrow(`the proxy ${host}: it answered 403 Forbidden.`);

  process.env.HTTPS_PROXY = "http://127.0.0.1:9";
  await expect(send(request("https://example.test/"))).rejects.toThrow(
    "the proxy 127.0.0.1:9: nothing listens there (ECONNREFUSED)",
  );
});

test.each(["secret-of-the-proxy", "socks5://user:secret-of-the-proxy@127.0.0.1:1"])(
  "%j is refused without being shown",
  (value) => {
    expect(() => proxyFor(new URL("https://example.test/"), value)).toThrow(
      /ASK_CLI_PROXY is not the URL of an HTTP proxy/,
    );
    expect(() => proxyFor(new URL("https://example.test/"), value)).not.toThrow(/secret-of-the-proxy/);
  },
);

test("doctor sends through it, looks at certificates through it, and leaves names to it", async () => {
  process.env.HTTPS_PROXY = `http://${await start()}`;
  const internet = new Internet({ ca: certificate.cert });

  const answer = await internet.send({ method: "GET", url: "https://example.test/", timeoutMs: 5000 });

  expect(answer).toMatchObject({ kind: "answer", status: 200 });
  expect(await internet.certificate("example.test")).toMatchObject({
    names: ["example.test", "localhost"],
    authorized: true,
  });
  await expect(internet.resolve("example.test")).rejects.toThrow(NotOnThisMachine);
  expect(proxy.asked).toEqual(["example.test:443", "example.test:443"]);
});

test("doctor says that the proxy lets no certificate through", async () => {
  const host = await start({ refuses: true });
  process.env.HTTPS_PROXY = `http://${host}`;

  await expect(new Internet().certificate("example.test")).rejects.toThrow(`the proxy ${host}: it answered 403`);
});

test("AWS's SDK is led through it", async () => {
  process.env.HTTPS_PROXY = `http://${await start({ refuses: true })}`;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const endpoint = "https://lambda.us-east-1.amazonaws.com";
  const client = new LambdaClient({
    region: "us-east-1",
    endpoint,
    credentials,
    maxAttempts: 1,
    ...throughProxy(endpoint),
  });

  await expect(client.send(new GetPolicyCommand({ FunctionName: "example" }))).rejects.toThrow();

  client.destroy();
  expect(proxy.asked).toEqual(["lambda.us-east-1.amazonaws.com:443"]);
});
