/** The whole link on this machine: Alexa's side against the stand-in of a Cognito domain, on the emulator's pool. */
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AccountLinkingSettings } from "../../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { RedirectCatcher } from "../../../local/alexa/redirect-catcher";
import { cognitoClient } from "../../../local/aws/aws-access";
import { CognitoDomain } from "../../../local/cognito/server";
import type { DemoUser } from "../../../local/demo/demo-user";
import { createUser } from "../../../local/demo/demo-user";
import { LocalHosts } from "../../../local/local-hosts";
import { describeWithMoto } from "../fixtures";
import { sharedEmulator } from "../shared-emulator";
import { FakeSkill, models, says } from "./alexa-world";
import { ALL_REDIRECT_URIS, SKILL_ID, VENDOR_ID } from "./oauth-server";

const REGION = "us-east-1";
const HOST = `a-test-of-links.auth.${REGION}.amazoncognito.com`;

describeWithMoto("an account in a user pool", () => {
  const hosts = new LocalHosts();
  let api: CognitoIdentityProviderClient;
  let domain: CognitoDomain;
  let catcher: RedirectCatcher;
  let slowDomain: CognitoDomain;
  let slowCatcher: RedirectCatcher;
  /** A link by a token server that takes seconds: asked first, at servers of its own, and awaited last. */
  let slow: Promise<string>;
  let ada: DemoUser;
  let poolId = "";
  let settings: AccountLinkingSettings;

  const client = {
    ClientName: "alexa",
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code" as const],
    AllowedOAuthScopes: ["openid", "profile"],
    CallbackURLs: ALL_REDIRECT_URIS,
    SupportedIdentityProviders: ["COGNITO"],
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH" as const, "ALLOW_REFRESH_TOKEN_AUTH" as const],
  };

  beforeAll(async () => {
    const aws = await sharedEmulator();
    api = cognitoClient(aws);
    const { UserPool } = await api.send(new CreateUserPoolCommand({ PoolName: "test", UsernameAttributes: ["email"] }));
    poolId = UserPool?.Id ?? "";
    await api.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "a-test-of-links" }));
    const { UserPoolClient } = await api.send(new CreateUserPoolClientCommand({ UserPoolId: poolId, ...client }));
    settings = {
      authorizationUri: `https://${HOST}/oauth2/authorize`,
      accessTokenUri: `https://${HOST}/oauth2/token`,
      clientId: UserPoolClient?.ClientId ?? "",
      clientSecret: UserPoolClient?.ClientSecret ?? "",
      scopes: ["openid", "profile"],
      accessTokenScheme: "HTTP_BASIC",
      pkce: false,
    };
    ada = await createUser(aws, poolId, {
      email: "ada@example.com",
      givenName: "Ada",
    });
    domain = await CognitoDomain.start({ ...aws, hosts });
    await domain.serve(HOST);
    catcher = await RedirectCatcher.start({ hosts, onRedirect: () => {} });
    const slowHosts = new LocalHosts();
    slowDomain = await CognitoDomain.start({ ...aws, hosts: slowHosts });
    slowDomain.faults.tokenDelayMs = 6000;
    await slowDomain.serve(HOST);
    slowCatcher = await RedirectCatcher.start({ hosts: slowHosts, onRedirect: () => {} });
    slow = newUser({}, VENDOR_ID, slowHosts).link();
    slow.catch(() => {}); // the test that awaits it says so
  }, 90_000);

  afterAll(async () => {
    await Promise.all([catcher?.stop(), domain?.stop(), slowCatcher?.stop(), slowDomain?.stop()]);
    api?.destroy();
  });

  function newUser(change: Partial<AccountLinkingSettings> = {}, vendorId = VENDOR_ID, at = hosts) {
    const skill = new FakeSkill();
    let ahead = 0;
    const user = new AlexaUser({
      settings: { ...settings, ...change },
      skill: skill.invoke,
      skillId: SKILL_ID,
      vendorId,
      region: "EU",
      locale: "en-US",
      models,
      hosts: at,
      deployed: () => ({
        client_id: settings.clientId,
        issuer: `https://cognito-idp.${REGION}.amazonaws.com/${poolId}`,
        scopes: ["openid", "profile"],
        redirect_uris: ALL_REDIRECT_URIS,
      }),
      now: () => Date.now() + ahead,
    });
    const signIn = async (): Promise<string> => {
      const { email: username, password } = ada;
      const end = await new HeadlessBrowser({ hosts: at }).signIn(user.beginLink().url, { username, password });
      if (end.kind === "redirected") {
        return end.url;
      }
      const result = end.kind === "page" ? user.failLink(end.url, end.text) : user.failLink(undefined);
      return result.kind === "failed" ? result.diagnosis.code : "";
    };
    const link = async (): Promise<string> => {
      const end = await signIn();
      if (!end.startsWith("https:")) {
        return end;
      }
      const result = await user.finishLink(end);
      return result.kind === "linked" ? "linked" : result.diagnosis.code;
    };
    const advance = (seconds: number): void => {
      ahead += seconds * 1000;
    };
    return { user, skill, signIn, link, advance };
  }

  test.each([{}, { pkce: true }, { accessTokenScheme: "REQUEST_BODY_CREDENTIALS" as const }])(
    "is linked, refreshed and unlinked with %j",
    async (change) => {
      const { user, skill, link } = newUser(change);
      expect(await link()).toBe("linked");
      expect(skill.types).toEqual(["AlexaSkillEvent.SkillAccountLinked"]);
      expect(await user.refresh()).toEqual({ kind: "refreshed", expiresInSeconds: 3600 });
      expect(await user.refresh()).toEqual({ kind: "refreshed", expiresInSeconds: 3600 });
      expect(await user.say("open stack guide")).toMatchObject({ request: { linked: true } });
      await user.unlink();
      expect(await user.say("open stack guide")).toMatchObject({ request: { linked: false } });
    },
  );

  test.each([
    ["wrong-client", { clientId: "nobody" }],
    ["wrong-secret", { clientSecret: "wrong" }],
    ["scope-not-allowed", { scopes: ["openid", "email"] }],
  ])("is not linked: %s", async (code, change) => {
    expect(await newUser(change).link()).toBe(code);
  });

  test("is not linked for another vendor: redirect-mismatch", async () => {
    expect(await newUser({}, "M9SOMEBODYELSE").link()).toBe("redirect-mismatch");
  });

  test("is not linked where the redirect URI of the region was removed", async () => {
    const update = (CallbackURLs: string[]) =>
      api.send(
        new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId: settings.clientId, ...client, CallbackURLs }),
      );
    await update(ALL_REDIRECT_URIS.filter((uri) => !uri.includes("layla")));
    const { user, link } = newUser();
    expect(await link()).toBe("missing-region-redirect-uri");
    user.region = "FE";
    expect(await link()).toBe("linked");
    await update(ALL_REDIRECT_URIS);
  });

  test("is not linked by a code that comes a second time", async () => {
    const { user, signIn } = newUser();
    const url = await signIn();
    expect(await user.finishLink(url)).toMatchObject({ kind: "linked" });
    expect(await user.finishLink(url)).toMatchObject({ kind: "failed", diagnosis: { code: "code-reused" } });
  });

  test("loses the link when the refresh token expires", async () => {
    const { user, link, advance } = newUser();
    await link();
    domain.faults.expireRefreshTokens = true;
    advance(3590);
    const turn = await user.say("open stack guide").finally(() => {
      domain.faults.expireRefreshTokens = false;
    });
    expect(turn).toMatchObject({ request: { linked: false }, diagnosis: { code: "refresh-token-expired" } });
    expect(user.state).toBe("link broken");
  });

  test("is linked by a server whose clock is wrong, and the skill's refusal is put down to it", async () => {
    const { user, skill, link } = newUser();
    skill.answer = () => says("Please link your account.", { card: { type: "LinkAccount" } });
    domain.faults.clockSkewSeconds = -7200;
    await link().finally(() => {
      domain.faults.clockSkewSeconds = 0;
    });
    expect((await user.say("open stack guide")).diagnosis).toMatchObject({ code: "clock-skewed" });
  });

  test("is not linked with a wrong password: the browser stays at the sign-in page", async () => {
    const { user } = newUser();
    const end = await new HeadlessBrowser({ hosts }).signIn(user.beginLink().url, {
      username: ada.email,
      password: "no",
    });
    expect(end).toMatchObject({ kind: "page", url: expect.stringContaining(`https://${HOST}/`) });
  });

  test("is not linked while the token server is slow", async () => {
    expect(await slow).toBe("token-uri-slow");
  }, 10_000);
});
