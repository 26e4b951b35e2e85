/** Alexa's side of the link against authorization servers that oidc-provider, an independent library, serves. */
import type { LinkResult } from "../../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { link, serve, signIn, stopServers, world } from "./alexa-world";
import type { OAuthServerSettings } from "./oauth-server";
import { ALL_REDIRECT_URIS, HOST, OAuthServers, RIGHT_FORM, SKILL_ID, VENDOR_ID } from "./oauth-server";

const servers = new OAuthServers();
afterAll(async () => {
  await servers.stop();
  await stopServers();
});

const codeOf = (result: LinkResult): string => (result.kind === "linked" ? "linked" : result.diagnosis.code);

const RIGHT: readonly [string, OAuthServerSettings, object, object][] = [
  ["Basic credentials", {}, {}, {}],
  ["Basic credentials with the client id in the body, too", {}, {}, { repeatClientId: true }],
  [
    "credentials in the body",
    { authMethod: "client_secret_post" },
    { accessTokenScheme: "REQUEST_BODY_CREDENTIALS" },
    {},
  ],
  ["PKCE and Basic credentials", { pkceRequired: true }, { pkce: true }, {}],
  [
    "PKCE and credentials in the body",
    { pkceRequired: true, authMethod: "client_secret_post" },
    { pkce: true, accessTokenScheme: "REQUEST_BODY_CREDENTIALS" },
    {},
  ],
];

describe("an account is linked", () => {
  test.each(RIGHT)("with %s", async (_, server, form, props) => {
    const it = world(await servers.start(server), form, props);
    expect(it.user.state).toBe("not linked");
    expect(await link(it)).toMatchObject({ kind: "linked", expiresInSeconds: 3600, scopes: ["openid", "profile"] });
    expect(it.user.state).toBe("linked");
    expect(await it.user.refresh()).toEqual({ kind: "refreshed", expiresInSeconds: 3600 });
    await it.user.say("open stack guide");
    expect(it.skill.last.context.System.user.accessToken).toEqual(expect.any(String));
  });

  test.each(["NA", "EU", "FE"] as const)("from the region %s, which picks its own redirect URI", async (region) => {
    const it = world(await servers.start(), {}, { region });
    const end = await signIn(it);
    expect(String(end)).toMatch(new RegExp(`^${ALL_REDIRECT_URIS[["NA", "EU", "FE"].indexOf(region)]}\\?`));
    expect(codeOf(await it.user.finishLink(String(end)))).toBe("linked");
  });

  test("again, with a new token, after the skill was disabled", async () => {
    const it = world(await servers.start());
    await link(it);
    const [first] = it.skill.received;
    await it.user.unlink();
    expect(it.user.state).toBe("not linked");
    await it.user.enable();
    expect(codeOf(await link(it))).toBe("linked");
    expect(it.skill.types).toEqual([
      "AlexaSkillEvent.SkillAccountLinked",
      "AlexaSkillEvent.SkillDisabled",
      "AlexaSkillEvent.SkillEnabled",
      "AlexaSkillEvent.SkillAccountLinked",
    ]);
    const users = it.skill.received.map(({ context }) => context.System.user);
    expect(users[3]?.accessToken).not.toBe(first?.context.System.user.accessToken);
    expect(users[1]?.userId).toBe(users[0]?.userId);
    expect(users[3]?.userId).not.toBe(users[0]?.userId);
  });

  test("and refreshed many times, by the same refresh token", async () => {
    const it = world(await servers.start());
    await link(it);
    for (let times = 0; times < 5; times++) {
      expect(await it.user.refresh()).toMatchObject({ kind: "refreshed" });
    }
  });

  test("while no exchange shows a secret, a code or a token", async () => {
    const it = world(await servers.start());
    const end = String(await signIn(it));
    await it.user.finishLink(end);
    await it.user.refresh();
    const shown = JSON.stringify(it.exchanges);
    const { accessToken } = it.skill.last.context.System.user;
    const basic = Buffer.from(`${RIGHT_FORM.clientId}:${RIGHT_FORM.clientSecret}`).toString("base64");
    for (const secret of [RIGHT_FORM.clientSecret, basic, new URL(end).searchParams.get("code"), accessToken]) {
      expect(shown.includes(String(secret))).toBe(false);
    }
    expect(it.exchanges.map(({ label, response }) => [label, response?.status])).toEqual([
      ["Alexa → access token URI", 200],
      ["Alexa → access token URI (refresh)", 200],
    ]);
    expect(it.exchanges[0]?.request.headers["content-type"]).toBe("application/x-www-form-urlencoded;charset=UTF-8");
  });
});

describe("the link fails for the reason it has", () => {
  const withUris = (redirectUris: readonly string[]) => ({ redirectUris });
  const others = (id: string) => ALL_REDIRECT_URIS.map((uri) => uri.replace(VENDOR_ID, id));

  test.each([
    ["redirect-mismatch", "another vendor id", others("M9SOMEBODYELSE"), ["M1EXAMPLE0DEV", "M9SOMEBODYELSE"]],
    ["skill-id-for-vendor-id", "the skill's id", others(SKILL_ID), [SKILL_ID, VENDOR_ID]],
    [
      "skill-id-for-vendor-id",
      "the skill's id in the form of a vendor id",
      others("M1A2B3C4D5E6F4A1B8C2D3E4F5A6B7C"),
      [VENDOR_ID],
    ],
    ["trailing-slash", "a slash at the end", ALL_REDIRECT_URIS.map((uri) => `${uri}/`), [`${VENDOR_ID}/`]],
    ["missing-region-redirect-uri", "the other regions only", ALL_REDIRECT_URIS.slice(1), ["pitangui.amazon.com"]],
  ] as const)("%s: registered is %s", async (code, _, redirectUris, told) => {
    const deployed = () => ({ redirect_uris: redirectUris, client_id: RIGHT_FORM.clientId, skill_ids: [SKILL_ID] });
    const it = world(await servers.start(withUris(redirectUris)), {}, { deployed });
    const result = await link(it);
    expect(codeOf(result)).toBe(code);
    for (const word of told) {
      expect(result.kind === "failed" && result.diagnosis.detail).toContain(word);
    }
    expect(it.user.state).toBe("not linked");
  });

  test("and only in one region, when only that one's redirect URI is missing", async () => {
    const origin = await servers.start(withUris(ALL_REDIRECT_URIS.slice(1)));
    const it = world(origin, {}, { deployed: undefined });
    expect(codeOf(await link(it))).toBe("redirect-mismatch");
    it.user.region = "EU";
    expect(codeOf(await link(it))).toBe("linked");
  });

  test.each([
    ["wrong-client", { clientId: "another-client" }],
    ["wrong-secret", { clientSecret: "not-the-secret-of-this-client-but-another" }],
    ["wrong-secret", { clientSecret: "not-the-secret", accessTokenScheme: "HTTP_BASIC" }],
    ["scope-not-allowed", { scopes: ["openid", "profile", "email"] }],
    ["wrong-uri", { accessTokenUri: `https://${HOST}/tokens` }],
    ["wrong-uri", { authorizationUri: `https://${HOST}/authorise` }],
  ] as const)("%s, when the form has %j", async (code, form) => {
    const it = world(await servers.start(), form as object);
    expect(codeOf(await link(it))).toBe(code);
  });

  test.each([
    ["wrong-client", { clientId: "another-client" }],
    ["wrong-secret", { clientSecret: "not-the-secret-of-this-client-but-another" }],
    ["scope-not-allowed", { scopes: ["openid", "profile", "email"] }],
  ] as const)("%s, also when nothing is known of what is deployed", async (code, form) => {
    const it = world(await servers.start(), form as object, { deployed: undefined });
    expect(codeOf(await link(it))).toBe(code);
  });

  test("issuer-for-domain", async () => {
    const host = "cognito-idp.us-east-1.amazonaws.com";
    const it = world(await servers.start(), { authorizationUri: `https://${host}/us-east-1_abc/oauth2/authorize` });
    it.hosts.add(host, await serve((_, response) => response.writeHead(404).end("<h1>Not found</h1>")));
    expect(codeOf(await link(it))).toBe("issuer-for-domain");
  });

  test("access-token-too-short, under 360 seconds", async () => {
    const short = world(await servers.start({ ttl: { AccessToken: 359 } }));
    const result = await link(short);
    expect(codeOf(result)).toBe("access-token-too-short");
    expect(result.kind === "failed" && result.diagnosis.detail).toMatch(/359 s.*360 s/);
    expect(codeOf(await link(world(await servers.start({ ttl: { AccessToken: 360 } }))))).toBe("linked");
  });

  test("pkce-mismatch, when the server insists on PKCE and the form has it off", async () => {
    expect(codeOf(await link(world(await servers.start({ pkceRequired: true }))))).toBe("pkce-mismatch");
  });

  test.each([
    [true, false],
    [false, true],
  ])("pkce-mismatch, when PKCE goes from %s to %s between the two requests", async (before, after) => {
    const it = world(await servers.start(), { pkce: before });
    const end = String(await signIn(it));
    it.user.setSettings({ pkce: after });
    // Without a challenge there is no verifier to send either; then nothing is wrong.
    expect(codeOf(await it.user.finishLink(end))).toBe(before ? "pkce-mismatch" : "linked");
  });

  test("code-reused, when the redirect comes a second time", async () => {
    const it = world(await servers.start());
    const end = String(await signIn(it));
    expect(codeOf(await it.user.finishLink(end))).toBe("linked");
    expect(codeOf(await it.user.finishLink(end))).toBe("code-reused");
  });

  test("code-expired, when the code was answered too late", async () => {
    const origin = await servers.start({ ttl: { AuthorizationCode: 1 } });
    const it = world(origin);
    const end = String(await signIn(it));
    // The first try tells Alexa when the browser came back; the token server is away.
    it.hosts.add(HOST, "http://127.0.0.1:9");
    expect(codeOf(await it.user.finishLink(end))).toBe("unreachable");
    it.advance(301);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    it.hosts.add(HOST, origin);
    expect(codeOf(await it.user.finishLink(end))).toBe("code-expired");
  });

  test("unreachable, when no server stands for the host", async () => {
    const result = await link(world(undefined));
    expect(codeOf(result)).toBe("unreachable");
  });
});

describe("a link that breaks later", () => {
  test("refresh-token-rotated: Alexa sends the old one again, and the server has none of it", async () => {
    const it = world(await servers.start({ rotate: true }));
    await link(it);
    expect(await it.user.refresh()).toMatchObject({ kind: "refreshed" });
    expect(await it.user.refresh()).toMatchObject({ kind: "failed", diagnosis: { code: "refresh-token-rotated" } });
    expect(it.user.state).toBe("link broken");
    // Asked again, it says the same without another request.
    const { length } = it.exchanges;
    expect(await it.user.refresh()).toMatchObject({ kind: "failed", diagnosis: { code: "refresh-token-rotated" } });
    expect(it.exchanges).toHaveLength(length);
  });

  test("refresh-token-expired: from then on the skill gets no token, until the account is linked again", async () => {
    const it = world(await servers.start({ ttl: { RefreshToken: 1 } }));
    await link(it);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    it.advance(3500);
    const turn = await it.user.say("open stack guide");
    expect(turn).toMatchObject({ request: { linked: false }, diagnosis: { code: "refresh-token-expired" } });
    expect(it.skill.last.context.System.user.accessToken).toBeUndefined();
    expect(it.skill.last.session?.user.accessToken).toBeUndefined();
    expect(it.user.state).toBe("link broken");
    expect(codeOf(await link(it))).toBe("linked");
    expect(await it.user.say("open stack guide")).toMatchObject({ request: { linked: true } });
    expect(it.user.state).toBe("linked");
  });

  test("refresh-token-missing: the link lasts as long as the first access token", async () => {
    const it = world(await servers.start({ refreshTokens: false }));
    await link(it);
    it.advance(3500);
    expect(await it.user.say("open stack guide")).toMatchObject({ request: { linked: true } });
    it.advance(101);
    const turn = await it.user.say("open stack guide");
    expect(turn).toMatchObject({ request: { linked: false }, diagnosis: { code: "refresh-token-missing" } });
  });

  test("the secret was changed: the next refresh tells", async () => {
    const it = world(await servers.start());
    await link(it);
    it.user.setSettings({ clientSecret: "another-secret" });
    expect(await it.user.say("open stack guide")).toMatchObject({ request: { linked: true } });
    it.advance(3400);
    expect(await it.user.say("open stack guide")).toMatchObject({
      request: { linked: false },
      diagnosis: { code: "wrong-secret" },
    });
  });

  test("a token server that is away for a while costs nothing while the access token is good", async () => {
    const origin = await servers.start();
    const it = world(origin);
    await link(it);
    it.advance(3400);
    it.hosts.add(HOST, "http://127.0.0.1:9");
    expect(await it.user.say("open stack guide")).toMatchObject({ request: { linked: true } });
    expect(it.user.state).toBe("linked");
    it.advance(300);
    expect(await it.user.say("open stack guide")).toMatchObject({
      request: { linked: false },
      diagnosis: { code: "unreachable" },
    });
    expect(it.user.state).toBe("link broken");
    it.hosts.add(HOST, origin);
    expect(await it.user.say("open stack guide")).toMatchObject({ request: { linked: true } });
    expect(it.user.state).toBe("linked");
  });
});

describe("refresh", () => {
  test("happens by itself before the access token runs out, and not earlier", async () => {
    const it = world(await servers.start());
    await link(it);
    const first = it.skill.last.context.System.user.accessToken;
    it.advance(3200);
    await it.user.say("open stack guide");
    expect(it.skill.last.context.System.user.accessToken).toBe(first);
    it.advance(110);
    await it.user.say("open stack guide");
    expect(it.skill.last.context.System.user.accessToken).not.toBe(first);
  });

  test("is one request, however many ask for it at once", async () => {
    const it = world(await servers.start());
    await link(it);
    const results = await Promise.all([it.user.refresh(), it.user.refresh(), it.user.refresh()]);
    expect(results.map(({ kind }) => kind)).toEqual(["refreshed", "refreshed", "refreshed"]);
    expect(it.exchanges.filter(({ label }) => label.includes("refresh"))).toHaveLength(1);
  });

  test("is nothing without a link", async () => {
    expect(await world(await servers.start()).user.refresh()).toEqual({ kind: "not linked" });
  });
});

describe("the browser without a window", () => {
  test("ends where Alexa's redirect URI begins", async () => {
    const it = world(await servers.start());
    const end = await new HeadlessBrowser({ hosts: it.hosts }).signIn(it.user.beginLink().url, {
      username: "ada",
      password: "secret",
    });
    expect(end).toMatchObject({ kind: "redirected" });
  });
});
