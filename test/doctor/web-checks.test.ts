/** What comes over the network: each case, and that nothing else is found with it. */

import type { HttpAnswer, HttpOutcome } from "../../common/http-outcome";
import { ProxyFailure } from "../../common/http-proxy";
import type { CheckResult } from "../../doctor/check";
import type { ServerCertificate, Web } from "../../doctor/web";
import { NotOnThisMachine } from "../../doctor/web";
import { ACCOUNT_LINKING } from "../contract/account-linking";
import { notable, resultOf, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => world.stop());

const {
  authorization_uri: AUTHORIZE,
  access_token_uri: TOKEN,
  user_info_uri: USER_INFO,
  issuer: ISSUER,
} = ACCOUNT_LINKING;
const KEYS = `${ISSUER}/.well-known/jwks.json`;
const DISCOVERY = `${ISSUER}/.well-known/openid-configuration`;
const [NA = "", EU = "", FE = ""] = ACCOUNT_LINKING.redirect_uris;
const DAY = 86_400_000;
const DOMAIN_HOST = new URL(AUTHORIZE).hostname;

type Answers = Readonly<Record<string, Partial<HttpAnswer> | HttpOutcome>>;

const to = (location: string) => ({ status: 302, headers: { location } });
const json = (status: number, body: unknown, headers = {}) => ({ status, body: JSON.stringify(body), headers });
const oauth = (status: number, error: string, headers = {}) =>
  json(status, { error }, { date: new Date().toUTCString(), "cache-control": "no-store", ...headers });
const cut = { kind: "no connection", reason: "cut" } as const;
const documented = (change: object) => ({
  issuer: ISSUER,
  authorization_endpoint: AUTHORIZE,
  token_endpoint: TOKEN,
  ...change,
});

const examine = async (answers: Answers, others: Partial<Web> = {}): Promise<readonly CheckResult[]> =>
  // From outside alone, so that what is seen is what came over the network.
  world.examine({ web: world.webWith(answers, others), aws: undefined, smapi: undefined });

const CASES: readonly (readonly [when: string, answers: Answers, expected: readonly string[]])[] = [
  [
    "the sign-in page comes at once",
    { [AUTHORIZE]: { body: "<form>" } },
    ["fail wrong-redirect-uri: redirect-uri-not-checked"],
  ],
  [
    "the sign-in is another provider's",
    { [AUTHORIZE]: to("https://login.example/start?x=1") },
    ["fail wrong-redirect-uri: redirect-uri-not-checked"],
  ],
  [
    "the page says that there are none",
    { [`${new URL(AUTHORIZE).origin}/login`]: { body: "<p>Login pages unavailable.</p>" } },
    ["fail sign-in-page: managed-login-without-branding"],
  ],
  [
    "the page fails",
    { [`${new URL(AUTHORIZE).origin}/login`]: { status: 503 } },
    ["fail sign-in-page: sign-in-failed"],
  ],
  [
    "the page does not come",
    { [`${new URL(AUTHORIZE).origin}/login`]: { kind: "too slow", waitedMs: 5000 } },
    ["fail sign-in-page: unreachable"],
  ],
  ["the authorization URI refuses everybody", { [AUTHORIZE]: { status: 403 } }, ["fail sign-in-page: sign-in-failed"]],
  ["the authorization URI is out of order", { [AUTHORIZE]: { status: 500 } }, ["fail sign-in-page: sign-in-failed"]],
  ["a long URL is refused", { [AUTHORIZE]: { status: 414 } }, ["fail sign-in-page: state-changed"]],
  [
    "the state is cut",
    { [AUTHORIZE]: to("/login?state=short") },
    ["fail sign-in-page: state-changed", "fail wrong-redirect-uri: redirect-uri-not-checked"],
  ],
  ["the client is not known", { [AUTHORIZE]: to("/error?error=invalid_client") }, ["fail sign-in-page: wrong-client"]],
  [
    "the redirect URIs are refused",
    { [AUTHORIZE]: to("/error?error=redirect_mismatch") },
    ["fail redirect-uris: redirect-mismatch"],
  ],
  [
    "the grant is not allowed",
    { [AUTHORIZE]: to(`${EU}?error=unauthorized_client`) },
    ["fail sign-in-page: grant-not-allowed", "fail wrong-redirect-uri: redirect-uri-not-checked"],
  ],
  ["nothing comes from the domain", { [new URL(AUTHORIZE).origin]: cut }, ["fail sign-in-page: unreachable"]],
  ["nothing comes from the access token URI", { [TOKEN]: cut }, ["fail token-latency: unreachable"]],
  [
    "the access token URI takes too long",
    { [TOKEN]: { kind: "too slow", waitedMs: 6000 } },
    ["fail token-latency: token-uri-slow"],
  ],
  [
    "it takes longer than Alexa waits",
    { [TOKEN]: { ...oauth(400, "invalid_client"), durationMs: 4501 } },
    ["fail token-latency: token-uri-slow", "fail token-secret: wrong-secret"],
  ],
  [
    "it takes half of that",
    { [TOKEN]: { ...oauth(400, "invalid_client"), durationMs: 2000 } },
    ["warn token-latency: token-uri-slow", "fail token-secret: wrong-secret"],
  ],
  ["it takes any secret", { [TOKEN]: oauth(400, "invalid_grant") }, ["fail token-wrong-secret: secret-not-checked"]],
  [
    "it gives tokens for anything",
    {
      [TOKEN]: json(
        200,
        { access_token: "a", token_type: "Bearer", expires_in: 1 },
        { "cache-control": "no-store", date: new Date().toUTCString() },
      ),
    },
    ["fail token-secret: token-response-unusable"],
  ],
  [
    "it is a page",
    { [TOKEN]: { status: 404, body: "<html>", headers: { date: new Date().toUTCString() } } },
    ["fail token-secret: token-uri-failed"],
  ],
  ["it is out of order", { [TOKEN]: { status: 503 } }, ["fail token-secret: token-uri-failed", "unknown clock"]],
  [
    "it does not allow the grant",
    { [TOKEN]: oauth(400, "unauthorized_client") },
    ["fail token-secret: grant-not-allowed"],
  ],
  [
    "caches may keep its answers",
    { [TOKEN]: oauth(400, "invalid_client", { "cache-control": "max-age=60" }) },
    ["fail token-secret: wrong-secret", "warn token-no-store: token-answer-kept"],
  ],
  [
    "it says nothing about caches",
    { [TOKEN]: oauth(400, "invalid_client", { "cache-control": "" }) },
    ["fail token-secret: wrong-secret", "warn token-no-store: token-answer-kept"],
  ],
  [
    "its clock is 10 minutes ahead",
    { [TOKEN]: oauth(400, "invalid_client", { date: new Date(Date.now() + 600_000).toUTCString() }) },
    ["fail token-secret: wrong-secret", "fail clock: clock-skewed"],
  ],
  [
    "its clock is 2 minutes behind",
    { [TOKEN]: oauth(400, "invalid_client", { date: new Date(Date.now() - 120_000).toUTCString() }) },
    ["fail token-secret: wrong-secret", "warn clock: clock-skewed"],
  ],
  ["the user-info URI is gone", { [USER_INFO]: { status: 404 } }, ["fail user-info: user-info-unusable"]],
  [
    "the user-info URI answers anybody",
    { [USER_INFO]: json(200, { sub: "1" }) },
    ["fail user-info: user-info-unusable"],
  ],
  ["the user-info URI refuses with 401", { [USER_INFO]: { status: 401 } }, []],
  ["the user-info URI is out of order", { [USER_INFO]: { status: 502 } }, ["unknown user-info"]],
  ["nothing comes from the user-info URI", { [USER_INFO]: cut }, ["fail user-info: unreachable"]],
  ["there are no keys", { [KEYS]: json(200, { keys: [] }) }, ["fail signing-keys: issuer-unusable"]],
  [
    "the keys are of no use",
    {
      [KEYS]: json(200, { keys: [{ kty: "EC", kid: "1" }, { kty: "RSA" }, { kty: "RSA", kid: "1", e: "AQAB" }, null] }),
    },
    ["fail signing-keys: issuer-unusable"],
  ],
  ["the keys are no JSON", { [KEYS]: { body: "<html>" } }, ["fail signing-keys: issuer-unusable"]],
  ["nothing comes from the issuer", { [ISSUER]: cut }, ["fail signing-keys: unreachable"]],
  ["the discovery document is not there", { [DISCOVERY]: { status: 404 } }, ["fail discovery: issuer-unusable"]],
  ["the discovery document is not a document", { [DISCOVERY]: json(200, ["x"]) }, ["fail discovery: issuer-unusable"]],
  ["nothing comes in place of the discovery document", { [DISCOVERY]: cut }, ["fail discovery: unreachable"]],
  [
    "the issuer calls itself otherwise",
    { [DISCOVERY]: json(200, documented({ issuer: `${ISSUER}2` })) },
    ["fail discovery: issuer-unusable"],
  ],
  [
    "the pool has another domain",
    { [DISCOVERY]: json(200, documented({ token_endpoint: "https://sign-in.example/oauth2/token" })) },
    ["warn discovery: domain-differs"],
  ],
];

test.each(CASES)("it is found, when %s", async (_, answers, expected) => {
  expect(notable(await examine(answers))).toEqual(expected);
});

test("one redirect URI that got no answer is not said to be taken", async () => {
  const web = world.webWith({});
  const send: Web["send"] = (request) => (request.url.includes("layla") ? Promise.resolve(cut) : web.send(request));
  expect(notable(await examine({}, { send }))).toEqual(["unknown redirect-uris"]);
});

test("each redirect URI that is refused is named, and what is registered as far as it shows", async () => {
  const web = world.webWith({});
  const mismatch = {
    kind: "answer",
    ...to("/error?error=redirect_mismatch"),
    body: "",
    cookies: [],
    durationMs: 1,
  } as const;
  const send: Web["send"] = (request) =>
    /layla|co\.jp/.test(request.url) ? Promise.resolve(mismatch) : web.send(request);
  const { code, seen } = resultOf(await examine({}, { send }), "redirect-uris");
  expect(code).toBe("missing-region-redirect-uri");
  for (const uri of [NA, EU, FE]) {
    expect(seen).toContain(uri);
  }
});

test("a redirect URI without a vendor id that is refused is named", async () => {
  const uri = "https://skills.example.com/back";
  const accountLinking = { ...ACCOUNT_LINKING, redirect_uris: [...ACCOUNT_LINKING.redirect_uris, uri] };
  const results = await world.examine({ accountLinking, aws: undefined, smapi: undefined });
  expect(resultOf(results, "redirect-uris")).toMatchObject({
    status: "fail",
    code: "redirect-mismatch",
    seen: expect.stringContaining(uri),
  });
});

test("without a redirect URI there is nothing to ask with", async () => {
  const results = await world.examine({ accountLinking: { ...ACCOUNT_LINKING, redirect_uris: [] }, aws: undefined });
  expect(resultOf(results, "sign-in-page").status).toBe("unknown");
});

test.each([
  ["authorization-uri-unusable", `${AUTHORIZE}?state=1`],
  ["authorization-uri-unusable", AUTHORIZE.replace("https:", "http:")],
  ["authorization-uri-unusable", "not a URI"],
  ["issuer-for-domain", `${ISSUER}/oauth2/authorize`],
  ["trailing-slash", `${AUTHORIZE}/`],
])("an authorization URI that is %s is found: %s", async (code, authorization_uri) => {
  const results = await world.examine({
    accountLinking: { ...ACCOUNT_LINKING, authorization_uri },
    aws: undefined,
    smapi: undefined,
  });
  expect(resultOf(results, "authorization-uri")).toMatchObject({ status: "fail", code });
  expect(resultOf(results, "sign-in-page").status).not.toBe("fail");
});

test("Alexa's own form is asked: the scopes with %20, a state of 1,000 characters, UTF-8 forms", async () => {
  const web = world.webWith({});
  const sent: Parameters<Web["send"]>[0][] = [];
  const send: Web["send"] = (request) => {
    sent.push(request);
    return web.send(request);
  };
  await examine({}, { send });
  const asked = sent.find(({ url }) => url.startsWith(AUTHORIZE));
  expect(asked?.url).toContain("scope=openid%20profile");
  expect(new URL(asked?.url ?? "").searchParams.get("state")).toHaveLength(1000);
  const headers = sent.filter(({ url }) => url === TOKEN).map((it) => it.headers?.["content-type"]);
  expect(headers).toEqual(Array(2).fill("application/x-www-form-urlencoded;charset=UTF-8"));
});

describe("names and certificates", () => {
  const sound: ServerCertificate = { names: [DOMAIN_HOST], validTo: Date.now() + 90 * DAY, authorized: true };
  const named = {
    resolve: async () => ["127.0.0.1"],
    certificate: async () => sound,
  };
  const error = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };

  test("that are sound have no failure", async () => {
    const results = await examine({}, named);
    expect(notable(results)).toEqual([]);
    expect(resultOf(results, "domain-certificate")).toMatchObject({ status: "ok" });
  });

  test.each([
    ["ends in 13 days", { validTo: Date.now() + 13.5 * DAY }, ["warn domain-certificate: certificate-ends-soon"]],
    ["ends in 14 days", { validTo: Date.now() + 14.5 * DAY }, []],
    ["is not trusted", { authorized: false, reason: "CERT_HAS_EXPIRED" }, ["fail domain-certificate: unreachable"]],
  ])("a certificate that %s is found", async (_, change: Partial<ServerCertificate>, expected) => {
    // A server whose certificate is not trusted gives no answer at all.
    const answers: Answers = change.authorized === false ? { [new URL(AUTHORIZE).origin]: cut } : {};
    expect(notable(await examine(answers, { ...named, certificate: async () => ({ ...sound, ...change }) }))).toEqual(
      expected,
    );
  });

  test("a domain that does not resolve is one failure", async () => {
    const answers = { [new URL(AUTHORIZE).origin]: cut };
    const resolve: Web["resolve"] = (host) => (host === DOMAIN_HOST ? error("ENOTFOUND")() : named.resolve());
    const results = await examine(answers, { ...named, resolve, certificate: error("ENOTFOUND") });
    expect(notable(results)).toEqual(["fail domain-dns: unreachable"]);
  });

  test("an issuer that does not resolve is one failure", async () => {
    const resolve: Web["resolve"] = (host) => (host === DOMAIN_HOST ? named.resolve() : error("ENOTFOUND")());
    expect(notable(await examine({ [ISSUER]: cut }, { ...named, resolve }))).toEqual(["fail issuer-dns: unreachable"]);
  });

  test("a host that takes no connection is one failure", async () => {
    const answers = { [new URL(AUTHORIZE).origin]: cut };
    const results = await examine(answers, { ...named, certificate: error("ECONNREFUSED") });
    expect(notable(results)).toEqual(["fail domain-certificate: unreachable"]);
  });

  test.each(["ENOTFOUND", "EAI_AGAIN"])(
    "without a network (%s) nothing is known, and nothing is found",
    async (code) => {
      const offline = { resolve: error(code), certificate: error(code) };
      const results = await examine({ "https://": { kind: "no connection", reason: code } }, offline);
      const statuses = new Set(results.filter(({ name }) => name !== "authorization-uri").map(({ status }) => status));
      // Skipped are AWS and SMAPI, which were not asked.
      expect(statuses).toEqual(new Set(["unknown", "skip"]));
      expect(resultOf(results, "sign-in-page")).toMatchObject({
        status: "unknown",
        seen: expect.stringMatching(/no network/),
      });
      expect(resultOf(results, "token-secret").status).toBe("unknown");
    },
  );

  test("behind a proxy that lets nothing through nothing is found, behind one that refuses the domain that is", async () => {
    const resolve: Web["resolve"] = () => Promise.reject(new NotOnThisMachine("The proxy resolves names."));
    const refusing =
      (refused: string): Web["certificate"] =>
      async (host) => {
        if (host.includes(refused)) {
          throw new ProxyFailure("the proxy a.example:1: it answered 502", false);
        }
        return named.certificate();
      };
    const refusal = { kind: "no connection", reason: "the proxy a.example:1: it answered 502" } as const;

    const all = await examine({ "https://": refusal }, { resolve, certificate: refusing("") });
    const one = await examine(
      { [new URL(AUTHORIZE).origin]: refusal },
      { resolve, certificate: refusing(DOMAIN_HOST) },
    );

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["ok", "unknown", "skip"]));
    expect(resultOf(all, "sign-in-page").seen).toMatch(/^There is no way to \S+ and to \S+: the proxy a\.example:1/);
    expect(notable(one)).toEqual(["fail domain-certificate: unreachable"]);
  });
});
