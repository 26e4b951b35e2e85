/**
 * One person, one account, on the pages: a provider of the npm ecosystem stands for Google, and the trigger runs as it
 * was deployed.
 */
import { CreateIdentityProviderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { describeWithMoto } from "../fixtures";
import { JoinAccountsWorld } from "./join-accounts-world";
import { PROVIDERS } from "./providers";
import type { Client } from "./sign-in-fixture";
import { claimsOf, createClient, REDIRECT_URI, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(60_000);

describeWithMoto("whoever signed up with a password and comes by a provider", () => {
  let joining: JoinAccountsWorld;
  let world: SignInWorld;
  let client: Client;
  let byPassword: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    joining = await JoinAccountsWorld.start();
    world = await SignInWorld.start({ triggers: joining.triggers });
    for (const [ProviderName, provider] of Object.entries(PROVIDERS)) {
      await world.api.send(new CreateIdentityProviderCommand({ UserPoolId: world.poolId, ProviderName, ...provider }));
    }
    await joining.join(world.poolId, "pages", {
      Google: { addressesVerified: false },
      Staff: { addressesVerified: true, aheadBy: PROVIDERS.Staff?.AttributeMapping?.email },
    });
    client = await createClient(world.api, world.poolId, {
      SupportedIdentityProviders: ["COGNITO", ...Object.keys(PROVIDERS)],
    });
    byPassword = claimsOf((await world.tokens()).id_token);
  });
  afterAll(async () => {
    await world?.stop();
    await joining?.stop();
  });

  /** Comes by a provider, as Ada or somebody who is typed in; where the browser ends. */
  async function come(provider: string, answers?: Readonly<Record<string, string>>): Promise<URLSearchParams> {
    const path = world.authorizationPath({ client_id: client.id, scope: "openid profile email" });
    const browser = new HeadlessBrowser({ hosts: world.hosts });
    const end = await browser.signIn(`https://${world.host}${path}`, { provider, answers });
    return new URLSearchParams(end.kind === "redirected" ? new URL(end.url).search : { kind: end.kind });
  }

  async function claimsAt(answer: URLSearchParams): Promise<Readonly<Record<string, unknown>>> {
    const form = { grant_type: "authorization_code", code: answer.get("code") ?? "", redirect_uri: REDIRECT_URI };
    return claimsOf(String((await world.token(form, client)).body.id_token));
  }

  const unverified = { person: "other", firstName: "Mary", email: "mary@example.com" };

  test("gets an account of their own from a provider that is not trusted", async () => {
    const claims = await claimsAt(await come("Corp"));
    expect(claims.email).toBe("ada@example.com");
    expect(claims.sub).not.toBe(byPassword.sub);
  });

  test("gets one from a trusted provider that did not verify the address", async () => {
    const account = await joining.signedUp(world.poolId, "mary@example.com");
    const claims = await claimsAt(await come("Google", unverified));
    expect(claims).toMatchObject({ email: "mary@example.com", email_verified: false });
    expect(claims.sub).not.toBe(account);
    expect(await joining.linked(world.poolId, account)).toEqual([]);
  });

  test("is the account at once by a SAML provider to which its address was linked ahead", async () => {
    const email = "katherine@example.com";
    const account = await joining.signedUp(world.poolId, email);
    const confirmed = { email, email_verified: "true", "cognito:user_status": "CONFIRMED" };
    await joining.confirmed(world.poolId, account, confirmed);
    const claims = await claimsAt(await come("Staff", { person: "other", firstName: "Katherine", email }));
    expect(claims).toMatchObject({ sub: account, email });
    // Confirmed before there was a trigger, and so not linked ahead.
    const earlier = "dorothy@example.com";
    const older = await joining.signedUp(world.poolId, earlier);
    const dorothy = { person: "other", firstName: "Dorothy", email: earlier };
    expect((await come("Staff", dorothy)).get("error_description")).toContain("Already found an entry");
    expect(await claimsAt(await come("Staff", dorothy))).toMatchObject({ sub: older });
  });

  test("is refused once by a trusted provider, and has the account with the password from then on", async () => {
    const first = await come("Google");
    expect([first.get("code"), first.get("error_description")]).toEqual([
      null,
      expect.stringContaining("Already found an entry"),
    ]);
    expect(await joining.linked(world.poolId, String(byPassword["cognito:username"]))).toHaveLength(1);

    const again = await claimsAt(await come("Google"));
    expect(again).toMatchObject({ sub: byPassword.sub, email: "ada@example.com", given_name: byPassword.given_name });
    expect(claimsOf((await world.tokens()).id_token).sub).toBe(byPassword.sub);
  });
});
