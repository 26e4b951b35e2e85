/** `npm run simulator` and its page in a real browser: the link, the conversation, the failures and their diagnoses. */
import type { BrowserContext, BrowserContextOptions } from "playwright-core";
import { findChromium, launchChromium } from "../local/simulator/browser";
import { SimulatorCommand } from "../local/simulator/simulator-command";
import type { Person } from "../local/simulator/simulator-page";
import { SimulatorPage } from "../local/simulator/simulator-page";
import { WatchedBrowser } from "../local/simulator/watched-browser";
import { story } from "./story";
import type { Finished } from "./world";
import { execute, ROOT } from "./world";

jest.setTimeout(10 * 60 * 1000);

const chromium = findChromium();
if (chromium === undefined && process.env.CI === "true") {
  throw new Error("No Chromium on PATH, and CHROMIUM_PATH is not set: in CI the page must be tested.");
}
// Without a browser there is nothing to see; the server behind the page has tests of its own.
const describeWithBrowser = chromium === undefined ? describe.skip : describe;
const skipped = chromium === undefined ? " (skipped: no Chromium on PATH, and CHROMIUM_PATH is not set)" : "";

const ADA: Person = { email: "ada@example.com", givenName: "Ada", password: "Analytical-Engine-1843" };
const GRACE: Person = { email: "grace@example.com", givenName: "Grace", password: "Nanoseconds-Of-Wire-1906" };
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

/** Switches of the simulator, and what doctor calls each. */
const FAILURE_CODES = [
  ["wrong-secret", "wrong-secret"],
  ["missing-redirect-uri", "missing-region-redirect-uri"],
  ["skill-id-for-vendor-id", "skill-id-for-vendor-id"],
  ["trailing-slash", "trailing-slash"],
  ["issuer-for-domain", "issuer-for-domain"],
  ["scope-not-allowed", "scope-not-allowed"],
  ["scope-missing", "scope-missing"],
  ["token-uri-slow", "token-uri-slow"],
  ["access-token-short", "access-token-too-short"],
  ["refresh-token-expired", "refresh-token-expired"],
  ["clock-skewed", "clock-skewed"],
] as const;

/** The simulator that all share, until one presses Ctrl-C. */
let shared: SimulatorCommand | undefined;
async function running(): Promise<SimulatorCommand> {
  shared ??= await SimulatorCommand.start();
  return shared;
}
afterAll(() => shared?.end());

describe("alexa-link on the running simulator", () => {
  let command: SimulatorCommand;
  /** Everything that was printed. */
  let printed = "";

  beforeAll(async () => {
    command = await running();
  });

  async function alexaLink(...args: readonly string[]): Promise<Finished> {
    const finished = await execute(process.execPath, [`${ROOT}/cli/alexa-link.mjs`, ...args], process.env);
    printed += finished.stdout + finished.stderr;
    return finished;
  }

  async function failing(): Promise<{ readonly exitCode: number; readonly codes: readonly string[] }> {
    const { exitCode, stdout } = await alexaLink("doctor", "local", "--json");
    const { results } = JSON.parse(stdout) as { results: readonly { status: string; code?: string }[] };
    return { exitCode, codes: results.flatMap(({ status, code = status }) => (isFine(status) ? [] : [code])) };
  }

  const isFine = (status: string): boolean => status === "ok" || status === "skip";

  async function switchFailure(name: string, on: boolean): Promise<void> {
    const response = await fetch(`${command.url}/api/failures`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: command.url },
      body: JSON.stringify({ name, on }),
    });
    expect(response.status).toBe(200);
  }

  story("a form that is pushed is sound, and what is wrong with it later is named", (step) => {
    step("shows the form, pushes it, has nothing to do, and finds the link sound", async () => {
      const settings = await alexaLink("settings", "local");
      expect(settings).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Your Web Authorization URI") });
      expect(await failing()).toEqual({ exitCode: 1, codes: ["settings-never-pushed"] });
      expect(await alexaLink("push", "local", "--dry-run")).toMatchObject({ exitCode: 1 });
      const first = await alexaLink("push", "local", "--yes");
      expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Written, and read back.") });
      const second = await alexaLink("push", "local");
      expect(second).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Nothing to do") });
      expect(await failing()).toEqual({ exitCode: 0, codes: [] });
    });

    for (const [name, code] of FAILURE_CODES) {
      step(`doctor names the failure ${name} that was switched on, and nothing else`, async () => {
        await switchFailure(name, true);
        expect(await failing()).toEqual({ exitCode: 1, codes: [code] });
        await switchFailure(name, false);
      });
    }

    step("a push fixes what was wrong with the form", async () => {
      await switchFailure("scope-missing", true);
      expect(await alexaLink("push", "local", "--yes")).toMatchObject({ exitCode: 0 });
      expect(await failing()).toEqual({ exitCode: 0, codes: [] });
    });

    step("imports the skill package, and then has nothing to do", async () => {
      const first = await alexaLink("skill", "local", "--push", "--yes");
      expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Imported") });
      const second = await alexaLink("skill", "local", "--push", "--yes");
      expect(second).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Nothing to do") });
    });

    step("no secret was printed", () => {
      expect(printed.length).toBeGreaterThan(10_000);
      expect(printed.includes(command.clientSecret)).toBe(false);
    });
  });
});

describeWithBrowser(`the simulator's page${skipped}`, () => {
  let command: SimulatorCommand;
  let browser: WatchedBrowser;

  beforeAll(async () => {
    command = await running();
    browser = await WatchedBrowser.launch(chromium ?? "", command.url);
  });
  afterAll(() => browser?.close());
  afterEach(() => {
    expect(browser.takeProblems()).toEqual({ elsewhere: [], errors: [] });
    // Compared here, so that a failure prints no half a megabyte, least of all one with a secret in it. A token begins
    // with two parts of JSON; one alone stands by chance in Alexa's long random states.
    const { sent } = browser;
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.includes(command.clientSecret)).toBe(false);
    expect([ADA, GRACE].some(({ password }) => sent.includes(password))).toBe(false);
    expect(/eyJ[\w-]{8,}\.eyJ[\w-]{8}/.test(sent)).toBe(false);
  });

  const newContext = (options: BrowserContextOptions = {}): Promise<BrowserContext> =>
    browser.newContext({ viewport: DESKTOP, ...options });

  story("somebody signs up, is linked, disables the skill, and signs in again", (step) => {
    let context: BrowserContext;
    let simulator: SimulatorPage;

    step("somebody signs up with the code from the mail, is linked, and is called by name", async () => {
      context = await newContext();
      simulator = await SimulatorPage.open(context, command.url);
      await simulator.pressInSettings("Start over");
      expect(await simulator.say("open stack guide")).toContain("I don't know you yet");
      expect(await simulator.say("what is your technology stack")).toContain("link your account");
      await simulator.screenshot("desktop-link-card");
      await simulator.page.locator(".card").getByRole("button", { name: "Link account" }).click();
      await simulator.onSignInPage();
      await simulator.screenshot("desktop-sign-in");
      await simulator.signUp(ADA);

      await simulator.confirm(await codeFor(ADA, context));
      await simulator.back();
      await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
      expect(await simulator.page.locator(".notice").last().textContent()).toBe("Your Stack Guide account is linked.");
      expect(await simulator.say("what is your technology stack")).toMatch(/^Sure, Ada\./);
      await simulator.view("Happened");
      await simulator.screenshot("desktop-linked");
    });

    step("what was said before the sign-in page is still there after it", async () => {
      expect(await simulator.page.locator(".said").allTextContents()).toEqual([
        expect.stringContaining("open stack guide"),
        expect.stringContaining("what is your technology stack"),
        expect.stringContaining("what is your technology stack"),
      ]);
    });

    step("each exchange of the link can be read, with its secrets masked", async () => {
      await simulator.view("Happened");
      const token = simulator.page.locator("#events li", { hasText: "Alexa → access token URI" }).first();
      await token.locator("summary").click();
      expect(await token.textContent()).toMatch(/grant_type\s*authorization_code.*redirect_uri.*pitangui/);
      expect(await token.textContent()).toMatch(/Basic \S{0,4}…?••••/);
      expect(await token.textContent()).toMatch(/"access_token": "\S{0,4}…••••"/);
      await simulator.screenshot("desktop-happened");
      expect(await simulator.page.locator("#events").textContent()).toContain("skill → user info");
    });

    step("the token is refreshed on demand", async () => {
      await simulator.pressInSettings("Refresh token now");
      expect(await simulator.page.locator(".notice").last().textContent()).toContain("new access token");
    });

    step("a skill that is disabled no longer knows the user", async () => {
      await simulator.pressInSettings("Disable skill and unlink");
      await simulator.linkState.getByText("Not linked").waitFor();
      expect(await simulator.say("what is your technology stack")).toContain("link your account");
    });

    step("somebody who has an account signs in and is linked", async () => {
      const other = await newContext();
      const page = await SimulatorPage.open(other, command.url);
      await page.pressLink();
      await page.onSignInPage();
      await page.signIn({ ...ADA, password: "Not-the-password-1" });
      await page.page
        .getByRole("alert")
        .getByText(/incorrect/i)
        .waitFor();
      await page.signIn(ADA);
      await page.back();
      await page.linkState.getByText("Linked", { exact: true }).waitFor();
      // The other tab hears of it.
      await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
      await other.close();
    });

    step("the other locales answer in their language", async () => {
      await simulator.choose("Deutsch");
      expect(await simulator.page.getByRole("heading", { level: 1 }).textContent()).toBe("Technik Lotse");
      const suggestion = simulator.page.locator("#suggestions button").nth(1);
      const before = await simulator.answers.count();
      await suggestion.click();
      await simulator.answers.nth(before).waitFor();
      expect(await simulator.answers.nth(before).textContent()).toMatch(/Ada.*(geschrieben|TypeScript)/);
      await simulator.screenshot("desktop-german");
      await simulator.choose("English (UK)");
      expect(await simulator.say("open stack guide")).toContain("Welcome back, Ada");
      await simulator.choose("English (US)");
    });

    step("the page was sent much, so that it means something that no secret was in it", () => {
      expect(browser.sent.length).toBeGreaterThan(10_000);
    });
  });

  /** The code of the mail to somebody, as it stands on the page. */
  async function codeFor({ email }: Person, context: BrowserContext): Promise<string> {
    const mail = await SimulatorPage.open(context, command.url, "#mail");
    const code = await mail.page.locator(".mail", { hasText: email }).locator(".mail-code code").textContent();
    await mail.screenshot("desktop-mail");
    await mail.page.close();
    return code ?? "";
  }

  describe("for somebody who has an account, and whom the browser knows", () => {
    let simulator: SimulatorPage;

    beforeAll(async () => {
      const context = await newContext();
      simulator = await SimulatorPage.open(context, command.url);
      await simulator.pressInSettings("Start over");
      await simulator.pressLink();
      await simulator.onSignInPage();
      await simulator.signUp(GRACE);
      await simulator.confirm(await codeFor(GRACE, context));
      await simulator.back();
    });
    beforeEach(() => simulator.pressInSettings("Start over"));

    /** Links as far as it goes; the browser still knows Grace, so nobody is asked for a password. */
    async function link(): Promise<void> {
      await simulator.pressLink();
      await simulator.back();
    }

    async function linkAndAsk(): Promise<void> {
      await link();
      await simulator.say("what is your technology stack");
    }

    describe("a failure", () => {
      afterEach(() => simulator.pressInSettings("Start over"));

      /** The link ends on a page of Cognito's, from which a person goes back. */
      async function linkAndGoBack(): Promise<void> {
        await simulator.pressLink();
        await simulator.page.waitForURL((url) => url.origin !== command.url);
        await simulator.page.waitForLoadState();
        await simulator.page.goBack();
        await simulator.back();
      }

      test.each([
        ["Wrong secret", link, "wrong-secret", "unable to link"],
        ["Redirect URI of one region missing", linkAndGoBack, "missing-region-redirect-uri", "error page"],
        ["Skill id for vendor id", linkAndGoBack, "skill-id-for-vendor-id", "error page"],
        ["Trailing slash", linkAndGoBack, "trailing-slash", "error page"],
        ["Issuer for domain", linkAndGoBack, "issuer-for-domain", "error page"],
        ["Scope missing on the client", link, "scope-not-allowed", "unable to link"],
        ["Scope missing in Alexa's form", linkAndAsk, "scope-missing", "is linked"],
        ["Token server slow", link, "token-uri-slow", "unable to link"],
        ["Access token too short", link, "access-token-too-short", "unable to link"],
        ["Clock skewed", linkAndAsk, "clock-skewed", "is linked"],
      ])("%s: what the user sees, and what is really wrong", async (title, meet, code, userSees) => {
        await simulator.switchFailure(title, true);
        await meet();
        const { failure } = simulator;
        await failure.waitFor();
        expect(await failure.locator(".code").textContent()).toBe(code);
        expect(await failure.getByRole("group", { name: "What your user sees" }).textContent()).toContain(userSees);
        expect(await failure.getByRole("group", { name: "What is really wrong" }).textContent()).toMatch(
          /How to fix it.{20}/,
        );
        await simulator.view("Failures");
        await simulator.screenshot(`failure-${code}`);
      });

      test("Refresh token expired: the link is lost later", async () => {
        await link();
        await simulator.switchFailure("Refresh token expired", true);
        await simulator.pressInSettings("Refresh token now");
        expect(await simulator.failure.locator(".code").textContent()).toBe("refresh-token-expired");
        await simulator.screenshot("failure-refresh-token-expired");
      });

      test("of one region leaves the others alone, and goes when it is switched off", async () => {
        await simulator.switchFailure("Redirect URI of one region missing", true);
        await simulator.choose("Europe, India");
        await link();
        await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
        await simulator.pressInSettings("Disable skill and unlink");
        await simulator.switchFailure("Redirect URI of one region missing", false);
        await simulator.choose("North America");
        await link();
        await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
      });
    });

    test("everything can be done by keyboard alone", async () => {
      const { page } = simulator;
      await page.goto(command.url);
      await simulator.back();
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("where you speak");
      await page.keyboard.press("Enter");
      await page.keyboard.type("what is your technology stack");
      await page.keyboard.press("Enter");
      await simulator.answers.first().waitFor();
      // Back from the line to the card's button.
      const onButton = () => page.evaluate(() => document.activeElement?.textContent === "Link account");
      for (let presses = 0; presses < 30 && !(await onButton()); presses += 1) {
        await page.keyboard.press("Shift+Tab");
      }
      expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe("solid");
      await page.keyboard.press("Enter");
      await simulator.back();
      await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
    });

    test.each([
      ["phone", PHONE],
      ["desktop", DESKTOP],
    ])("fits a %s, in light and dark, and what can be pressed is large enough", async (name, viewport) => {
      await linkAndAsk();
      for (const colorScheme of ["light", "dark"] as const) {
        const other = await newContext({ viewport, colorScheme });
        await expectToFit(await SimulatorPage.open(other, command.url, "#talk"), name, colorScheme);
        await other.close();
      }
    });

    test("every control has a name that a screen reader can say", async () => {
      await linkAndAsk();
      expect(await simulator.nameless()).toEqual([]);
    });
  });
});

async function expectToFit(page: SimulatorPage, name: string, colorScheme: string): Promise<void> {
  for (const view of ["Talk", "Happened", "Failures", "Mail", "Settings"] as const) {
    if (name === "desktop" && view === "Talk") {
      continue; // always there
    }
    await page.view(view);
    if (view === "Happened") {
      await page.page.locator("#events summary").first().click();
    }
    expect({ view, sideways: await page.scrollsSideways() }).toEqual({ view, sideways: false });
    expect({ view, small: await page.tooSmall() }).toEqual({ view, small: [] });
    await page.screenshot(`${name}-${colorScheme}-${view.toLowerCase()}`);
  }
}

describeWithBrowser(`Ctrl-C${skipped}`, () => {
  test("ends it, leaves nothing, and the page says so", async () => {
    const ended = await running();
    const browser = await launchChromium(chromium ?? "");
    try {
      const simulator = await SimulatorPage.open(await browser.newContext(), ended.url);
      shared = undefined;
      expect(await ended.interrupt()).toEqual({ exitCode: 0, left: [] });
      await simulator.page.getByRole("alert").getByText("has ended").waitFor();
    } finally {
      await browser.close();
      await ended.end();
    }
  });
});
