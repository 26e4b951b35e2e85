import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import fc from "fast-check";
import type { ShownExchange } from "../../../local/shown-exchange";
import { describeWithMoto } from "../fixtures";
import type { Client } from "./sign-in-fixture";
import {
  claimsOf,
  clientSettings,
  createClient,
  createPool,
  ISSUER_HOST,
  pkce,
  REDIRECT_URI,
  SignInWorld,
} from "./sign-in-fixture";

jest.setTimeout(20_000);

describeWithMoto("the sign-in server's authorization endpoint", () => {
  const exchanges: ShownExchange[] = [];
  let world: SignInWorld;

  beforeAll(async () => {
    world = await SignInWorld.start({ onExchange: (exchange) => exchanges.push(exchange) });
  }, 60_000);

  afterAll(() => world?.stop());

  /** Where a request is sent, without following. */
  const location = async (path: string): Promise<string> => {
    // The server closes a connection that waits for five seconds, and a busy machine may use it a moment too late.
    const headers = { connection: "close" };
    const response = await fetch(`${world.origin}${path}`, { headers, redirect: "manual" });
    expect(response.status).toBe(302);
    return response.headers.get("location") ?? "";
  };

  const authorize = (changes: Readonly<Record<string, string | undefined>>) =>
    location(world.authorizationPath(changes));

  test("leads to the sign-in page, and after it back to the stand-in of the redirect URI with code and state", async () => {
    const { origin, pathname, searchParams } = await world.signIn();
    expect(origin + pathname).toBe("http://127.0.0.1:9/api/skill/link/M2VENDOR");
    expect([...searchParams.keys()]).toEqual(["code", "state"]);
    expect(searchParams.get("state")).toBe("state");
  });

  test("leads back to the redirect URI itself where nothing on this machine stands for it", async () => {
    const uri = "https://pitangui.amazon.com/api/skill/link/M2VENDOR";
    expect((await world.signIn({ redirect_uri: uri })).href).toMatch(`${uri}?code=`);
  });

  test("answers only GET, since Cognito documents no other", async () => {
    const response = await fetch(`${world.origin}${world.authorizationPath()}`, { method: "POST" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
  });

  describe("what no client may be told goes to Cognito's own error page", () => {
    test.each([
      ["with a slash at the end", `${REDIRECT_URI}/`],
      ["in another case", REDIRECT_URI.toUpperCase()],
      ["with a query", `${REDIRECT_URI}?x=1`],
      ["with the skill id for the vendor id", "https://layla.amazon.com/api/skill/link/amzn1.ask.skill.1"],
    ])("a redirect URI %s", async (_, redirect_uri) => {
      expect(await authorize({ redirect_uri })).toBe(`/error?error=redirect_mismatch&client_id=${world.client.id}`);
    });

    test.each(["unknown", "", "../../x", "a b", "ü"])("the client id %j", async (client_id) => {
      expect(await authorize({ client_id })).toMatch(/^\/error\?error=(invalid_client&|Required\+parameters\+missing)/);
    });

    test.each(["client_id", "redirect_uri"])("a missing %s", async (name) => {
      expect(await authorize({ [name]: undefined })).toBe("/error?error=Required+parameters+missing");
    });

    test("a redirect URI that comes twice", async () => {
      const path = `${world.authorizationPath()}&redirect_uri=${encodeURIComponent("https://evil.example")}`;
      expect(await location(path)).toMatch("error=redirect_mismatch");
    });

    test("where the page says what it means, with the status 400", async () => {
      const browser = await world.browser().open(world.authorizationPath({ redirect_uri: "https://evil.example" }));
      expect(browser.status).toBe(400);
      expect(browser.text).toMatch(/An error was encountered with the requested page\..*redirect_mismatch/s);
    });

    test("a registered URI never is one of them, any other always is (property)", async () => {
      const near = fc
        .tuple(fc.nat(REDIRECT_URI.length), fc.nat(2), fc.string({ minLength: 1, maxLength: 3 }))
        .map(([at, cut, put]) => REDIRECT_URI.slice(0, at) + put + REDIRECT_URI.slice(at + cut));
      const any = fc.oneof(near, fc.webUrl({ withQueryParameters: true }), fc.string({ minLength: 1 }));
      await fc.assert(
        fc.asyncProperty(any, async (redirect_uri) => {
          fc.pre(!clientSettings.CallbackURLs?.includes(redirect_uri));
          expect(await authorize({ redirect_uri })).toMatch(/^\/error\?error=redirect_mismatch&client_id=/);
        }),
        { numRuns: 100 },
      );
    }, 60_000);
  });

  describe("everything else is told to the client at its redirect URI, with the state", () => {
    test.each<[string, string, Readonly<Record<string, string | undefined>>]>([
      ["invalid_request", "no response type", { response_type: undefined }],
      ["invalid_request", "an unknown response type", { response_type: "id_token" }],
      ["unauthorized_client", "a grant that the client may not use", { response_type: "token" }],
      ["invalid_request", "a challenge without its method", { code_challenge: pkce().challenge }],
      ["invalid_request", "a method without a challenge", { code_challenge_method: "S256" }],
      ["invalid_request", "plain PKCE", { code_challenge: pkce().challenge, code_challenge_method: "plain" }],
      ["invalid_request", "a malformed challenge", { code_challenge: "short", code_challenge_method: "S256" }],
      ["invalid_scope", "a scope that is not on the client", { scope: "openid phone" }],
      ["invalid_scope", "an unknown scope", { scope: "openid everything" }],
      ["invalid_scope", "a profile without openid", { scope: "profile" }],
    ])("%s: %s", async (error, _, changes) => {
      const url = new URL(await authorize(changes));
      expect(url.origin + url.pathname).toBe("http://127.0.0.1:9/api/skill/link/M2VENDOR");
      expect([url.searchParams.get("error"), url.searchParams.get("state")]).toEqual([error, "state"]);
      expect(url.searchParams.has("code")).toBe(false);
    });

    test("invalid_request: a state that comes twice", async () => {
      expect(await location(`${world.authorizationPath()}&state=other`)).toMatch("error=invalid_request");
    });

    test("unauthorized_client: a client without the code grant", async () => {
      const client = await createClient(world.api, world.poolId, { AllowedOAuthFlowsUserPoolClient: false });
      expect(await authorize({ client_id: client.id })).toMatch("error=unauthorized_client");
    });

    test("in words that a client looks for either way", async () => {
      expect(await authorize({ scope: "openid phone" })).toMatch(
        /\?error_description=invalid_scope&state=state&error=invalid_scope$/,
      );
    });
  });

  test("brings any state back unchanged, the longest too (property)", async () => {
    const browser = world.browser();
    await world.signIn({}, browser);
    const state = fc.oneof(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
      fc.stringMatching(/^[\w.~!*'()+%&=;#?/-]{1000,1500}$/),
    );
    await fc.assert(
      fc.asyncProperty(state, async (state) => {
        await browser.open(world.authorizationPath({ state }));
        expect(new URL(browser.leftFor ?? "").searchParams.get("state")).toBe(state);
        const refused = await authorize({ state, scope: "none" });
        expect(new URL(refused).searchParams.get("state")).toBe(state);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test("gives exactly the scopes that were asked for, or invalid_scope (property)", async () => {
    const browser = world.browser();
    await world.signIn({}, browser);
    const names = ["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin", "mine"];
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), async (scopes) => {
        await browser.open(world.authorizationPath({ scope: scopes.join(" ") }));
        const { searchParams } = new URL(browser.leftFor ?? "");
        const allowed = scopes.every((scope) => clientSettings.AllowedOAuthScopes?.includes(scope));
        if (!allowed || !scopes.includes("openid")) {
          expect(searchParams.get("error")).toBe("invalid_scope");
          return;
        }
        const { body } = await world.redeem(searchParams.get("code") ?? "");
        const { scope } = JSON.parse(
          Buffer.from(String(body.access_token).split(".")[1] ?? "", "base64url").toString(),
        );
        expect(scope).toBe(scopes.join(" "));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test("without a scope asks for all of the client's", async () => {
    const { body } = await world.redeem(await world.code({ scope: undefined }));
    const { scope } = claimsOf(String(body.access_token));
    expect(scope).toBe("openid profile email");
  });

  describe("the browser's session", () => {
    test("makes a second authorization skip the page", async () => {
      const browser = world.browser();
      await world.signIn({}, browser);
      await browser.open(world.authorizationPath({ state: "second" }));
      expect(browser.leftFor).toMatch(/code=.*&state=second$/);
    });

    test("is kept in a cookie that scripts and other sites do not get", async () => {
      const browser = await world.browser().open(world.authorizationPath());
      const response = await fetch(`${world.origin}${browser.path}`, { redirect: "manual" });
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^XSRF-TOKEN-\w+=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/),
      ]);
      const signedIn = exchanges.filter(({ request }) => request.method === "POST").at(-1);
      expect(signedIn?.response?.headers["set-cookie"]).toMatch(
        /^cognito-\w+=••••; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3600$/,
      );
    });

    test("ends after an hour", async () => {
      const browser = world.browser();
      await world.signIn({}, browser);
      const now = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 3_601_000);
      try {
        await browser.open(world.authorizationPath());
      } finally {
        now.mockRestore();
      }
      expect(browser.path).toMatch(/^\/login/);
    });

    test("does not hold for another pool's domain", async () => {
      const other = await createPool(world.api, "elsewhere");
      const client: Client = await createClient(world.api, other.poolId);
      const origin = await world.domain.serve(other.host);
      const browser = world.browser();
      await world.signIn({}, browser);
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const path = world.authorizationPath({ client_id: client.id });
      const response = await fetch(`${origin}${path}`, { redirect: "manual", headers: { cookie } });
      expect(response.headers.get("location")).toMatch(/^\/login/);
    });

    test("is ended by /logout, which leads to a sign-out URL of the client", async () => {
      const browser = world.browser();
      await world.signIn({}, browser);
      await browser.open(
        `/logout?client_id=${world.client.id}&logout_uri=${encodeURIComponent("https://example.com/bye")}`,
      );
      expect(browser.leftFor).toBe("https://example.com/bye");
      await browser.open(world.authorizationPath());
      expect(browser.path).toMatch(/^\/login/);
    });

    test("is ended by /logout, which leads to the sign-in page with the parameters of an authorization request", async () => {
      const browser = world.browser();
      await world.signIn({}, browser);
      await browser.open(world.authorizationPath({}, "/logout"));
      expect(browser.path).toBe(world.authorizationPath({}, "/login"));
      await browser.open(world.authorizationPath());
      expect(browser.path).toMatch(/^\/login/);
    });
  });

  test.each([
    ["an unregistered sign-out URL", "logout_uri=https%3A%2F%2Fexample.com%2Fbye%2F", "redirect_mismatch"],
    ["no sign-out URL", "", "Required+parameters+missing"],
  ])("/logout answers %s with the error page", async (_, query, error) => {
    expect(await location(`/logout?client_id=${world.client.id}&${query}`)).toMatch(`/error?error=${error}`);
  });

  test("shows at once what Terraform changes: a redirect URI that was removed no longer works", async () => {
    const client = await createClient(world.api, world.poolId);
    const changes = { client_id: client.id };
    expect(await authorize(changes)).toMatch(/^\/login/);
    await world.api.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: world.poolId,
        ClientId: client.id,
        CallbackURLs: ["https://pitangui.amazon.com/api/skill/link/M2VENDOR"],
      }),
    );
    expect(await authorize(changes)).toMatch("/error?error=redirect_mismatch");
  });

  test("has no pages under managed login, as without a branding at Cognito", async () => {
    const { poolId, domain } = await createPool(world.api, "classic");
    const client = await createClient(world.api, poolId);
    await world.api.send(new DeleteUserPoolDomainCommand({ UserPoolId: poolId, Domain: domain }));
    await world.api.send(
      new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "managed", ManagedLoginVersion: 2 }),
    );
    const origin = await world.domain.serve("managed.auth.us-east-1.amazoncognito.com");
    const response = await fetch(`${origin}${world.authorizationPath({ client_id: client.id })}`);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining("Login pages unavailable."),
    ]);
  });

  describe("an origin of its own", () => {
    test("is opened once for a host and known to the map of hosts", async () => {
      expect(await world.domain.serve(world.host)).toBe(world.origin);
      expect(world.hosts.toLocal(`https://${world.host}/login`)).toBe(`${world.origin}/login`);
    });

    test("serves the configuration of OpenID Connect, with all endpoints on the domain", async () => {
      const origin = await world.domain.serve(ISSUER_HOST);
      const issuer = `https://${ISSUER_HOST}/${world.poolId}`;
      const response = await fetch(`${origin}/${world.poolId}/.well-known/openid-configuration`);
      expect(await response.json()).toEqual({
        authorization_endpoint: `https://${world.host}/oauth2/authorize`,
        end_session_endpoint: `https://${world.host}/logout`,
        id_token_signing_alg_values_supported: ["RS256"],
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
        response_types_supported: ["code", "token"],
        revocation_endpoint: `https://${world.host}/oauth2/revoke`,
        scopes_supported: ["openid", "email", "phone", "profile"],
        subject_types_supported: ["public"],
        token_endpoint: `https://${world.host}/oauth2/token`,
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        userinfo_endpoint: `https://${world.host}/oauth2/userInfo`,
      });
    });
  });

  test("reports each request with its secrets masked", async () => {
    exchanges.length = 0;
    const { refresh_token, access_token } = await world.tokens();
    await world.userInfo(access_token);
    expect(exchanges.map(({ label }) => label)).toEqual([
      "browser → authorization URI",
      "browser → sign-in page",
      "browser → sign-in page",
      "Alexa → access token URI",
      "skill → user info",
    ]);
    const text = JSON.stringify(exchanges);
    for (const secret of [world.ada.password, world.client.secret ?? "", refresh_token, access_token]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(encodeURIComponent(secret));
      expect(text).not.toContain(Buffer.from(`${world.client.id}:${secret}`).toString("base64"));
    }
    expect(exchanges[2]?.response?.headers.location).toMatch(/code=\w{4}…/);
    expect(exchanges[0]?.request.url).toMatch(`https://${world.host}/oauth2/authorize?`);
  });
});
