/** The way through an identity provider: a provider of the npm ecosystem stands for Google, Amazon, Facebook, Apple and a company's, another for a SAML one. */
import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  CreateIdentityProviderCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { SignInEnd } from "../../../local/alexa/headless-browser";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import type { ShownExchange } from "../../../local/shown-exchange";
import { describeWithMoto } from "../fixtures";
import { PROVIDERS } from "./providers";
import type { Client } from "./sign-in-fixture";
import { claimsOf, createClient, REDIRECT_URI, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(60_000);

describeWithMoto("signing in at an identity provider", () => {
  const exchanges: ShownExchange[] = [];
  let world: SignInWorld;
  let client: Client;

  beforeAll(async () => {
    world = await SignInWorld.start({ onExchange: (exchange) => void exchanges.push(exchange) });
    for (const [ProviderName, provider] of Object.entries(PROVIDERS)) {
      await world.api.send(new CreateIdentityProviderCommand({ UserPoolId: world.poolId, ProviderName, ...provider }));
    }
    client = await createClient(world.api, world.poolId, {
      SupportedIdentityProviders: ["COGNITO", ...Object.keys(PROVIDERS)],
    });
  });
  afterAll(() => world?.stop());
  afterEach(() => {
    world.domain.faults.providers = {};
  });

  const signIn = (
    provider: string,
    answers?: Readonly<Record<string, string>>,
    changes: Readonly<Record<string, string>> = {},
  ): Promise<SignInEnd> =>
    new HeadlessBrowser({ hosts: world.hosts }).signIn(
      `https://${world.host}${world.authorizationPath({ client_id: client.id, ...changes })}`,
      { provider, answers },
    );

  const queryOf = (end: SignInEnd): URLSearchParams =>
    new URLSearchParams(
      end.kind === "redirected" ? new URL(end.url).search : `kind=${end.kind}&${JSON.stringify(end)}`,
    );

  const idTokenOf = async (end: SignInEnd) => {
    const code = queryOf(end).get("code");
    expect([code, end]).toEqual([expect.any(String), end]);
    const form = { grant_type: "authorization_code", code: code ?? "", redirect_uri: REDIRECT_URI };
    const { body } = await world.token(form, client);
    return claimsOf(String(body.id_token));
  };

  const somebody = (email: string) => ({ person: "other", firstName: "Mary", email, verified: "yes" });

  test.each(Object.keys(PROVIDERS))("by %s, with the attributes of its mapping", async (provider) => {
    const claims = await idTokenOf(await signIn(provider, undefined, { scope: "openid profile email" }));
    expect(claims).toMatchObject({ email: "ada@example.com", given_name: expect.stringMatching(/^Ada/) });
    expect(claims["cognito:username"]).toMatch(new RegExp(`^${provider}_1\\d{20}$`));
    expect(claims.email_verified).toBe(!["Facebook", "LoginWithAmazon", "Staff"].includes(provider));
  });

  test("is the same user again, of a group of the provider's, with no password", async () => {
    const [first, again] = [await idTokenOf(await signIn("Google")), await idTokenOf(await signIn("Google"))];
    expect(again.sub).toBe(first.sub);
    const user = { UserPoolId: world.poolId, Username: String(first["cognito:username"]) };
    const { UserStatus, UserAttributes } = await world.api.send(new AdminGetUserCommand(user));
    expect(UserStatus).toBe("EXTERNAL_PROVIDER");
    const identities = UserAttributes?.find(({ Name }) => Name === "identities")?.Value ?? "[]";
    expect(JSON.parse(identities)).toMatchObject([{ providerName: "Google", providerType: "Google" }]);
    const { Groups } = await world.api.send(new AdminListGroupsForUserCommand(user));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual([`${world.poolId}_Google`]);
  });

  test("is another user than the one with a password and the same address, who signs in as before", async () => {
    const byGoogle = await idTokenOf(await signIn("Google"));
    const byPassword = claimsOf((await world.tokens()).id_token);
    expect(byPassword.sub).not.toBe(byGoogle.sub);
  });

  test("of somebody who is typed in, the address is verified if the provider says so", async () => {
    const scope = { scope: "openid email" };
    expect(await idTokenOf(await signIn("Corp", somebody("mary@example.com"), scope))).toMatchObject({
      email: "mary@example.com",
      email_verified: true,
    });
    const { verified: _, ...unverified } = somebody("other@example.com");
    expect((await idTokenOf(await signIn("Corp", unverified, scope))).email_verified).toBe(false);
  });

  test("goes straight to a provider that the request names, or that is the only one", async () => {
    const only = await createClient(world.api, world.poolId, { SupportedIdentityProviders: ["Corp"] });
    const browser = world.browser();
    await browser.open(world.authorizationPath({ client_id: only.id }));
    expect(browser.leftFor).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\?/);
    await browser.open(world.authorizationPath({ client_id: client.id, identity_provider: "Corp" }));
    expect(browser.leftFor).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\?/);
    await browser.open(world.authorizationPath({ client_id: only.id }, "/login"));
    expect(browser.text).toContain("Continue with Corp");
    expect(browser.html).not.toContain('type="password"');
  });

  test("a state that this browser did not begin is refused, and so is one that was used", async () => {
    const browser = world.browser();
    await browser.open(world.authorizationPath({ client_id: client.id, identity_provider: "Corp" }));
    const state = new URL(browser.leftFor ?? "").searchParams.get("state") ?? "";
    const response = `/oauth2/idpresponse?${new URLSearchParams({ code: "code", state })}`;
    expect((await world.browser().open(response)).text).toContain("Invalid state");
    expect((await browser.open(response)).text).toContain("Invalid state");
  });

  describe("ends with an error for the client", () => {
    const refused = async (provider: string, answers?: Readonly<Record<string, string>>) =>
      queryOf(await signIn(provider, answers)).get("error_description");

    test("when people do not consent", async () => {
      expect(await refused("Google", { person: "refuse" })).toMatch(/^Google Error - access_denied/);
      world.domain.faults.providers = { refusedConsent: true };
      expect(await refused("Google")).toMatch(/^Google Error - access_denied/);
    });

    test("when a required attribute does not come", async () => {
      expect(await refused("Google", { person: "2" })).toBe("attributes required: [email]");
      world.domain.faults.providers = { noAddress: true };
      expect(await refused("Corp", somebody("new@example.com"))).toBe("attributes required: [email]");
    });

    test("when the ID token carries another nonce", async () => {
      world.domain.faults.providers = { wrongNonce: true };
      expect(await refused("Corp")).toMatch(/^Corp Error - bad id_token: nonce/);
    });

    test("when the ID token is signed with a key that is not published", async () => {
      world.domain.faults.providers = { rotatedKey: true };
      expect(await refused("Corp")).toMatch(/^Corp Error - bad id_token: JWK for kid/);
    });

    test("when the provider has another secret", async () => {
      world.domain.faults.providers = { replacedSecret: true };
      expect(await refused("LoginWithAmazon")).toMatch(/^LoginWithAmazon Error - 401 invalid_client/);
    });

    test("when the token endpoint does not answer in time", async () => {
      world.domain.faults.providers = { tokenDelayMs: 6000 };
      expect(await refused("Corp")).toMatch(/^Corp Error - cannot be reached: no answer within 5 s/);
    });
  });

  describe("ends at the provider", () => {
    const ended = async (provider: string) => {
      const end = await signIn(provider);
      return end.kind === "page" ? `${end.status} ${new URL(end.url).host} ${end.text}` : JSON.stringify(end);
    };

    test("when it does not know the redirect URI", async () => {
      world.domain.faults.providers = { unknownRedirectUri: true };
      expect(await ended("Google")).toMatch(/^400 accounts\.google\.com Error 400: redirect_uri_mismatch/);
    });

    test("when it is down", async () => {
      world.domain.faults.providers = { down: true };
      expect(await ended("Google")).toMatch(/^503 accounts\.google\.com /);
    });

    test("when it is not shown inside of another app", async () => {
      world.domain.faults.providers = { refusesEmbedded: true };
      expect(await ended("Google")).toMatch(/^403 accounts\.google\.com .*disallowed_useragent/);
    });
  });

  test("no secret and no code is in what is reported", () => {
    const text = JSON.stringify(exchanges);
    expect(text).toContain("identity provider");
    expect(text).not.toMatch(/secret-of-|[?&]code=[\w-]{20}/);
  });
});
