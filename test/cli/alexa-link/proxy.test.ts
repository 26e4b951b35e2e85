/** `alexa-link push` where Amazon is reached through a proxy alone. */
import { request as httpRequest } from "node:http";
import type { Server } from "node:https";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { ConnectProxy } from "../../common/connect-proxy";
import { selfSignedCertificate } from "../../doctor/self-signed-certificate";
import { AlexaLink } from "./alexa-link";

const end = Math.floor(Date.now() / 1000) * 1000 + 30 * 86_400_000;
const certificate = selfSignedCertificate({ names: ["api.example.test"], validTo: end });

jest.setTimeout(30_000);

let link: AlexaLink;
let amazon: Server;
let proxy: ConnectProxy;

beforeAll(async () => {
  link = await AlexaLink.start();
  amazon = await tlsInFrontOf(link.smapi.url);
  const target = (amazon.address() as AddressInfo).port;
  proxy = await ConnectProxy.start({ target, credentials: "user:p4ssword-of-the-proxy" });
});
afterAll(async () => {
  await proxy?.stop();
  amazon?.closeAllConnections();
  amazon?.close();
  await link?.end();
});

test.each([
  ["ASK_CLI_PROXY", "p4ssword-of-the-proxy", 1, /\+ |differ|becomes/],
  ["https_proxy", "p4ssword-of-the-proxy", 1, /\+ |differ|becomes/],
  ["HTTPS_PROXY", "another-p4ssword", 3, /the proxy 127\.0\.0\.1:\d+: it answered 407/],
])("%s is honoured, and its password shown nowhere", async (variable, password, expected, words) => {
  const env = {
    ASK_SMAPI_SERVER_BASE_URL: "https://api.example.test",
    ASK_LWA_TOKEN_HOST: "https://api.example.test",
    NODE_EXTRA_CA_CERTS: link.file("ca.pem", certificate.cert),
    [variable]: `http://user:${password}@127.0.0.1:${proxy.port}`,
  };

  const { exitCode, stdout, stderr } = await link.run(["push", "dev", "--dry-run"], { env });

  expect({ exitCode, printed: stdout + stderr }).toEqual({ exitCode: expected, printed: expect.stringMatching(words) });
  expect(stdout + stderr).not.toContain(password);
  expect(proxy.asked.at(-1)).toBe("api.example.test:443");
});

/** What the stand-in says, under a name of Amazon's kind and encrypted. */
async function tlsInFrontOf(url: string): Promise<Server> {
  const server = createServer(certificate, (incoming, outgoing) => {
    const { method, headers } = incoming;
    const options = { method, headers: { ...headers, host: new URL(url).host } };
    const forwarded = httpRequest(new URL(incoming.url ?? "/", url), options, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
