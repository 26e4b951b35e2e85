/** `push`, `skill --push` and `doctor` where Amazon and AWS are reached through a proxy alone. */
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { Server } from "node:https";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { ConnectProxy } from "../../common/connect-proxy";
import { ACCOUNT_LINKING } from "../../contract/account-linking";
import { selfSignedCertificate } from "../../doctor/self-signed-certificate";
import { AlexaLink } from "./alexa-link";

const end = Math.floor(Date.now() / 1000) * 1000 + 30 * 86_400_000;
const AMAZON = "api.example.test";
/** Whoever the link's addresses name, and AWS's APIs in the function's and the pool's region. */
const LINK = [ACCOUNT_LINKING.authorization_uri, ACCOUNT_LINKING.issuer].map((uri) => new URL(uri).host);
const AWS = ["lambda.us-east-1.amazonaws.com"];
const certificate = selfSignedCertificate({ names: [AMAZON, ...LINK, ...AWS], validTo: end });

jest.setTimeout(30_000);

let link: AlexaLink;
let amazon: Server;
let proxy: ConnectProxy;

beforeAll(async () => {
  link = await AlexaLink.start();
  amazon = await tlsInFrontOf(link.smapi.url);
  const target = (amazon.address() as AddressInfo).port;
  proxy = await ConnectProxy.start({ target, credentials: `user:${PASSWORD}` });
});
afterAll(async () => {
  await proxy?.stop();
  amazon?.closeAllConnections();
  amazon?.close();
  await link?.end();
});

const PASSWORD = "p4ssword-of-the-proxy";
const environment = (variable: string, password = PASSWORD) => ({
  ASK_SMAPI_SERVER_BASE_URL: `https://${AMAZON}`,
  ASK_LWA_TOKEN_HOST: `https://${AMAZON}`,
  NODE_EXTRA_CA_CERTS: link.file("ca.pem", certificate.cert),
  [variable]: `http://user:${password}@127.0.0.1:${proxy.port}`,
});

beforeEach(() => proxy.asked.splice(0));

test.each([
  ["push", "ASK_CLI_PROXY", PASSWORD, 1, /\+ |differ|becomes/],
  ["push", "https_proxy", PASSWORD, 1, /\+ |differ|becomes/],
  ["push", "HTTPS_PROXY", "another-p4ssword", 3, /the proxy 127\.0\.0\.1:\d+: it answered 407/],
  ["skill --push", "ASK_CLI_PROXY", PASSWORD, 1, /Stack Guide/],
  ["skill --push", "https_proxy", PASSWORD, 1, /Stack Guide/],
  ["skill --push", "HTTPS_PROXY", "another-p4ssword", 3, /the proxy 127\.0\.0\.1:\d+: it answered 407/],
])("%s honours %s, and shows its password nowhere", async (command, variable, password, expected, words) => {
  const env = environment(variable, password);

  const args = [...command.split(" "), "dev", "--dry-run"];
  const { exitCode, stdout, stderr } = await link.run(args, { env });

  expect({ exitCode, printed: stdout + stderr }).toEqual({ exitCode: expected, printed: expect.stringMatching(words) });
  expect(stdout + stderr).not.toContain(password);
  expect(new Set(proxy.asked)).toEqual(new Set([`${AMAZON}:443`]));
});

test("skill --push imports a package through the proxy", async () => {
  const { exitCode, stdout, stderr } = await link.run(["skill", "dev", "--push", "--yes"], {
    env: environment("HTTPS_PROXY"),
  });

  expect({ exitCode, printed: stdout + stderr }).toMatchObject({ exitCode: 0 });
  expect(proxy.asked).toContain(`${AMAZON}:443`);
  expect(stdout + stderr).not.toContain(PASSWORD);
});

const credentials = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "example-secret" };

test("doctor asks the link, Amazon and AWS through the proxy, and says so of each when it refuses", async () => {
  const through = await link.run(["doctor", "dev", "--json"], {
    env: { ...environment("HTTPS_PROXY"), ...credentials },
  });
  const asked = new Set(proxy.asked);
  const refused = await link.run(["doctor", "dev"], {
    env: { ...environment("HTTPS_PROXY", "another-p4ssword"), ...credentials },
  });

  expect(asked).toEqual(new Set([AMAZON, ...LINK, ...AWS].map((host) => `${host}:443`)));
  expect(through.stdout).not.toMatch(/could not be reached|ENOTFOUND|EAI_AGAIN/);
  // Nothing was seen of the link.
  expect(refused.exitCode).toBe(3);
  expect(refused.stdout).toMatch(/the proxy 127\.0\.0\.1:\d+: it answered 407/);
  expect(through.stdout + through.stderr + refused.stdout + refused.stderr).not.toMatch(/p4ssword/);
});

test("doctor finds nothing wrong with a link that a proxy which does not answer keeps it from", async () => {
  const dead = createTcpServer(() => {}).listen(0, "127.0.0.1");
  await once(dead, "listening");
  const { port } = dead.address() as AddressInfo;

  const silent = await link.run(["doctor", "dev", "--json", "--skip", "aws", "smapi"], {
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
  });
  dead.close();
  const gone = await link.run(["doctor", "dev", "--json", "--skip", "aws", "smapi"], {
    env: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
  });

  for (const { exitCode, stdout } of [silent, gone]) {
    const { results } = JSON.parse(stdout) as { results: readonly { status: string; seen: string }[] };
    expect(exitCode).toBe(3);
    expect(results.filter(({ status }) => status === "fail")).toEqual([]);
    expect(results.map(({ seen }) => seen).join("\n")).toMatch(/no way to \S+ and to \S+: the proxy 127\.0\.0\.1/);
  }
});

test("doctor goes straight to the hosts that NO_PROXY names", async () => {
  await link.run(["doctor", "dev", "--skip", "aws"], {
    env: { ...environment("HTTPS_PROXY"), NO_PROXY: ".amazoncognito.com,cognito-idp.us-east-1.amazonaws.com" },
  });

  expect(new Set(proxy.asked)).toEqual(new Set([`${AMAZON}:443`]));
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
