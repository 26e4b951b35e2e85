/** Every page in a real browser: axe finds nothing on it, and it fits a small phone, in light and in dark. */
import { SetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { findExecutable } from "../../../common/executable";
import { story } from "../../e2e/story";
import { axeFindings } from "./axe";
import { findChromium, launchChromium } from "./browser";
import { cutTexts } from "./cut-texts";
import { PageWorld } from "./page-world";
import type { Person } from "./simulator-page";
import { SCREENSHOTS, SimulatorPage } from "./simulator-page";

jest.setTimeout(5 * 60 * 1000);

const chromium = findChromium();
const possible = chromium !== undefined && findExecutable("moto_server") !== undefined;
const describeInBrowser = possible || process.env.CI === "true" ? describe : describe.skip;

const ADA: Person = { email: "ada.lovelace@example.com", givenName: "Ada", password: "Analytical-Engine-1843" };
const VIEWS = ["Talk", "Happened", "Failures", "Mail", "Settings"] as const;
type View = (typeof VIEWS)[number];
const SCREENS = [
  ["phone", "light", { width: 360, height: 740 }],
  ["desktop", "dark", { width: 1280, height: 800 }],
] as const;

describeInBrowser("every page", () => {
  let world: PageWorld;
  let browser: Browser;
  let context: BrowserContext;
  let simulator: SimulatorPage;

  beforeAll(async () => {
    world = await PageWorld.start();
    browser = await launchChromium(chromium ?? "");
    context = await browser.newContext();
    simulator = await SimulatorPage.open(context, world.url, "#talk");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  /** What is wrong anywhere; told as a whole. */
  const flaws: string[] = [];

  const look = async (name: string, page: Page = simulator.page): Promise<void> => {
    for (const [screen, colorScheme, viewport] of SCREENS) {
      if (screen === "desktop" && name.endsWith("-talk")) {
        continue; // always there
      }
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const at = `${name}, ${screen}, ${colorScheme}`;
      await page.screenshot({ path: `${SCREENSHOTS}/${name}-${screen}-${colorScheme}.png` });
      flaws.push(...(await axeFindings(page)).map((found) => `${at}: ${found}`));
      flaws.push(...(await cutTexts(page)).map((cut) => `${at}: cut: ${cut}`));
    }
  };

  const views = async (name: string, ...shown: readonly View[]): Promise<void> => {
    for (const view of shown.length === 0 ? VIEWS : shown) {
      await simulator.page.setViewportSize({ width: 360, height: 740 });
      await simulator.view(view);
      if (view === "Happened" && (await simulator.page.locator("#events summary").count()) > 0) {
        await simulator.page.locator("#events summary").last().click();
      }
      await look(`${name}-${view.toLowerCase()}`);
    }
  };

  /** What the switch of a failure says of it, as a screen reader hears it too. */
  const switchText = (title: string): Promise<string | null> =>
    simulator.page.locator("#switches li", { hasText: title }).locator("p").textContent();

  story("of the simulator, in the order of a first hour", (step) => {
    step("nothing said", async () => {
      await views("start");
      expect(await simulator.page.locator("#suggestions").textContent()).toContain("link my account");
      expect(await switchText("Wrong secret")).toMatch(/Then link the account\.$/);
      expect(await switchText("Clock skewed")).toMatch(/then say “what is your technology stack”\.$/);
    });

    step("an answer, with its card", async () => {
      await simulator.say("open stack guide");
      await simulator.say("what is your technology stack");
      await views("card", "Talk", "Happened");
    });

    step("the sign-in page, with what is wrong", async () => {
      await simulator.pressLink();
      await look("sign-in");
      await simulator.signIn({ ...ADA, password: "Not-the-password-1" });
      await simulator.page
        .getByRole("alert")
        .getByText(/incorrect/i)
        .waitFor();
      await look("sign-in-refused");
    });

    step("sign-up and confirmation", async () => {
      const { page } = simulator;
      await page.getByRole("link", { name: "Sign up" }).click();
      await look("sign-up");
      await page.getByLabel(/e-?mail/i).fill("ada@");
      await page.evaluate(() => document.querySelector("form")?.setAttribute("novalidate", ""));
      await page.getByRole("button", { name: "Sign up" }).click();
      await look("sign-up-refused");
      await page.getByLabel(/e-?mail/i).fill(ADA.email);
      await page.getByLabel("First name").fill(ADA.givenName);
      await page.getByLabel("Password", { exact: true }).fill(ADA.password);
      await page.getByRole("button", { name: "Sign up" }).click();
      await page.waitForURL((url) => url.pathname === "/confirm");
      await look("confirm");
      await simulator.confirm("000000");
      await page.getByRole("alert").getByText(/code/i).waitFor();
      await look("confirm-refused");
      await page.getByRole("button", { name: "Send another code" }).click();
      await page
        .getByRole("status")
        .getByText(/new code/i)
        .waitFor();
      await look("confirm-again");
    });

    step("the mail, and then the link", async () => {
      const mail = await SimulatorPage.open(context, world.url, "#mail");
      await look("mail", mail.page);
      await mail.page.close();
      await simulator.confirm(await world.signIn.lastCode());
      await simulator.back();
      await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
      await simulator.say("what is your technology stack");
      await views("linked");
      expect(await simulator.page.locator("#suggestions").textContent()).not.toContain("link my account");
      expect(await simulator.page.locator(".link-card").last().innerText()).not.toContain("To go on, sign in");
      expect(await switchText("Wrong secret")).toMatch(/Then disable the skill, and link the account again\.$/);
      expect(await switchText("Refresh token expired")).toMatch(/Then refresh the token\.$/);
    });

    step("a failure switched on while linked", async () => {
      await simulator.switchFailure("Scope missing on the client", true);
      await simulator.switchFailure("Wrong secret", true);
      await views("failure-on", "Failures");
      await simulator.pressInSettings("Refresh token now");
      await simulator.failure.waitFor();
      await views("failure-met", "Talk", "Happened");
      const seen = simulator.failure.getByRole("group", { name: "What your user sees" });
      expect(await seen.textContent()).toContain("Nothing at first. Later the skill");
      // A page that says no is not painted as if it were a success.
      const refusedPage = simulator.page.locator("#events summary", { hasText: "POST /login" }).first();
      expect(await refusedPage.locator(".status").getAttribute("data-tone")).toBe("plain");
    });

    step("not linked any more, and Cognito's error page", async () => {
      await simulator.pressInSettings("Start over");
      await simulator.switchFailure("Trailing slash", true);
      await simulator.pressLink();
      await look("error-page");
      await simulator.page.goBack();
      await simulator.back();
      await simulator.failure.waitFor();
      await views("error-met", "Talk");
      await simulator.pressInSettings("Start over");
    });

    step("refresh token expired", async () => {
      await simulator.pressLink();
      await simulator.back();
      await simulator.switchFailure("Refresh token expired", true);
      await simulator.pressInSettings("Refresh token now");
      await views("link-lost", "Talk", "Settings");
      // Twice, since what is there once may be there under the same name again.
      await simulator.pressLink();
      await simulator.back();
      await simulator.pressInSettings("Refresh token now");
      await look("link-lost-twice");
      await simulator.pressInSettings("Start over");
    });

    step("a long name and another language", async () => {
      await simulator.choose("Deutsch");
      await simulator.page.locator("#suggestions button").nth(1).click();
      await simulator.answers.first().waitFor();
      await views("german", "Talk", "Settings");
      await simulator.choose("English (US)");
    });

    step("a forgotten password", async () => {
      await context.clearCookies();
      const { page } = simulator;
      await simulator.pressLink();
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await look("forgot");
      await page.getByLabel(/e-?mail/i).fill(ADA.email);
      await page.getByRole("button", { name: "Send a code" }).click();
      await page.getByRole("button", { name: "Change password" }).waitFor();
      await look("reset");
      await page.goto(world.url);
      await simulator.back();
    });

    step("a second factor: set up, asked for, and the code's page", async () => {
      await world.signIn.api.send(
        new SetUserPoolMfaConfigCommand({
          UserPoolId: world.signIn.poolId,
          MfaConfiguration: "ON",
          SoftwareTokenMfaConfiguration: { Enabled: true },
        }),
      );
      await context.clearCookies();
      await simulator.pressInSettings("Start over");
      const { page } = simulator;
      await simulator.pressLink();
      await simulator.signIn(ADA);
      await page.waitForURL((url) => url.pathname === "/mfa");
      await look("mfa-set-up");
      const [codePage] = await Promise.all([
        context.waitForEvent("page"),
        page.getByRole("link", { name: "see its code" }).click(),
      ]);
      await codePage.waitForLoadState();
      await look("mfa-code-page", codePage);
      const code = (await codePage.locator("code").first().textContent()) ?? "";
      await codePage.close();
      await page.getByLabel(/code/i).fill(code === "000000" ? "000001" : "000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await page
        .getByRole("alert")
        .getByText(/mismatch/i)
        .waitFor();
      await look("mfa-refused");
      await page.getByLabel(/code/i).fill(code);
      await page.getByRole("button", { name: "Continue" }).click();
      await simulator.back();
      await context.clearCookies();
      await simulator.pressInSettings("Disable skill and unlink");
      await simulator.pressLink();
      await simulator.signIn(ADA);
      await page.waitForURL((url) => url.pathname === "/mfa");
      await look("mfa-asked");
    });

    step("Cognito's error page without a meaning, and the pages that stand for Alexa", async () => {
      const { page } = simulator;
      await page.goto(`${world.signIn.origin}${world.signIn.authorizationPath({}, "/error")}`);
      await look("error-plain");
      await page.goto(`${world.signIn.hosts.toLocal("https://layla.amazon.com/api/skill/elsewhere")}`);
      await look("alexa-nothing-here");
      await page.goto(`${world.signIn.hosts.toLocal("https://layla.amazon.com/api/skill/link/M1?state=x")}`);
      await look("alexa-after");
    });

    step("nothing is wrong with any of them", () => {
      expect(flaws).toEqual([]);
    });
  });
});
