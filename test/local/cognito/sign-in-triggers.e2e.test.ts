/** The triggers around a sign-in: functions in the local Lambda runtime, a browser on the pages, tokens of the endpoint. */
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  CreateGroupCommand,
  CreateIdentityProviderCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { zipSync } from "fflate";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { PoolTriggers } from "../../../local/aws/pool-triggers";
import { describeWithMoto, newFolder } from "../fixtures";
import { sharedEmulator } from "../shared-emulator";
import { PROVIDERS } from "./providers";
import type { Client } from "./sign-in-fixture";
import { claimsOf, createClient, SignInWorld } from "./sign-in-fixture";
import { TriggerFunctions } from "./trigger-function";

jest.setTimeout(60_000);

/** Answers each trigger, and writes the event that it got. What it does, its variables say. */
const CODE = `export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const [moment] = event.triggerSource.split("_");
  if (process.env.FAILS === moment) throw new Error("not today");
  const isHers = event.request.password === "Old-passw0rd-of-hers";
  if (moment === "UserMigration" && (isHers || event.userName === "hopper@example.com")) {
    event.response = {
      userAttributes: { email: event.userName, email_verified: "true", given_name: "Grace" },
      finalUserStatus: process.env.FINAL_STATUS,
      messageAction: "SUPPRESS",
    };
  }
  if (moment === "TokenGeneration" && process.env.ANSWER) event.response = JSON.parse(process.env.ANSWER);
  return event;
};`;

interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: Readonly<Record<string, unknown>>;
}

describeWithMoto("a user pool's triggers", () => {
  const log: string[] = [];
  let triggers: PoolTriggers;
  let world: SignInWorld;
  let functions: TriggerFunctions;
  let made = 0;
  let sub: unknown;

  beforeAll(async () => {
    const access = await sharedEmulator();
    triggers = new PoolTriggers({ access, folder: newFolder(), check: () => {}, onLog: (it) => log.push(it) });
    world = await SignInWorld.start({ triggers });
    functions = await TriggerFunctions.start(access, world.api);
    sub = claimsOf((await world.tokens()).access_token).sub;
  });
  afterAll(async () => {
    await triggers?.stop();
    await world?.stop();
    functions?.stop();
  });
  beforeEach(() => void log.splice(0));

  /** Puts a function into every trigger of the pool. */
  async function deploy(
    variables: Readonly<Record<string, string>> = {},
    tokenVersion: "V1_0" | "V2_0" | "V3_0" = "V1_0",
  ): Promise<void> {
    made += 1;
    const zip = zipSync({ "index.mjs": Buffer.from(CODE) });
    const name = `sign-in-triggers-${made}`;
    const arn = await functions.make({ poolId: world.poolId, name, zip, variables });
    await world.api.send(
      new UpdateUserPoolCommand({
        UserPoolId: world.poolId,
        AutoVerifiedAttributes: ["email"],
        LambdaConfig: {
          PreSignUp: arn,
          PostConfirmation: arn,
          PreAuthentication: arn,
          PostAuthentication: arn,
          UserMigration: arn,
          PreTokenGeneration: arn,
          PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: tokenVersion },
        },
      }),
    );
  }

  const events = (): readonly TriggerEvent[] => log.splice(0).map((line) => JSON.parse(line));
  const sources = (): readonly string[] => events().map(({ triggerSource }) => triggerSource);

  /** Tries a name and a password on the page, and answers the page's text or the query of the URL that it led to. */
  async function tryPassword(username: string, password: string): Promise<{ page: string; query: URLSearchParams }> {
    const browser = world.browser();
    await browser.open(world.authorizationPath());
    const page = await browser.submit("/login", { username, password });
    return { page: page.text, query: new URL(browser.leftFor ?? "about:blank").searchParams };
  }

  test("are called in Cognito's order, with the person's attributes", async () => {
    await deploy();
    const tokens = await world.tokens();
    const called = events();
    expect(called.map(({ triggerSource }) => triggerSource)).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_HostedAuth",
    ]);
    for (const { request, userName } of called) {
      expect(userName).toBe(sub);
      expect(request.userAttributes).toMatchObject({ email: world.ada.email, given_name: "Ada" });
    }
    expect(called[0]?.request).toMatchObject({ userNotFound: false });

    expect((await world.refresh(tokens.refresh_token)).status).toBe(200);
    expect(sources()).toEqual(["TokenGeneration_RefreshTokens"]);
  });

  test("stop a sign-in with their reason: before the password on the page, after it at the client", async () => {
    await deploy({ FAILS: "PreAuthentication" });
    const { ada } = world;
    expect((await tryPassword(ada.email, ada.password)).page).toContain(
      "PreAuthentication failed with error not today.",
    );
    expect(sources()).toEqual(["PreAuthentication_Authentication"]);

    for (const [fails, trigger] of [
      ["PostAuthentication", "PostAuthentication"],
      ["TokenGeneration", "PreTokenGeneration"],
    ] as const) {
      await deploy({ FAILS: fails });
      const { query } = await tryPassword(ada.email, ada.password);
      expect(Object.fromEntries(query)).toEqual({
        error: "invalid_request",
        error_description: `${trigger} failed with error not today.`,
        state: "state",
      });
    }
  });

  test("at a refresh end the link", async () => {
    await deploy();
    const { refresh_token } = await world.tokens();
    await deploy({ FAILS: "TokenGeneration" });
    expect(await world.refresh(refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("are asked before the password of somebody whom nobody knows, when that is to be hidden", async () => {
    await deploy();
    await tryPassword("nobody@example.com", "Secret-passw0rd");
    const [before, migration] = events();
    expect(before).toMatchObject({ userName: "nobody@example.com", request: { userNotFound: true } });
    expect(migration?.triggerSource).toBe("UserMigration_Authentication");
  });

  test("of version 1 change the ID token and nothing that Cognito decides", async () => {
    const claimsOverrideDetails = {
      claimsToAddOrOverride: { tenant: "acme", sub: "somebody-else", aud: "another", email_verified: "false" },
      claimsToSuppress: ["given_name", "iss"],
      groupOverrideDetails: { groupsToOverride: ["readers"] },
    };
    await deploy({ ANSWER: JSON.stringify({ claimsOverrideDetails }) });
    const { id_token, access_token } = await world.tokens();
    const id = claimsOf(id_token);
    expect(id).toMatchObject({
      tenant: "acme",
      sub,
      aud: world.client.id,
      "cognito:groups": ["readers"],
    });
    expect(id.iss).toContain(world.poolId);
    expect(id).not.toHaveProperty("given_name");
    expect(claimsOf(access_token)).not.toHaveProperty("tenant");
    expect(claimsOf(access_token)).toMatchObject({ "cognito:groups": ["readers"], scope: "openid profile" });
  });

  test("of version 2 change the access token and its scopes, and are told the groups", async () => {
    const group = { UserPoolId: world.poolId, GroupName: "members" };
    await world.api.send(new CreateGroupCommand(group));
    await world.api.send(new AdminAddUserToGroupCommand({ ...group, Username: world.ada.email }));
    const claimsAndScopeOverrideDetails = {
      idTokenGeneration: { claimsToAddOrOverride: { tenant: "acme" } },
      accessTokenGeneration: {
        claimsToAddOrOverride: { roles: ["a", "b"], client_id: "another" },
        scopesToAdd: ["orders/read", "aws.cognito.signin.user.admin"],
        scopesToSuppress: ["profile"],
      },
    };
    await deploy({ ANSWER: JSON.stringify({ claimsAndScopeOverrideDetails }) }, "V2_0");
    const { id_token, access_token } = await world.tokens();
    expect(claimsOf(id_token)).toMatchObject({ tenant: "acme" });
    expect(claimsOf(access_token)).toMatchObject({
      roles: ["a", "b"],
      client_id: world.client.id,
      scope: "openid orders/read",
    });
    expect(events().at(-1)).toMatchObject({
      version: "2",
      request: { scopes: ["openid", "profile"], groupConfiguration: { groupsToOverride: ["members"] } },
    });
  });

  describe("of somebody who comes from a provider", () => {
    const come = async (): Promise<URLSearchParams> => {
      const path = world.authorizationPath({ client_id: byProvider.id, scope: "openid email" });
      const browser = new HeadlessBrowser({ hosts: world.hosts });
      const end = await browser.signIn(`https://${world.host}${path}`, { provider: "Corp" });
      return new URLSearchParams(end.kind === "redirected" ? new URL(end.url).search : { kind: end.kind });
    };
    let byProvider: Client;
    beforeAll(async () => {
      const made = {
        UserPoolId: world.poolId,
        ProviderName: "Corp",
        ...(PROVIDERS.Corp as (typeof PROVIDERS)[string]),
      };
      await world.api.send(new CreateIdentityProviderCommand(made));
      byProvider = await createClient(world.api, world.poolId, { SupportedIdentityProviders: ["Corp"] });
    });

    test("are those of a sign-up the first time, and those of a sign-in from then on", async () => {
      await deploy();
      expect((await come()).has("code")).toBe(true);
      expect(sources()).toEqual([
        "PreSignUp_ExternalProvider",
        "PostConfirmation_ConfirmSignUp",
        "TokenGeneration_HostedAuth",
      ]);
      expect((await come()).has("code")).toBe(true);
      const called = events();
      expect(called.map(({ triggerSource }) => triggerSource)).toEqual([
        "PreAuthentication_Authentication",
        "PostAuthentication_Authentication",
        "TokenGeneration_HostedAuth",
      ]);
      for (const { request, userName } of called) {
        expect(userName).toMatch(/^Corp_1/);
        expect(request.userAttributes).toMatchObject({ email: "ada@example.com" });
      }
    });

    test.each(["PreAuthentication", "PostAuthentication"])("stop a sign-in: %s", async (fails) => {
      await deploy({ FAILS: fails });
      expect((await come()).get("error_description")).toBe(`${fails} failed with error not today.`);
    });
  });

  test("of version 3 change what a machine gets, which those before are not asked about", async () => {
    const machine = await createClient(world.api, world.poolId, {
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["orders/read", "orders/write"],
      CallbackURLs: undefined,
    });
    const ask = () => world.token({ grant_type: "client_credentials" }, machine);
    const accessTokenGeneration = {
      claimsToAddOrOverride: { tenant: "acme", sub: "another" },
      scopesToAdd: ["orders/list"],
      scopesToSuppress: ["orders/write"],
    };
    const ANSWER = JSON.stringify({ claimsAndScopeOverrideDetails: { accessTokenGeneration } });
    await deploy({ ANSWER }, "V2_0");
    expect(claimsOf(String((await ask()).body.access_token))).toMatchObject({ scope: "orders/read orders/write" });
    expect(sources()).toEqual([]);

    await deploy({ ANSWER }, "V3_0");
    const claims = claimsOf(String((await ask()).body.access_token));
    expect(claims).toMatchObject({ tenant: "acme", sub: machine.id, scope: "orders/read orders/list" });
    const [event] = events();
    expect(event).toMatchObject({
      version: "3",
      triggerSource: "TokenGeneration_ClientCredentials",
      request: { scopes: ["orders/read", "orders/write"], userAttributes: {} },
    });
    const tokens = await world.tokens();
    expect(claimsOf(tokens.access_token)).toMatchObject({ tenant: "acme" });

    await deploy({ FAILS: "TokenGeneration" }, "V3_0");
    expect(await ask()).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test("bring somebody along from elsewhere, with the password that was typed, once", async () => {
    await deploy({ FINAL_STATUS: "CONFIRMED" });
    const email = "grace@example.com";
    expect((await tryPassword(email, "a wrong one")).page).toContain("Incorrect username or password.");
    expect((await tryPassword(email, "Old-passw0rd-of-hers")).query.get("code")).toMatch(/^[\w-]{36}$/);
    const { UserAttributes = [] } = await world.api.send(
      new AdminGetUserCommand({ UserPoolId: world.poolId, Username: email }),
    );
    expect(UserAttributes).toContainEqual({ Name: "given_name", Value: "Grace" });
    events();
    expect((await tryPassword(email, "Old-passw0rd-of-hers")).query.has("code")).toBe(true);
    expect(sources()).not.toContain("UserMigration_Authentication");
  });

  test("bring somebody along who has forgotten the password: the code goes to the address from elsewhere", async () => {
    const forget = async (username: string): Promise<string> => {
      const browser = world.browser();
      await browser.open(world.authorizationPath({}, "/forgotPassword"));
      return (await browser.submit("/forgotPassword", { username })).text;
    };
    await deploy();
    expect(await forget("hopper@example.com")).toContain("We sent a code to");
    expect(events()).toMatchObject([
      { triggerSource: "UserMigration_ForgotPassword", request: { userNotFound: true, validationData: null } },
    ]);
    const { UserAttributes = [] } = await world.api.send(
      new AdminGetUserCommand({ UserPoolId: world.poolId, Username: "hopper@example.com" }),
    );
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
    expect(await forget("hopper@example.com")).toContain("We sent a code to");
    expect(sources()).toEqual([]);

    await deploy({ FAILS: "UserMigration" });
    expect(await forget("others@example.com")).toContain("UserMigration failed with error not today.");
  });
});
