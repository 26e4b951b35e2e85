import { createHash } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createUser } from "../../../local/demo/demo-user";
import { describeWithMoto } from "../fixtures";
import type { Client, JsonAnswer, Tokens } from "./sign-in-fixture";
import { basic, claimsOf, createClient, ISSUER_HOST, pkce, REDIRECT_URI, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(20_000);

describeWithMoto("the sign-in server's token endpoint", () => {
  let world: SignInWorld;

  beforeAll(async () => {
    world = await SignInWorld.start();
  }, 60_000);

  afterAll(() => world?.stop());

  const errorOf = ({ status, body }: JsonAnswer) => [status, body];
  const invalidGrant = [400, { error: "invalid_grant" }];

  describe("redeems a code", () => {
    test("for tokens with exactly Cognito's claims, not to be kept by anybody on the way", async () => {
      const { status, headers, body } = await world.redeem(await world.code({ scope: "openid profile", nonce: "n" }));
      expect(status).toBe(200);
      expect(headers.get("content-type")).toBe("application/json;charset=UTF-8");
      expect(headers.get("cache-control")).toMatch(/no-store/);
      expect(Object.keys(body).sort()).toEqual([
        "access_token",
        "expires_in",
        "id_token",
        "refresh_token",
        "token_type",
      ]);
      expect(body).toMatchObject({ token_type: "Bearer", expires_in: 1800 });
      const { access_token, id_token, refresh_token } = body as unknown as Tokens;
      const iss = `https://${ISSUER_HOST}/${world.poolId}`;
      const access = claimsOf(access_token);
      expect(access).toEqual({
        sub: expect.any(String),
        iss,
        version: 2,
        client_id: world.client.id,
        origin_jti: expect.any(String),
        token_use: "access",
        scope: "openid profile",
        auth_time: expect.any(Number),
        exp: Number(access.iat) + 1800,
        iat: expect.any(Number),
        jti: expect.any(String),
        username: access.sub,
      });
      const id = claimsOf(id_token);
      expect(id).toEqual({
        at_hash: expect.stringMatching(/^[\w-]{22}$/),
        sub: access.sub,
        given_name: "Ada",
        iss,
        "cognito:username": access.sub,
        origin_jti: access.origin_jti,
        nonce: "n",
        aud: world.client.id,
        event_id: expect.any(String),
        token_use: "id",
        auth_time: access.auth_time,
        exp: Number(id.iat) + 1200,
        iat: expect.any(Number),
        jti: expect.any(String),
      });
      expect(refresh_token).not.toContain(".");
    });

    test("without an ID token when openid was not asked for", async () => {
      const scope = "aws.cognito.signin.user.admin";
      const client = await createClient(world.api, world.poolId, { AllowedOAuthScopes: ["openid", scope] });
      const code = await world.code({ client_id: client.id, scope });
      const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI };
      expect((await world.token(form, client)).body).not.toHaveProperty("id_token");
    });

    test("once", async () => {
      const code = await world.code();
      expect((await world.redeem(code)).status).toBe(200);
      expect(errorOf(await world.redeem(code))).toEqual(invalidGrant);
    });

    test("and ends the tokens that came from it when it is tried again (RFC 6749, section 4.1.2)", async () => {
      const code = await world.code();
      const { body } = await world.redeem(code);
      expect((await world.userInfo(String(body.access_token))).status).toBe(200);
      await world.redeem(code);
      expect(errorOf(await world.refresh(String(body.refresh_token)))).toEqual(invalidGrant);
      expect((await world.userInfo(String(body.access_token))).status).toBe(401);
    });

    test("which another client cannot do", async () => {
      const client = await createClient(world.api, world.poolId);
      const code = await world.code();
      const { body } = await world.redeem(code);
      await world.token({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI }, client);
      expect((await world.refresh(String(body.refresh_token))).status).toBe(200);
    });

    test.each(["nonsense", "' or 1=1 --", "ü"])("but not %j", async (code) => {
      expect(errorOf(await world.redeem(code))).toEqual(invalidGrant);
    });

    test("for five minutes", async () => {
      const code = await world.code();
      const now = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 301_000);
      try {
        expect(errorOf(await world.redeem(code))).toEqual(invalidGrant);
      } finally {
        now.mockRestore();
      }
    });

    test("not for another client, and leaves it to the right one", async () => {
      const client = await createClient(world.api, world.poolId);
      const code = await world.code();
      const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI };
      expect(errorOf(await world.token(form, client))).toEqual(invalidGrant);
      expect((await world.redeem(code)).status).toBe(200);
    });

    test("not for another redirect URI of the client", async () => {
      const redirect_uri = "https://pitangui.amazon.com/api/skill/link/M2VENDOR";
      expect(errorOf(await world.redeem(await world.code(), { redirect_uri }))).toEqual(invalidGrant);
    });

    test("not for a redirect URI that is not registered", async () => {
      const redirect_uri = `${REDIRECT_URI}/`;
      expect(errorOf(await world.redeem(await world.code(), { redirect_uri }))).toEqual([
        400,
        { error: "unauthorized_client" },
      ]);
    });

    test("of a request with PKCE only with its verifier, for a client with a secret too", async () => {
      const { verifier, challenge } = pkce();
      const request = { code_challenge: challenge, code_challenge_method: "S256" };
      expect(errorOf(await world.redeem(await world.code(request)))).toEqual(invalidGrant);
      expect(errorOf(await world.redeem(await world.code(request), { code_verifier: pkce().verifier }))).toEqual(
        invalidGrant,
      );
      expect(errorOf(await world.redeem(await world.code(request), { code_verifier: challenge }))).toEqual(
        invalidGrant,
      );
      expect((await world.redeem(await world.code(request), { code_verifier: verifier })).status).toBe(200);
    });

    test.each([
      ["shorter than 43 characters", "x".repeat(42)],
      ["longer than 128 characters", "x".repeat(129)],
      ["of other characters", `${"x".repeat(50)} +`],
    ])("not with a verifier %s, though it fits the challenge (RFC 7636, section 4.1)", async (_, code_verifier) => {
      const code_challenge = createHash("sha256").update(code_verifier).digest("base64url");
      const code = await world.code({ code_challenge, code_challenge_method: "S256" });
      expect(errorOf(await world.redeem(code, { code_verifier }))).toEqual(invalidGrant);
    });

    test("not with a verifier where there was no challenge", async () => {
      expect(errorOf(await world.redeem(await world.code(), { code_verifier: pkce().verifier }))).toEqual(invalidGrant);
    });
  });

  describe("knows the client", () => {
    const redeemWith = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
      world.post(
        "/oauth2/token",
        { grant_type: "authorization_code", code: await world.code(), redirect_uri: REDIRECT_URI, ...form },
        headers,
      );
    const inBody = () => ({ client_id: world.client.id, client_secret: world.client.secret ?? "" });

    test("by a Basic header, with the id repeated in the body or not", async () => {
      const headers = { authorization: basic(world.client) };
      expect((await redeemWith({}, headers)).status).toBe(200);
      expect((await redeemWith({ client_id: world.client.id }, headers)).status).toBe(200);
    });

    test("by a Basic header with form-encoded parts", async () => {
      const secret = world.client.secret?.replaceAll("-", "%2D");
      expect((await redeemWith({}, { authorization: basic({ id: world.client.id, secret }) })).status).toBe(200);
    });

    test("by the body", async () => {
      expect((await redeemWith(inBody())).status).toBe(200);
    });

    test("without a secret when it is public", async () => {
      const client = await createClient(world.api, world.poolId, { GenerateSecret: false });
      const form = { grant_type: "refresh_token", refresh_token: "x", client_id: client.id };
      expect(errorOf(await world.post("/oauth2/token", form))).toEqual(invalidGrant);
      expect(errorOf(await world.post("/oauth2/token", { ...form, client_secret: "x" }))).toEqual([
        400,
        { error: "invalid_client" },
      ]);
    });

    test.each<[string, (client: Client) => readonly [Record<string, string>, Record<string, string>?]]>([
      ["a wrong secret in the header", ({ id }) => [{}, { authorization: basic({ id, secret: "wrong" }) }]],
      ["a wrong secret in the body", ({ id }) => [{ client_id: id, client_secret: "wrong" }]],
      ["no secret", ({ id }) => [{ client_id: id }]],
      ["no client", () => [{}]],
      ["an unknown client", () => [{}, { authorization: basic({ id: "unknown", secret: "x" }) }]],
      ["a header of another scheme", () => [{}, { authorization: "Bearer x" }]],
      ["a header that is not Base64", () => [{}, { authorization: "Basic %%%" }]],
    ])("and refuses %s", async (_, make) => {
      const [form, headers] = make(world.client);
      expect(errorOf(await redeemWith(form, headers))).toEqual([400, { error: "invalid_client" }]);
    });

    test("and refuses one id in the header and another in the body", async () => {
      const answer = await redeemWith({ client_id: "another" }, { authorization: basic(world.client) });
      expect(errorOf(answer)).toEqual([400, { error: "invalid_request" }]);
    });
  });

  describe("refreshes", () => {
    test("with the same scopes and sign-in, and without a new refresh token, as often as Alexa likes", async () => {
      const first = await world.tokens();
      for (let time = 0; time < 3; time += 1) {
        const { status, body } = await world.refresh(first.refresh_token);
        expect(status).toBe(200);
        expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "id_token", "token_type"]);
        const [before, after] = [claimsOf(first.access_token), claimsOf(String(body.access_token))];
        for (const name of ["sub", "scope", "auth_time", "origin_jti"]) {
          expect(after[name]).toBe(before[name]);
        }
        expect(after.jti).not.toBe(before.jti);
      }
    });

    test("with a new refresh token where the client rotates them, and refuses the old one", async () => {
      const { refresh_token } = await world.tokens();
      const target = { UserPoolId: world.poolId, ClientId: world.client.id };
      const rotate = (Feature: "ENABLED" | "DISABLED") =>
        world.api.send(
          new UpdateUserPoolClientCommand({ ...target, RefreshTokenRotation: { Feature, RetryGracePeriodSeconds: 0 } }),
        );
      await rotate("ENABLED");
      try {
        const { body } = await world.refresh(refresh_token);
        expect(errorOf(await world.refresh(refresh_token))).toEqual(invalidGrant);
        expect((await world.refresh(String(body.refresh_token))).status).toBe(200);
      } finally {
        await rotate("DISABLED");
      }
    });

    test("not for another client", async () => {
      const { refresh_token } = await world.tokens();
      const client = await createClient(world.api, world.poolId);
      expect(errorOf(await world.token({ grant_type: "refresh_token", refresh_token }, client))).toEqual(invalidGrant);
    });

    test("not for a user who is disabled, until they are enabled again", async () => {
      const { refresh_token } = await world.tokens();
      const code = await world.code();
      const target = { UserPoolId: world.poolId, Username: world.ada.email };
      await world.api.send(new AdminDisableUserCommand(target));
      try {
        expect(errorOf(await world.refresh(refresh_token))).toEqual(invalidGrant);
        expect(errorOf(await world.redeem(code))).toEqual(invalidGrant);
      } finally {
        await world.api.send(new AdminEnableUserCommand(target));
      }
      expect((await world.refresh(refresh_token)).status).toBe(200);
    });

    test("not for a user who is deleted, even when another one comes with the same address", async () => {
      const aws = world.access;
      const bob = { email: "bob@example.com", givenName: "Bob" };
      const { password } = await createUser(aws, world.poolId, bob);
      const browser = world.browser();
      await browser.open(world.authorizationPath());
      await browser.submit("/login", { username: bob.email, password });
      const code = new URL(browser.leftFor ?? "").searchParams.get("code") ?? "";
      const { body } = await world.redeem(code);
      await world.api.send(new AdminDeleteUserCommand({ UserPoolId: world.poolId, Username: bob.email }));
      expect(errorOf(await world.refresh(String(body.refresh_token)))).toEqual(invalidGrant);
      await createUser(aws, world.poolId, bob);
      expect(errorOf(await world.refresh(String(body.refresh_token)))).toEqual(invalidGrant);
    });

    test("not after the lifetime that the client had when the token was issued", async () => {
      const { id, secret } = await createClient(world.api, world.poolId, {
        RefreshTokenValidity: 60,
        TokenValidityUnits: { RefreshToken: "minutes" },
      });
      const form = {
        grant_type: "authorization_code",
        code: await world.code({ client_id: id }),
        redirect_uri: REDIRECT_URI,
      };
      const refresh_token = String((await world.token(form, { id, secret })).body.refresh_token);
      const refresh = () => world.token({ grant_type: "refresh_token", refresh_token }, { id, secret });
      const now = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 3_590_000);
      try {
        expect((await refresh()).status).toBe(200);
        now.mockReturnValue(Date.now() + 20_000);
        expect(errorOf(await refresh())).toEqual(invalidGrant);
      } finally {
        now.mockRestore();
      }
    });
  });

  describe("gives a machine a token of its own", () => {
    const machine = () =>
      createClient(world.api, world.poolId, {
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: ["orders/read", "orders/write"],
        CallbackURLs: undefined,
      });
    const ask = (client: Client, scope?: string) =>
      world.token({ grant_type: "client_credentials", ...(scope === undefined ? {} : { scope }) }, client);

    test("with the scopes that it asks for, or all that it may have, and no user", async () => {
      const client = await machine();
      const { status, body } = await ask(client, "orders/read");
      expect([status, Object.keys(body).sort()]).toEqual([200, ["access_token", "expires_in", "token_type"]]);
      const claims = claimsOf(String(body.access_token));
      expect(claims).toMatchObject({ sub: client.id, client_id: client.id, scope: "orders/read", token_use: "access" });
      expect(claims).not.toHaveProperty("username");
      expect(claimsOf(String((await ask(client)).body.access_token)).scope).toBe("orders/read orders/write");
    });

    test("with no scope that the client does not have", async () => {
      expect(errorOf(await ask(await machine(), "orders/delete"))).toEqual([400, { error: "invalid_scope" }]);
    });
  });

  describe("answers with Cognito's error and nothing else", () => {
    const form = "application/x-www-form-urlencoded";

    test.each([
      ["invalid_request", "no grant type", "code=x", form],
      ["invalid_request", "no code", `grant_type=authorization_code&redirect_uri=${REDIRECT_URI}`, form],
      ["invalid_request", "no redirect URI", "grant_type=authorization_code&code=x", form],
      ["invalid_request", "no refresh token", "grant_type=refresh_token", form],
      ["invalid_request", "a parameter twice", "grant_type=refresh_token&refresh_token=x&refresh_token=y", form],
      ["invalid_request", "JSON", '{"grant_type":"refresh_token"}', "application/json"],
      ["invalid_request", "no media type", "grant_type=refresh_token&refresh_token=x", "text/plain"],
      ["invalid_request", "nothing", "", form],
      ["unsupported_grant_type", "the password grant", "grant_type=password&username=a&password=b", form],
      ["unsupported_grant_type", "a grant type in another case", "grant_type=AUTHORIZATION_CODE", form],
      ["unauthorized_client", "client credentials", "grant_type=client_credentials", form],
    ])("%s: %s", async (error, _, body, type) => {
      const headers = { authorization: basic(world.client), "content-type": type };
      expect(errorOf(await world.post("/oauth2/token", body, headers))).toEqual([400, { error }]);
    });

    test("405 to anything but POST", async () => {
      const response = await fetch(`${world.origin}/oauth2/token?grant_type=refresh_token`);
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    });
  });
});
