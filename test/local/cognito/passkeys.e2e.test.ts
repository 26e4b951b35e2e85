/** Passkeys, of a real browser with a virtual authenticator. */
import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { findExecutable } from "../../../common/executable";
import type { DemoUser } from "../../../local/demo/demo-user";
import { createUser } from "../../../local/demo/demo-user";
import { axeFindings } from "../simulator/axe";
import { findChromium, launchChromium } from "../simulator/browser";
import { SCREENSHOTS } from "../simulator/simulator-page";
import { setFactors, startPasswordless } from "./passwordless";
import type { SignInWorld } from "./sign-in-fixture";

jest.setTimeout(60_000);

const chromium = findChromium();
const possible = chromium !== undefined && findExecutable("moto_server") !== undefined;
const describeInBrowser = possible || process.env.CI === "true" ? describe : describe.skip;

const REFUSED = "The passkey was not accepted.";
const PASSKEY = "/local/passkey";
const ADD = "/passkeys/add";

describeInBrowser("passkeys", () => {
  let world: SignInWorld;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let cdp: CDPSession;
  let authenticator: string;
  let person: DemoUser;
  let people = 0;

  beforeAll(async () => {
    world = await startPasswordless();
    browser = await launchChromium(chromium ?? "");
  }, 60_000);
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    context.setDefaultTimeout(5_000);
    page = await context.newPage();
    cdp = await context.newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    authenticator = await addAuthenticator();
    people += 1;
    const email = `eve${people}@example.com`;
    person = await createUser(world.access, world.poolId, { email, givenName: "Eve" });
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  /** @returns its id, by which it can be told whether it knows who holds it */
  const addAuthenticator = async (): Promise<string> => {
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return authenticatorId;
  };

  const open = (path: string, on = world) => page.goto(`${on.origin}${on.authorizationPath({}, path)}`);

  const signIn = async ({ email, password } = person): Promise<void> => {
    await page.getByLabel(/e-?mail/i).fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };

  const addPasskey = async (who = person, on = world): Promise<void> => {
    await open(ADD, on);
    await signIn(who);
    await page.waitForURL((url) => url.pathname === ADD);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("heading", { name: "Your passkey is ready" }).waitFor();
  };

  /** Where the browser is sent back, which nobody serves here. */
  const sentBack = async (act: () => Promise<unknown>): Promise<URL> => {
    const [request] = await Promise.all([
      page.waitForRequest((it) => it.url().startsWith("http://127.0.0.1:9/")),
      act(),
    ]);
    return new URL(request.url());
  };

  const press = () => page.getByRole("button", { name: "Use a passkey" }).click();

  const error = () => page.getByRole("alert").textContent();

  /** Uses a passkey as the page does, and keeps what the form would send. */
  const capture = async (button: string): Promise<string> => {
    await page.evaluate(() => {
      HTMLFormElement.prototype.submit = function () {
        document.body.dataset.captured = (this.elements.namedItem("credential") as HTMLInputElement).value;
      };
    });
    await page.getByRole("button", { name: button }).click();
    await page.waitForFunction(() => document.body.dataset.captured !== undefined);
    return (await page.evaluate(() => document.body.dataset.captured)) ?? "";
  };

  /** As a browser that does not ask who holds the device, whatever the page wanted. */
  const askForLess = () =>
    page.evaluate(() => {
      const form = document.getElementById("passkey");
      const options = JSON.parse(form?.dataset.options ?? "{}");
      form?.setAttribute("data-options", JSON.stringify({ ...options, userVerification: "discouraged" }));
    });

  /** Sends a form with it, from the same browser. */
  const send = async (path: string, credential: string): Promise<string> => {
    const token = await page.locator('input[name="_csrf"]').first().getAttribute("value");
    const { origin } = new URL(page.url());
    const response = await context.request.post(`${origin}${world.authorizationPath({}, path)}`, {
      form: { _csrf: token ?? "", credential },
      headers: { origin },
      maxRedirects: 0,
    });
    return response.status() === 302 ? `sent to ${response.headers().location}` : response.text();
  };

  test("is added by whoever is signed in, and signs in from then on, without a password", async () => {
    await addPasskey();
    const first = await sentBack(() => page.getByRole("link", { name: "Go on" }).click());
    expect(first.searchParams.get("state")).toBe("state");
    await context.clearCookies();
    await open("/oauth2/authorize");
    await page.getByRole("link", { name: "More ways to sign in" }).click();
    await page.getByRole("link", { name: "Use a passkey" }).click();
    const back = await sentBack(press);
    const { status, body } = await world.redeem(back.searchParams.get("code") ?? "");
    expect(status).toBe(200);
    expect((await world.userInfo(String(body.access_token))).body).toMatchObject({ given_name: "Eve" });
  });

  test("has pages without flaws, by axe, and for people to look at", async () => {
    const look = async (name: string) => {
      await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
      expect(await axeFindings(page)).toEqual([]);
    };
    await open("/login");
    await look("managed-sign-in");
    await open("/local/more-ways");
    await look("more-ways");
    await page.getByLabel(/e-?mail/i).fill(person.email);
    await page.getByRole("button", { name: "Send a code by e-mail" }).click();
    await page.getByRole("heading", { name: "Type in the code" }).waitFor();
    await look("sign-in-code");
    await page.getByLabel(/code/i).fill("12345678");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("Invalid code").waitFor();
    await look("sign-in-code-refused");
    await open(PASSKEY);
    await look("passkey");
    await open(ADD);
    await signIn();
    await page.waitForURL((url) => url.pathname === ADD);
    await look("passkey-add");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("heading", { name: "Your passkey is ready" }).waitFor();
    await look("passkey-added");
    world.domain.faults.wrongRelyingParty = true;
    await open(PASSKEY);
    await look("passkey-relying-party");
    world.domain.faults.wrongRelyingParty = false;
  });

  test("says what the browser says, where there is none", async () => {
    await open(PASSKEY);
    await press();
    await page.getByRole("alert").getByText("NotAllowedError").waitFor();
  });

  test("are asked for at the name of this machine; a program stays at its number", async () => {
    await open(PASSKEY);
    expect(new URL(page.url()).hostname).toBe("localhost");
    const program = await fetch(`${world.origin}${world.authorizationPath({}, PASSKEY)}`, { redirect: "manual" });
    expect(program.status).toBe(200);
  });

  test("run one script that the page names, and no other", async () => {
    const response = await open(PASSKEY);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src/);
    expect((await open("/login"))?.headers()["content-security-policy"]).not.toContain("script-src");
  });

  describe("where the pool wants to know who holds the device", () => {
    const knowsOwner = (isUserVerified: boolean) =>
      cdp.send("WebAuthn.setUserVerified", { authenticatorId: authenticator, isUserVerified });

    beforeAll(() => setPasskeys({ UserVerification: "required" }));
    afterAll(() => setPasskeys({ UserVerification: "preferred" }));

    test("is one that asked for a finger, a face or a PIN", async () => {
      await addPasskey();
      await context.clearCookies();
      await open(PASSKEY);
      expect((await sentBack(press)).searchParams.has("code")).toBe(true);
    });

    test("is not one that did not: the browser gives none, and no other page can ask for less", async () => {
      await addPasskey();
      await context.clearCookies();
      await knowsOwner(false);
      await open(PASSKEY);
      await press();
      await page.getByRole("alert").getByText("NotAllowedError").waitFor();
      await askForLess();
      const credential = await capture("Use a passkey");
      expect(await send(PASSKEY, credential)).toContain("User verification required");
    });

    test("can none be added without it", async () => {
      await knowsOwner(false);
      await open(ADD);
      await signIn();
      await page.waitForURL((url) => url.pathname === ADD);
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByRole("alert").getByText("NotAllowedError").waitFor();
    });
  });

  test("where the pool only prefers it, is one without it", async () => {
    await addPasskey();
    await context.clearCookies();
    await open(PASSKEY);
    await askForLess();
    expect((await sentBack(press)).searchParams.has("code")).toBe(true);
  });

  describe("refuse", () => {
    test("an answer that was sent before", async () => {
      await addPasskey();
      await open(PASSKEY);
      const credential = await capture("Use a passkey");
      expect(await send(PASSKEY, credential)).toMatch(/^sent to .*code=/);
      expect(await send(PASSKEY, credential)).toContain("The time for this passkey is over.");
      await open(PASSKEY); // a new question for the same answer
      expect(await send(PASSKEY, credential)).toContain(REFUSED);
    });

    test("an answer in somebody else's name", async () => {
      await addPasskey();
      await open(PASSKEY);
      const credential = JSON.parse(await capture("Use a passkey"));
      const other = await createUser(world.access, world.poolId, { email: `mal${people}@example.com`, givenName: "M" });
      credential.response.userHandle = Buffer.from(other.username).toString("base64url");
      expect(await send(PASSKEY, JSON.stringify(credential))).toContain(REFUSED);
    });

    test.each<[string, (answer: { clientData: Record<string, unknown>; data: Buffer }) => void]>([
      ["made for another origin", ({ clientData }) => (clientData.origin = "https://evil.example.com")],
      ["made for another question", ({ clientData }) => (clientData.challenge = "AAAA")],
      ["made for another relying party", ({ data }) => data.fill(0, 0, 32)],
      ["with a signature of something else", ({ data }) => data.writeUInt32BE(99, 33)],
    ])("one %s", async (_, change) => {
      await addPasskey();
      await open(PASSKEY);
      const credential = JSON.parse(await capture("Use a passkey"));
      const { response } = credential;
      const clientData = JSON.parse(Buffer.from(response.clientDataJSON, "base64url").toString());
      const data = Buffer.from(response.authenticatorData, "base64url");
      change({ clientData, data });
      response.clientDataJSON = Buffer.from(JSON.stringify(clientData)).toString("base64url");
      response.authenticatorData = data.toString("base64url");
      expect(await send(PASSKEY, JSON.stringify(credential))).toContain(REFUSED);
    });

    test.each(["", "null", "[]", "{}", '{"id":{},"response":null}', '{"id":"x","response":{"userHandle":{}}}'])(
      "%p, which is no answer",
      async (credential) => {
        await open(PASSKEY);
        expect(await send(PASSKEY, credential)).toContain(REFUSED);
      },
    );

    test("a passkey of another pool", async () => {
      const other = await startPasswordless();
      try {
        const user = await createUser(other.access, other.poolId, { email: person.email, givenName: "Mallory" });
        await addPasskey(user, other);
        await context.clearCookies();
        await open(PASSKEY);
        await press();
        await page.getByRole("alert").getByText(REFUSED).waitFor();
      } finally {
        await other.stop();
      }
    });

    test("one of a user who is disabled", async () => {
      await addPasskey();
      const target = { UserPoolId: world.poolId, Username: person.username };
      await world.api.send(new AdminDisableUserCommand(target));
      await open(PASSKEY);
      await press();
      await page.getByRole("alert").getByText(REFUSED).waitFor();
      await world.api.send(new AdminEnableUserCommand(target));
      await sentBack(press);
    });

    test("one of a user who has a second factor, unless it counts as both", async () => {
      await addPasskey();
      const target = { UserPoolId: world.poolId, Username: person.username };
      const phone = [
        { Name: "phone_number", Value: "+4915112345678" },
        { Name: "phone_number_verified", Value: "true" },
      ];
      await world.api.send(new AdminUpdateUserAttributesCommand({ ...target, UserAttributes: phone }));
      const SMSMfaSettings = { Enabled: true, PreferredMfa: true };
      await world.api.send(new AdminSetUserMFAPreferenceCommand({ ...target, SMSMfaSettings }));
      await open(PASSKEY);
      await press();
      await page.getByRole("alert").getByText(REFUSED).waitFor();
      await setPasskeys({ FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" });
      try {
        await sentBack(press);
      } finally {
        await setPasskeys({ FactorConfiguration: "SINGLE_FACTOR" });
      }
    });

    test("to keep one that was made for somebody else, or twice", async () => {
      await open(ADD);
      await signIn();
      await page.waitForURL((url) => url.pathname === ADD);
      const credential = await capture("Add a passkey");
      await context.clearCookies();
      const other = await createUser(world.access, world.poolId, { email: `ot${people}@example.com`, givenName: "O" });
      await open(ADD);
      await signIn(other);
      await page.waitForURL((url) => url.pathname === ADD);
      expect(await send(ADD, credential)).toContain(REFUSED);
    });

    test("a browser in which nobody is signed in, a form of another site, and a pool without them", async () => {
      await open(ADD);
      expect(new URL(page.url()).pathname).toBe("/login");
      expect(await error()).toBe("");
      expect(await send(ADD, "{}")).toMatch(/^sent to \/login/);
      const body = new URLSearchParams({ _csrf: "", credential: "{}" });
      const forged = await world.browser().open(world.authorizationPath({}, PASSKEY), { method: "POST", body });
      expect(forged.status).toBe(403);
      await setFactors(world, ["PASSWORD", "EMAIL_OTP"]);
      try {
        expect((await world.browser().open(world.authorizationPath({}, PASSKEY))).path).toMatch(/^\/login/);
        expect((await world.browser().open(world.authorizationPath({}, ADD))).path).toMatch(/^\/login/);
      } finally {
        await setFactors(world, ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
      }
    });

    test("every one, where they are made for another host than the page's", async () => {
      await setPasskeys({ RelyingPartyId: "login.example.com" });
      try {
        const response = await open(PASSKEY);
        expect(response?.status()).toBe(400);
        expect(await error()).toContain("The relying party ID is not a registrable domain suffix");
        expect(await page.locator("main").textContent()).toContain("login.example.com");
      } finally {
        await setPasskeys({ RelyingPartyId: world.host });
      }
    });
  });

  const setPasskeys = (WebAuthnConfiguration: object) =>
    world.api.send(new SetUserPoolMfaConfigCommand({ UserPoolId: world.poolId, WebAuthnConfiguration }));
});
