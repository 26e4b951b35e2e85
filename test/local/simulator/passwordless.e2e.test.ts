/** Links by a code that comes by mail, in a real browser; and how that fails. */
import type { Browser, BrowserContext } from "playwright-core";
import { findExecutable } from "../../../common/executable";
import { createUser } from "../../../local/demo/demo-user";
import { makePasswordless } from "../cognito/passwordless";
import { findChromium, launchChromium } from "./browser";
import { PageWorld } from "./page-world";
import { SCREENSHOTS, SimulatorPage } from "./simulator-page";

jest.setTimeout(60_000);

const chromium = findChromium();
const possible = chromium !== undefined && findExecutable("moto_server") !== undefined;
const describeInBrowser = possible || process.env.CI === "true" ? describe : describe.skip;

const GRACE = "grace.hopper@example.com";

describeInBrowser("without a password", () => {
  let world: PageWorld;
  let browser: Browser;
  let context: BrowserContext;
  let simulator: SimulatorPage;

  beforeAll(async () => {
    world = await PageWorld.start();
    const { signIn } = world;
    await makePasswordless(signIn, ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"], world.clientId);
    await createUser(signIn.access, signIn.poolId, { email: GRACE, givenName: "Grace" });
    browser = await launchChromium(chromium ?? "");
  });
  beforeEach(async () => {
    context = await browser.newContext();
    context.setDefaultTimeout(10_000);
    simulator = await SimulatorPage.open(context, world.url);
  });
  afterEach(async () => {
    await world.session.reset();
    await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const toCode = async (): Promise<void> => {
    const { page } = simulator;
    await simulator.pressLink();
    await simulator.onSignInPage();
    await page.getByRole("link", { name: "More ways to sign in" }).click();
    await page.getByLabel(/e-?mail/i).fill(GRACE);
    await page.getByRole("button", { name: "Send a code by e-mail" }).click();
    await page.getByLabel(/code/i).waitFor();
  };

  /** As a person does it: out of the mail, in the simulator's own box. */
  const codeInMail = async (): Promise<string> => {
    const mail = await SimulatorPage.open(context, world.url, "#mail");
    await mail.page.screenshot({ path: `${SCREENSHOTS}/sign-in-code-mail.png` });
    const text = (await mail.page.locator("#mail").innerText()).match(/\b\d{8}\b/g) ?? [];
    await mail.page.close();
    const sent = await world.signIn.lastCode();
    expect(text).toContain(sent);
    return sent;
  };

  const typeIn = async (code: string): Promise<void> => {
    await simulator.page.getByLabel(/code/i).fill(code);
    await simulator.page.getByRole("button", { name: "Sign in" }).click();
  };

  test("links by a code by mail", async () => {
    await toCode();
    await typeIn(await codeInMail());
    await simulator.back();
    await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
    await simulator.say("open stack guide");
    expect(await simulator.say("what is your technology stack")).toContain("Grace");
  });

  test("names a code whose time is over", async () => {
    await simulator.switchFailure("Code: time over", true);
    await toCode();
    await typeIn(await codeInMail());
    await simulator.page.getByRole("alert").getByText("session is expired").waitFor();
    await simulator.page.goto(world.url);
    expect(await simulator.failure.textContent()).toContain("sign-in-code-expired");
  });

  test("names passkeys that are made for another host", async () => {
    await simulator.switchFailure("Passkey: another host", true);
    await simulator.pressLink();
    await simulator.page.getByRole("link", { name: "More ways to sign in" }).click();
    await simulator.page.getByRole("link", { name: "Use a passkey" }).click();
    await simulator.page.getByRole("alert").getByText("relying party").waitFor();
    await simulator.page.goto(world.url);
    expect(await simulator.failure.textContent()).toContain("passkey-relying-party");
  });
});
