import type { UserPoolMfaType } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { URI } from "otpauth";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { createUser } from "../../../local/demo/demo-user";
import { describeWithMoto } from "../fixtures";
import type { Browser, Client } from "./sign-in-fixture";
import { createClient, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(20_000);

describeWithMoto("a second factor", () => {
  let world: SignInWorld;
  let people = 0;

  beforeAll(async () => {
    world = await SignInWorld.start();
    await setMfa("ON");
  }, 60_000);

  afterAll(() => world?.stop());

  const setMfa = (MfaConfiguration: UserPoolMfaType) =>
    world.api.send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId: world.poolId,
        MfaConfiguration,
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );

  const newPerson = () => {
    people += 1;
    const aws = world.access;
    return createUser(aws, world.poolId, { email: `person${people}@example.com`, givenName: "Eve" });
  };

  type Person = Awaited<ReturnType<typeof newPerson>>;

  const signIn = async ({ username, password }: Person): Promise<Browser> => {
    const browser = await world.browser().open(world.authorizationPath());
    return browser.submit("/login", { username, password });
  };

  /** What a person's phone makes of the link on the page; by a library of its own, and not by the emulator's. */
  const phone = (browser: Browser) => {
    const [, href = ""] = /href="(otpauth:[^"]*)"/.exec(browser.html) ?? [];
    const account = URI.parse(href.replaceAll("&amp;", "&")) as import("otpauth").TOTP;
    return (secondsAhead = 0): string => account.generate({ timestamp: Date.now() + secondsAhead * 1000 });
  };

  const wrongFor = (code: string): string => (code === "000000" ? "000001" : "000000");

  test("is set up before anybody is signed in, and the code is taken from the user's own app", async () => {
    const browser = await signIn(await newPerson());
    expect(browser.path).toMatch(/^\/mfa\?/);
    expect(browser.text).toContain("Set up an authenticator app");
    const code = phone(browser);
    await browser.submit("/mfa", { code: wrongFor(code()) });
    expect(browser.text).toContain("Code mismatch and fail enable Software Token MFA");
    expect((await browser.open(world.authorizationPath())).path).toMatch(/^\/login\?/);
    await browser.open(world.authorizationPath({}, "/mfa"));
    await browser.submit("/mfa", { code: ` ${code().slice(0, 3)} ${code().slice(3)}` });
    const granted = new URL(browser.leftFor ?? "about:blank").searchParams;
    expect(granted.get("state")).toBe("state");
    expect((await world.redeem(granted.get("code") ?? "")).status).toBe(200);
    expect((await browser.open(world.authorizationPath())).leftFor).toMatch(/code=/);
  });

  test("is asked for at the next sign-in; a code works once", async () => {
    const person = await newPerson();
    const first = await signIn(person);
    const code = phone(first);
    const used = code();
    await first.submit("/mfa", { code: used });
    const second = await signIn(person);
    expect(second.text).toContain("Type in the code that your authenticator app shows now.");
    expect(second.html).not.toContain("otpauth:");
    await second.submit("/mfa", { code: used });
    expect(second.text).toContain("Your software token has already been used once.");
    await second.submit("/mfa", { code: wrongFor(code(30)) });
    expect(second.text).toContain("Invalid code received for user");
    await second.submit("/mfa", { code: code(30) });
    expect(second.leftFor).toMatch(/code=/);
  });

  test("shows its code to the browser that needs it, for who has no authenticator app at hand", async () => {
    const person = await newPerson();
    const browser = await signIn(person);
    expect(browser.html).toContain('<a href="/local/authenticator?');
    const code = phone(browser);
    await browser.open(world.authorizationPath({}, "/local/authenticator"));
    expect([code(), code(-30)]).toContain(/<code>(\d{6})<\/code>/.exec(browser.html)?.[1]);
    const stranger = await world.browser().open(world.authorizationPath({}, "/local/authenticator"));
    expect(stranger.path).toMatch(/^\/login\?/);
  });

  test("has no page for a browser in which nobody proved a password", async () => {
    const browser = await world.browser().open(world.authorizationPath({}, "/mfa"));
    expect(browser.path).toMatch(/^\/login\?/);
    const body = new URLSearchParams({ _csrf: "", code: "123456" });
    const forged = await world.browser().open(world.authorizationPath({}, "/mfa"), { method: "POST", body });
    expect(forged.status).toBe(403);
  });

  test("is set up by whoever signs up, after the account is confirmed", async () => {
    const browser = await world.browser().open(world.authorizationPath({}, "/signup"));
    const [username, password] = ["new@example.com", "Correct1horsebattery"];
    await browser.submit("/signup", { username, given_name: "Eve", password });
    await browser.submit("/confirm", { code: await world.lastCode() });
    expect(browser.leftFor).toBeUndefined();
    expect(browser.text).toContain("Your account is confirmed.");
    await browser.submit("/login", { username, password });
    await browser.submit("/mfa", { code: phone(browser)() });
    expect(browser.leftFor).toMatch(/code=/);
  });

  test("is no hindrance to the demo's browser, the first time and the next", async () => {
    const { username, password } = await newPerson();
    const { hosts, host } = world;
    const browser = new HeadlessBrowser({ hosts });
    const url = `https://${host}${world.authorizationPath({ redirect_uri: "https://layla.amazon.com/api/skill/link/M2VENDOR" })}`;
    expect(await browser.signIn(url, { username, password })).toMatchObject({ kind: "redirected" });
  });

  describe("in the API", () => {
    let client: Client;

    beforeAll(async () => {
      client = await createClient(world.api, world.poolId, {
        GenerateSecret: false,
        ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
      });
    });

    const initiate = ({ username, password }: Person) =>
      world.api.send(
        new AdminInitiateAuthCommand({
          UserPoolId: world.poolId,
          ClientId: client.id,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      );

    const respond = (ChallengeName: "MFA_SETUP" | "SOFTWARE_TOKEN_MFA", Session: string | undefined, more = {}) =>
      world.api.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId: world.poolId,
          ClientId: client.id,
          ChallengeName,
          Session,
          ChallengeResponses: more,
        }),
      );

    test("cannot be left out by an answer to another challenge", async () => {
      const person = await newPerson();
      const { Session, AuthenticationResult, ...first } = await initiate(person);
      expect(first).toMatchObject({ ChallengeName: "MFA_SETUP" });
      expect(AuthenticationResult).toBeUndefined();
      const answer = { USERNAME: person.username, SOFTWARE_TOKEN_MFA_CODE: "123456" };
      await expect(respond("MFA_SETUP", Session, answer)).rejects.toMatchObject({ name: "NotAuthorizedException" });
      await expect(respond("SOFTWARE_TOKEN_MFA", Session, answer)).rejects.toMatchObject({
        name: "NotAuthorizedException",
      });
    });

    test("has a secret of its own for everybody", async () => {
      const secrets = new Set<string | undefined>();
      for (let count = 0; count < 3; count++) {
        const { Session } = await initiate(await newPerson());
        secrets.add((await world.api.send(new AssociateSoftwareTokenCommand({ Session }))).SecretCode);
      }
      expect(secrets.size).toBe(3);
      expect([...secrets]).toEqual(Array(3).fill(expect.stringMatching(/^[A-Z2-7]{32}$/)));
    });
  });

  test("that is optional is asked for from those who have one", async () => {
    const [with_, without] = [await newPerson(), await newPerson()];
    const first = await signIn(with_);
    const code = phone(first);
    await first.submit("/mfa", { code: code() });
    await setMfa("OPTIONAL");
    try {
      expect((await signIn(without)).leftFor).toMatch(/code=/);
      const second = await signIn(with_);
      expect(second.path).toMatch(/^\/mfa\?/);
      expect((await second.submit("/mfa", { code: code(30) })).leftFor).toMatch(/code=/);
    } finally {
      await setMfa("ON");
    }
  });
});
