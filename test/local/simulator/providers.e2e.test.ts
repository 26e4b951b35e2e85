/** Links by a password, by the stand-in of Google and by a company's, in a real browser; and each way in which that fails. */
import type { Browser, BrowserContext } from "playwright-core";
import { findExecutable } from "../../../common/executable";
import { axeFindings } from "./axe";
import { findChromium, launchChromium } from "./browser";
import { PageWorld } from "./page-world";
import { SCREENSHOTS, SimulatorPage } from "./simulator-page";

jest.setTimeout(3 * 60 * 1000);

const chromium = findChromium();
const possible = chromium !== undefined && findExecutable("moto_server") !== undefined;
const describeInBrowser = possible || process.env.CI === "true" ? describe : describe.skip;

const PROVIDERS = ["Google", "Corp", "Staff"];
const QUESTION = "what is your technology stack";
const GRACE = { email: "grace.hopper@example.com", givenName: "Grace", password: "Nanosecond-Wire-1906" };

describeInBrowser("with identity providers", () => {
  let world: PageWorld;
  let browser: Browser;
  let context: BrowserContext;
  let simulator: SimulatorPage;

  beforeAll(async () => {
    world = await PageWorld.start(PROVIDERS);
    browser = await launchChromium(chromium ?? "");
  });
  beforeEach(async () => {
    context = await browser.newContext();
    context.setDefaultTimeout(15_000);
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

  const answerAfterLink = async (): Promise<string> => {
    await simulator.back();
    await simulator.linkState.getByText("linked", { exact: false }).waitFor();
    await simulator.say("open stack guide");
    return simulator.say(QUESTION);
  };

  const toProvider = async (name: string): Promise<void> => {
    await simulator.pressLink();
    await simulator.onSignInPage();
    await simulator.page.getByRole("link", { name: `Continue with ${name}` }).click();
  };

  test("links by a password, beside the buttons of the providers", async () => {
    await simulator.pressLink();
    await simulator.onSignInPage();
    expect(await simulator.page.getByRole("link", { name: /^Continue with/ }).allTextContents()).toEqual([
      "Continue with Google",
      "Continue with Corp",
      "Continue with Staff",
    ]);
    expect(await axeFindings(simulator.page)).toEqual([]);
    await simulator.page.screenshot({ path: `${SCREENSHOTS}/providers-sign-in.png` });
    await simulator.signUp(GRACE);
    await simulator.confirm(await world.signIn.lastCode());
    expect(await answerAfterLink()).toContain("Grace");
  });

  test("links by the stand-in of Google, as one of its people", async () => {
    await toProvider("Google");
    const choice = simulator.page.getByRole("button", { name: "Continue as Ada" });
    await choice.waitFor();
    expect(await axeFindings(simulator.page)).toEqual([]);
    await simulator.page.screenshot({ path: `${SCREENSHOTS}/providers-choice.png` });
    await choice.click();
    expect(await answerAfterLink()).toContain("Ada");
  });

  test("links by a company's provider, as somebody who is typed in", async () => {
    await toProvider("Corp");
    await simulator.page.getByLabel("First name").fill("Katherine");
    await simulator.page.getByLabel("Email address").fill("katherine@example.com");
    await simulator.page.getByRole("button", { name: "Continue as somebody else" }).click();
    expect(await answerAfterLink()).toContain("Katherine");
  });

  test("links by a company's SAML provider, whose page sends the browser on by a form", async () => {
    await toProvider("Staff");
    await simulator.page.getByRole("button", { name: "Continue as Grace" }).click();
    expect(await answerAfterLink()).toContain("Grace");
  });

  test("does not link whoever does not consent", async () => {
    await toProvider("Corp");
    await simulator.page.getByRole("button", { name: "Do not consent" }).click();
    await simulator.back();
    expect(await simulator.failure.textContent()).toContain("access-denied");
  });

  describe("says what is wrong", () => {
    const AT_PROVIDER: Readonly<Record<string, string>> = {
      "Provider: redirect URI missing": "provider-redirect-uri-missing",
      "Provider: down": "provider-unreachable",
      "Provider: not inside an app": "provider-refuses-embedded",
    };
    const AFTER_CHOICE: Readonly<Record<string, string>> = {
      "Provider: wrong secret": "provider-secret-wrong",
      "Provider: no address": "provider-attribute-missing",
      "Provider: wrong nonce": "provider-token-refused",
      "Provider: key rotated": "provider-token-refused",
      "Provider: slow": "provider-unreachable",
      "Trigger: refused": "trigger-refused",
    };

    const AT_SAML: Readonly<Record<string, string>> = {
      "SAML: another audience": "provider-assertion-refused",
      "SAML: not signed": "provider-assertion-refused",
      "Provider: key rotated": "provider-assertion-refused",
      "Provider: consent refused": "access-denied",
    };

    test("SAML: what is not right with an assertion, and a refusal", async () => {
      for (const [title, code] of Object.entries(AT_SAML)) {
        await simulator.switchFailure(title, true);
        await toProvider("Staff");
        if (code !== "access-denied") {
          await simulator.page.getByRole("button", { name: "Continue as Ada" }).click();
        }
        await simulator.back();
        expect([title, await simulator.failure.textContent()]).toEqual([title, expect.stringContaining(code)]);
        await simulator.switchFailure(title, false);
      }
    });

    for (const [title, code] of Object.entries(AT_PROVIDER)) {
      test(`${title}: ${code}`, async () => {
        await simulator.switchFailure(title, true);
        await toProvider("Google");
        await simulator.page
          .getByText(/^Error/)
          .first()
          .waitFor();
        const again = await SimulatorPage.open(context, world.url, "#talk");
        expect(await again.failure.textContent()).toContain(code);
      });
    }

    for (const [title, code] of Object.entries(AFTER_CHOICE)) {
      test(`${title}: ${code}`, async () => {
        await simulator.switchFailure(title, true);
        await toProvider("Corp");
        await simulator.page.getByLabel("First name").fill("Mary");
        await simulator.page.getByLabel("Email address").fill(`mary.${code}@example.com`);
        await simulator.page.getByRole("button", { name: "Continue as somebody else" }).click();
        await simulator.back();
        expect(await simulator.failure.textContent()).toContain(code);
      });
    }

    test("Trigger: accounts joined: accounts-joined, and the next attempt links", async () => {
      await simulator.switchFailure("Trigger: accounts joined", true);
      const signIn = async (): Promise<void> => {
        await toProvider("Corp");
        await simulator.page.getByLabel("First name").fill("Dorothy");
        await simulator.page.getByLabel("Email address").fill("dorothy@example.com");
        await simulator.page.getByRole("button", { name: "Continue as somebody else" }).click();
      };
      await signIn();
      await simulator.back();
      expect(await simulator.failure.textContent()).toContain("accounts-joined");
      await signIn();
      expect(await answerAfterLink()).toContain("Dorothy");
    });

    test("Provider: consent refused: access-denied", async () => {
      await simulator.switchFailure("Provider: consent refused", true);
      await toProvider("Google");
      await simulator.back();
      expect(await simulator.failure.textContent()).toContain("access-denied");
    });
  });
});
