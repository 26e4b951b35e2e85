/** What no well-behaved authorization server does, but servers, proxies and people do. */
import { LINK_FAILURES } from "../../../alexa/diagnosis/link-failures";
import type { LinkResult } from "../../../local/alexa/alexa-user";
import { happened, passUntil, resumeTime, stopTime } from "../../passing-time";
import type { Answer } from "./alexa-world";
import { jwt, link, says, serve, serveTokens, signIn, stopServers, TOKENS, world } from "./alexa-world";
import { ALL_REDIRECT_URIS, DEPLOYED, HOST } from "./oauth-server";

afterAll(stopServers);

const codeOf = (result: LinkResult): string => (result.kind === "linked" ? "linked" : result.diagnosis.code);

const answering = (answer: Answer) => async () => world(await serveTokens(() => answer));

describe("the access token URI", () => {
  test.each([
    ["is a page", "token-response-unusable", { body: "<h1>Welcome</h1>" }],
    ["answers a list", "token-response-unusable", { body: [] }],
    ["answers null", "token-response-unusable", { body: "null" }],
    ["gives no access token", "token-response-unusable", { body: { ...TOKENS, access_token: undefined } }],
    ["gives an empty access token", "token-response-unusable", { body: { ...TOKENS, access_token: "" } }],
    ["gives no token type", "token-response-unusable", { body: { ...TOKENS, token_type: undefined } }],
    ["gives a MAC token", "token-response-unusable", { body: { ...TOKENS, token_type: "mac" } }],
    ["does not say how long", "token-response-unusable", { body: { ...TOKENS, expires_in: undefined } }],
    ["says how long in words", "token-response-unusable", { body: { ...TOKENS, expires_in: "3600" } }],
    ["gives a token of 359 seconds", "access-token-too-short", { body: { ...TOKENS, expires_in: 359 } }],
    ["gives a token that has expired", "access-token-too-short", { body: { ...TOKENS, expires_in: -1 } }],
    ["redirects", "token-uri-failed", { status: 302, body: "" }],
    ["is out of order", "token-uri-failed", { status: 503, body: "busy" }],
    ["refuses the grant", "grant-not-allowed", { status: 400, body: { error: "unauthorized_client" } }],
    ["refuses the code", "code-refused", { status: 400, body: { error: "invalid_grant" } }],
    ["refuses the secret", "wrong-secret", { status: 400, body: { error: "invalid_client" } }],
    ["refuses a scope", "scope-not-allowed", { status: 400, body: { error: "invalid_scope" } }],
    [
      "refuses the verifier",
      "pkce-mismatch",
      { status: 400, body: { error: "invalid_grant", error_description: "code_verifier does not match" } },
    ],
    ["says something new", "token-uri-failed", { status: 400, body: { error: "teapot" } }],
  ] as const)("%s: %s", async (_, code, answer) => {
    const it = await answering(answer)();
    expect(codeOf(await link(it))).toBe(code);
    expect(it.user.state).toBe("not linked");
    expect(it.skill.received).toEqual([]);
  });

  describe("is slow", () => {
    beforeEach(stopTime);
    afterEach(resumeTime);

    /** A sign-in up to where the access token URI was asked for tokens. */
    const asked = async (delayMs: number) => {
      let isAsked = false;
      const it = world(
        await serveTokens(() => {
          isAsked = true;
          return { delayMs, body: TOKENS };
        }),
      );
      const result = link(it);
      await happened(() => isAsked);
      return { it, result };
    };

    test("takes longer than 4.5 seconds: token-uri-slow", async () => {
      const { it, result } = await asked(10_000);
      const began = performance.now();
      const found = await passUntil(result);
      expect(codeOf(found)).toBe("token-uri-slow");
      expect(found.kind === "failed" && found.diagnosis.detail).toContain("4.5 s");
      expect(performance.now() - began).toBeGreaterThanOrEqual(4400);
      expect(it.exchanges[0]?.response).toBeUndefined();
    });

    test("takes 4 seconds: that is fast enough", async () => {
      const { result } = await asked(4000);
      await jest.advanceTimersByTimeAsync(4000);
      expect(codeOf(await result)).toBe("linked");
    });

    test("begins its answer in time, and does not end it: token-uri-slow", async () => {
      let isAsked = false;
      const it = world(
        await serve((request, response) => {
          const query = new URL(request.url ?? "/", "https://x").searchParams;
          const back = new URLSearchParams({ code: "a-code", state: query.get("state") ?? "" });
          if (request.method === "GET") {
            response.writeHead(302, { location: `${query.get("redirect_uri")}?${back}` }).end();
          } else {
            response.writeHead(200).write('{"access_token":');
            isAsked = true;
          }
        }),
      );
      const result = link(it);
      await happened(() => isAsked);
      expect(codeOf(await passUntil(result))).toBe("token-uri-slow");
    });
  });

  test("breaks the connection: unreachable", async () => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    const end = String(await signIn(it));
    it.hosts.add(HOST, await serve((request) => request.socket.destroy()));
    expect(codeOf(await it.user.finishLink(end))).toBe("unreachable");
  });

  test("never ends: what comes is not read beyond a megabyte", async () => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    const end = String(await signIn(it));
    it.hosts.add(
      HOST,
      await serve((_, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write("x".repeat(65536))) {}
        };
        response.on("drain", more);
        more();
      }),
    );
    expect(codeOf(await it.user.finishLink(end))).toBe("unreachable");
  });

  test.each([
    ["trailing-slash", `https://${HOST}/token/`, () => DEPLOYED],
    ["trailing-slash", `https://${HOST}/token/`, undefined],
    ["wrong-uri", `https://${HOST}/oauth/token`, () => DEPLOYED],
    ["issuer-for-domain", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a/oauth2/token", () => DEPLOYED],
    ["issuer-for-domain", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a/oauth2/token", undefined],
  ])("is not there: %s for %s", async (code, accessTokenUri, deployed) => {
    const origin = await serveTokens(() => ({ status: 404, body: "Not found" }));
    const it = world(origin, { accessTokenUri }, { deployed });
    it.hosts.add("cognito-idp.us-east-1.amazonaws.com", origin);
    expect(codeOf(await link(it))).toBe(code);
  });
});

describe("the sign-in page", () => {
  const page = async (status: number, path: string, text = "") => {
    const origin = await serve((request, response) =>
      request.url?.startsWith(path.split("?")[0] ?? "")
        ? response.writeHead(status).end(`<html><script>ignored</script><h1>${text}</h1></html>`)
        : response.writeHead(302, { location: path }).end(),
    );
    return world(origin);
  };

  test.each([
    ["managed-login-without-branding", "/login", "Login pages unavailable. Please contact an administrator."],
    ["managed-login-without-branding", "/error?error=Login+pages+unavailable", ""],
    ["missing-region-redirect-uri", "/error?error=redirect_mismatch&client_id=alexa-client", ""],
    ["wrong-client", "/error?error=invalid_client", ""],
    ["wrong-client", "/error?error=Client+does+not+exist", ""],
    ["scope-not-allowed", "/error?error=invalid_scope", ""],
    ["sign-in-failed", "/error?error=Something+went+wrong", "Oh no"],
    ["sign-in-failed", "/maintenance", "Back soon"],
  ])("ends with %s on %s %s", async (code, path, text) => {
    expect(codeOf(await link(await page(400, path, text)))).toBe(code);
  });

  test("cannot be opened: unreachable", async () => {
    expect(codeOf(await link(world("http://127.0.0.1:9")))).toBe("unreachable");
    expect(codeOf(world(undefined).user.failLink("chrome-error://chromewebdata/"))).toBe("unreachable");
  });

  test("redirects in circles: sign-in-failed", async () => {
    const it = world(await serve((_, response) => response.writeHead(302, { location: "/again" }).end()));
    expect(codeOf(await link(it))).toBe("sign-in-failed");
  });
});

describe("the redirect", () => {
  const back = (parameters: Record<string, string>): string =>
    `${ALL_REDIRECT_URIS[0]}?${new URLSearchParams(parameters)}`;

  test.each([
    ["state-changed", { code: "a", state: "another" }],
    ["state-changed", { code: "a" }],
    ["code-missing", { state: "STATE" }],
    ["code-missing", { state: "STATE", code: "" }],
    ["access-denied", { state: "STATE", error: "access_denied" }],
    ["scope-not-allowed", { state: "STATE", error: "invalid_scope" }],
    ["scope-not-allowed", { state: "STATE", error: "invalid_request", error_description: "invalid_scope" }],
    ["grant-not-allowed", { state: "STATE", error: "unauthorized_client" }],
    ["sign-in-failed", { state: "STATE", error: "server_error" }],
    ["sign-in-failed", { state: "STATE", error: "invalid_request" }],
    ["pkce-mismatch", { state: "STATE", error: "invalid_request", error_description: "code_challenge required" }],
  ])("brings %s for %j", async (code, parameters) => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    const state = new URL(it.user.beginLink().url).searchParams.get("state") ?? "";
    const sent = Object.entries(parameters).map(([name, value]) => [name, value.replace("STATE", state)]);
    expect(codeOf(await it.user.finishLink(back(Object.fromEntries(sent))))).toBe(code);
    expect(it.exchanges).toEqual([]);
  });

  test("with a state that was cut short does not link", async () => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    const end = String(await signIn(it));
    const cut = end.replace(/(state=.{512})[^&]*/, "$1");
    expect(cut).not.toBe(end);
    expect(codeOf(await it.user.finishLink(cut))).toBe("state-changed");
  });

  test("of an attempt before this one does not link", async () => {
    const it = world(await serveTokens(() => ({ body: TOKENS })));
    const first = String(await signIn(it));
    it.user.beginLink();
    expect(codeOf(await it.user.finishLink(first))).toBe("state-changed");
  });

  test.each(["https://evil.example/api/skill/link/M1?code=a", "nonsense", ""])(
    "to another place does not link: %s",
    async (url) => {
      const it = world(await serveTokens(() => ({ body: TOKENS })));
      it.user.beginLink();
      expect(codeOf(await it.user.finishLink(url))).toBe("state-changed");
    },
  );

  test("without a beginning does not link", async () => {
    const it = world(undefined);
    expect(codeOf(await it.user.finishLink(back({ code: "a", state: "b" })))).toBe("state-changed");
  });
});

describe("the skill asks for the link although it got a token", () => {
  const now = Math.floor(Date.now() / 1000);

  test.each([
    ["token-of-another-client", { client_id: "another-client" }],
    ["token-of-another-client", { iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other" }],
    ["clock-skewed", { iat: now - 7200, exp: now - 3600 }],
    ["clock-skewed", { iat: now + 600, exp: now + 4200 }],
    ["scope-missing", { scope: "openid" }],
    ["scope-missing", { scope: undefined }],
    ["token-refused", {}],
  ])("%s for %j", async (code, claims) => {
    const it = await answering({ body: { ...TOKENS, access_token: jwt(claims) } })();
    it.skill.answer = () => says("Please link your account.", { card: { type: "LinkAccount" } });
    expect(codeOf(await link(it))).toBe("linked");
    const turn = await it.user.say("ask stack guide what is your technology stack");
    expect(turn.request).toEqual({ type: "IntentRequest", intent: "TechnologyStackIntent", linked: true });
    expect(turn.diagnosis).toMatchObject({ code, ...LINK_FAILURES[code as keyof typeof LINK_FAILURES] });
  });

  test("token-refused, when the token is no JWT", async () => {
    const it = await answering({ body: TOKENS })();
    it.skill.answer = () => says("Please link your account.", { card: { type: "LinkAccount" } });
    await link(it);
    expect((await it.user.say("open stack guide")).diagnosis?.code).toBe("token-refused");
  });

  test("nothing is wrong, when the skill answers", async () => {
    const it = await answering({ body: { ...TOKENS, access_token: jwt() } })();
    await link(it);
    expect((await it.user.say("open stack guide")).diagnosis).toBeUndefined();
  });
});

describe("the form", () => {
  test.each([
    `https://${HOST}/auth?state=1`,
    `https://${HOST}/auth?client_id=alexa-client`,
    `https://${HOST}/auth?lang=en&redirect_uri=x`,
    `http://${HOST}/auth`,
    `https://${HOST}:8443/auth`,
    `https://${HOST}/auth#top`,
    "sign-in.example.com/auth",
  ])("sends nobody to %s", (authorizationUri) => {
    const it = world(undefined, { authorizationUri });
    expect(() => it.user.beginLink()).toThrow(/^The authorization URI /);
    expect(codeOf(it.user.failLink(undefined))).toBe("authorization-uri-unusable");
  });
});
