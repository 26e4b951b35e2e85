/** Every server that runs on a developer's machine, as a stranger's bytes reach it. */
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { VENDOR_ID } from "../../contract/account-linking";
import { describeWithMoto } from "../fixtures";
import { rawExchange } from "../raw-exchange";
import { PageWorld } from "../simulator/page-world";

jest.setTimeout(60_000);

interface Line {
  /** The request line. @default GET / HTTP/1.1 */
  readonly line?: string;
  /** Undefined: the server's own. */
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const FORM = "Content-Type: application/x-www-form-urlencoded";
const SOCKET = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

/** By what is tried. Whatever answer there is, it is a refusal. */
const REFUSED: Readonly<Record<string, Line>> = {
  "a web socket of another page": { headers: [...SOCKET, "Origin: https://page.example"] },
  "the beginning of HTTP/2": { line: "PRI * HTTP/2.0", body: "SM\r\n\r\n" },
  "a trace": { line: "TRACE / HTTP/1.1", headers: ["Cookie: secret=1"] },
  "a tunnel to another port": { line: "CONNECT 127.0.0.1:22 HTTP/1.1" },
  "HTTP/0.9, which has no host": { line: "GET /", host: "" },
  "HTTP/1.0 without a host": { line: "GET / HTTP/1.0", host: "" },
  "a rebound name": { host: "page.example" },
  "a name with a period at its end": { host: "localhost." },
  "an address in hexadecimal": { host: "0x7f000001" },
  "an address of two numbers": { host: "127.1" },
  "an address of all interfaces": { host: "0.0.0.0" },
  "an address of IPv6": { host: "[::1]" },
  "a user in the host": { host: "x@127.0.0.1" },
  "a zero byte in a header": { headers: ["X: a\0b"] },
  "a second request in the body": {
    line: "POST / HTTP/1.1",
    headers: ["Content-Length: 6", "Transfer-Encoding: chunked"],
    body: "0\r\n\r\nGET / HTTP/1.1\r\nHost: page.example\r\n\r\n",
  },
  "chunks that are more than chunks": {
    line: "POST / HTTP/1.1",
    headers: ["Transfer-Encoding: chunked, identity"],
    body: "0\r\n\r\n",
  },
  "an extension of a chunk of 200 KB": {
    line: "POST / HTTP/1.1",
    headers: ["Transfer-Encoding: chunked"],
    body: `1;${"x".repeat(200_000)}\r\na\r\n0\r\n\r\n`,
  },
  "a target of 40 KB": { line: `GET /${"a".repeat(40_000)} HTTP/1.1` },
  "cookies of 40 KB": { headers: [`Cookie: ${"a=b;".repeat(10_000)}`] },
  "a path out of the folder": { line: "GET /../../../../etc/passwd HTTP/1.1" },
  "an encoded path out of the folder": { line: "GET /%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1" },
  "a path of another system": { line: "GET /..%5c..%5cwindows%5cwin.ini HTTP/1.1" },
  "a path that decodes to no text": { line: "GET /%zz%E0%A4 HTTP/1.1" },
  "a path that is a host elsewhere": { line: "GET //page.example/ HTTP/1.1" },
  "a path of a prototype": { line: "GET /__proto__ HTTP/1.1" },
  "a path of a constructor": { line: "GET /constructor HTTP/1.1" },
  "a method that there is not": { line: "FOO / HTTP/1.1" },
  "a method of another protocol": { line: "PROPFIND / HTTP/1.1" },
  "a preflight of another page": {
    line: "OPTIONS / HTTP/1.1",
    headers: [
      "Origin: https://page.example",
      "Access-Control-Request-Method: POST",
      "Access-Control-Request-Private-Network: true",
    ],
  },
  "a form of another page": {
    line: "POST / HTTP/1.1",
    headers: ["Origin: https://page.example", FORM, "Content-Length: 3"],
    body: "a=b",
  },
  "a form of a page in a sandbox": {
    line: "POST / HTTP/1.1",
    headers: ["Origin: null", "Content-Type: text/plain", "Content-Length: 3"],
    body: "a=b",
  },
  "a form of a server beside it": {
    line: "POST / HTTP/1.1",
    headers: ["Origin: http://127.0.0.1:1", FORM, "Content-Length: 3"],
    body: "a=b",
  },
  "a body of a gigabyte, announced politely": {
    line: "POST / HTTP/1.1",
    headers: ["Expect: 100-continue", "Content-Length: 1000000000"],
  },
  "an expectation that nobody has": {
    line: "POST / HTTP/1.1",
    headers: ["Expect: the-moon", "Content-Length: 5"],
    body: "hello",
  },
  "the hello of TLS": { line: "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003" },
  "bytes that mean nothing": { line: "\u0000\u00ff\u0000\u00ff" },
};

function bytes(port: number, { line = "GET / HTTP/1.1", host = "127.0.0.1", headers = [], body = "" }: Line): string {
  const hostHeader = host === "" ? [] : [`Host: ${host}:${port}`];
  // What Upgrade needs of Connection, it says by itself.
  const close = headers.some((it) => it.startsWith("Connection:")) ? [] : ["Connection: close"];
  return [line, ...hostHeader, ...close, ...headers, "", body].join("\r\n");
}

describeWithMoto("a stranger's bytes", () => {
  let pages: PageWorld;
  let smapi: SmapiStandIn;
  let ports: Readonly<Record<string, number>>;
  beforeAll(async () => {
    pages = await PageWorld.start(["Google"]);
    const { domain, host, poolId } = pages.signIn;
    await domain.serveProviders(host, poolId, pages.clientId);
    smapi = await SmapiStandIn.start({ vendorId: VENDOR_ID, skillIds: [] });
    const urls = {
      "the simulator": pages.url,
      "the sign-in pages": pages.signIn.origin,
      "the sign-in server for programs": domain.url,
      "the server that stands for Alexa": pages.signIn.hosts.toLocal("https://layla.amazon.com/"),
      "the stand-in for an identity provider": pages.signIn.hosts.toLocal("https://accounts.google.com/"),
      "the stand-in for SMAPI": smapi.url,
      "the emulator": pages.signIn.access.endpoint,
    };
    ports = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, Number(new URL(url).port)]));
  });
  afterAll(async () => {
    await smapi?.stop();
    await pages?.stop();
  });

  test.each([
    "the simulator",
    "the sign-in pages",
    "the sign-in server for programs",
    "the server that stands for Alexa",
    "the stand-in for an identity provider",
    "the stand-in for SMAPI",
    "the emulator",
  ])("%s refuses every one of them, shows nothing, and is there afterwards", async (server) => {
    const port = ports[server] ?? 0;

    const answers = await Promise.all(
      Object.entries(REFUSED).map(async ([name, line]) => [name, await rawExchange(port, bytes(port, line))] as const),
    );

    const flaws = answers.filter(([, answer]) => !isRefusal(answer));
    expect(flaws).toEqual([]);
    const [alive] = /^HTTP\/1\.1 \d+/.exec(await rawExchange(port, bytes(port, {}))) ?? [];
    expect(alive).toBeDefined();
  });
});

/** Nothing at all, or one answer of 4xx that quotes nothing. */
function isRefusal(answer: string): boolean {
  const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
  const told = /access-control-allow|root:|page\.example|\n {4}at |secret=1/i;
  return statuses.length <= 1 && statuses.every((it) => it >= 400 && it < 500) && !told.test(answer);
}
