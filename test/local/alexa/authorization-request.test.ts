import { createHash } from "node:crypto";
import fc from "fast-check";
import { redirectUriOf } from "../../../contract/alexa-redirect-uri";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { authorizationUrl, newCodeVerifier, newState } from "../../../local/alexa/authorization-request";
import { link, serveTokens, stopServers, TOKENS, world } from "./alexa-world";
import { RIGHT_FORM } from "./oauth-server";

afterAll(stopServers);

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
/** RFC 6749, section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ) */
const scope = fc.string({
  unit: fc.constantFrom(..."abcXYZ019!#$%&'()*+,-./:;<=>?@[]^_`{|}~"),
  minLength: 1,
  maxLength: 20,
});

describe("the authorization request", () => {
  test("carries whatever it is given, unchanged, and scopes joined with %20", () => {
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.array(scope, { minLength: 1 }),
        fc.option(text),
        (state, clientId, redirectUri, scopes, codeChallenge) => {
          const url = authorizationUrl(
            { ...RIGHT_FORM, clientId, scopes },
            { state, redirectUri, codeChallenge: codeChallenge ?? undefined },
          );
          expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
            state,
            client_id: clientId,
            response_type: "code",
            scope: scopes.join(" "),
            redirect_uri: redirectUri,
            ...(codeChallenge === null ? {} : { code_challenge: codeChallenge, code_challenge_method: "S256" }),
          });
          expect(url).toContain(`scope=${scopes.map(encodeURIComponent).join("%20")}`);
          expect(url).not.toMatch(/\s/);
        },
      ),
    );
  });

  test("keeps what the form's URI carries", () => {
    const settings = { ...RIGHT_FORM, authorizationUri: "https://a.example/auth?identity_provider=Google&lang=de" };
    const url = new URL(authorizationUrl(settings, { state: "s", redirectUri: "https://b.example" }));
    expect(url.searchParams.get("identity_provider")).toBe("Google");
    expect(url.searchParams.get("state")).toBe("s");
  });

  test("has a state of 700 to 1,100 characters, which never comes twice", () => {
    const states = Array.from({ length: 500 }, newState);
    expect(Math.min(...states.map(({ length }) => length))).toBeGreaterThanOrEqual(700);
    expect(Math.max(...states.map(({ length }) => length))).toBeLessThanOrEqual(1100);
    expect(new Set(states).size).toBe(500);
  });

  test("has a challenge that is made of the verifier (RFC 7636, section 4)", () => {
    const { verifier, challenge } = newCodeVerifier();
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(createHash("sha256").update(verifier).digest("base64url")).toBe(challenge);
  });
});

describe("the token request", () => {
  const seen = async (form: object, props: object = {}) => {
    const requests: { form: Record<string, string>; authorization?: string; type?: string; host?: string }[] = [];
    const origin = await serveTokens((fields, { headers }) => {
      const { authorization, host, "content-type": type } = headers;
      requests.push({ form: Object.fromEntries(fields), authorization, type, host });
      return { body: TOKENS };
    });
    const it = world(origin, form, props);
    await link(it);
    await it.user.refresh();
    return requests;
  };

  const basic = `Basic ${Buffer.from(`${RIGHT_FORM.clientId}:${RIGHT_FORM.clientSecret}`).toString("base64")}`;
  const redirect_uri = redirectUriOf("NA", "M1EXAMPLE0DEV");
  const common = { type: "application/x-www-form-urlencoded;charset=UTF-8", host: "sign-in.example.com" };

  test("by Basic", async () => {
    expect(await seen({})).toEqual([
      { ...common, authorization: basic, form: { grant_type: "authorization_code", code: "a-code", redirect_uri } },
      { ...common, authorization: basic, form: { grant_type: "refresh_token", refresh_token: "a-refresh-token" } },
    ]);
  });

  test("by Basic, with the client id in the body as well", async () => {
    const client_id = RIGHT_FORM.clientId;
    const [code, refresh] = await seen({}, { repeatClientId: true });
    expect([code?.form.client_id, refresh?.form.client_id]).toEqual([client_id, client_id]);
    expect(code?.authorization).toBe(basic);
  });

  test("by the body", async () => {
    const credentials = { client_id: RIGHT_FORM.clientId, client_secret: RIGHT_FORM.clientSecret };
    expect(await seen({ accessTokenScheme: "REQUEST_BODY_CREDENTIALS" })).toEqual([
      { ...common, form: { grant_type: "authorization_code", code: "a-code", redirect_uri, ...credentials } },
      { ...common, form: { grant_type: "refresh_token", refresh_token: "a-refresh-token", ...credentials } },
    ]);
  });

  test("with PKCE has the verifier, a refresh never", async () => {
    const [code, refresh] = await seen({ pkce: true });
    expect(code?.form.code_verifier).toMatch(/^[\w-]{43}$/);
    expect(refresh?.form.code_verifier).toBeUndefined();
  });
});

test("the form is filled in with what Terraform made", () => {
  expect(
    settingsOf({
      authorization_uri: "https://d/oauth2/authorize",
      access_token_uri: "https://d/oauth2/token",
      user_info_uri: "https://d/oauth2/userInfo",
      issuer: "https://i",
      client_id: "c",
      client_secret: "s",
      scopes: ["openid"],
      access_token_scheme: "HTTP_BASIC",
      redirect_uris: [],
      skill_ids: [],
      function_arns: { NA: "a", EU: "a", FE: "a" },
    }),
  ).toEqual({
    authorizationUri: "https://d/oauth2/authorize",
    accessTokenUri: "https://d/oauth2/token",
    clientId: "c",
    clientSecret: "s",
    scopes: ["openid"],
    accessTokenScheme: "HTTP_BASIC",
    pkce: false,
  });
});
