import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";

/** Git ignores it. */
export const SCREENSHOTS = resolve(__dirname, "../../../artifacts/screenshots");

export interface Person {
  readonly email: string;
  readonly givenName: string;
  readonly password: string;
}

/** The simulator in a browser, by what a person sees of it: labels, names of buttons, words. */
export class SimulatorPage {
  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(context: BrowserContext, url: string, view = ""): Promise<SimulatorPage> {
    const page = await context.newPage();
    await page.goto(`${url}/${view}`);
    await page.locator("#environment:not(:empty)").waitFor({ state: "attached" });
    return new SimulatorPage(page, url);
  }

  get answers(): Locator {
    return this.page.locator(".answer");
  }

  get failure(): Locator {
    return this.page.locator(".failure").last();
  }

  get linkState(): Locator {
    return this.page.locator("#link-state");
  }

  async view(name: "Talk" | "Devices" | "Happened" | "Failures" | "Mail" | "Settings"): Promise<void> {
    await this.page.getByRole("navigation").getByRole("link", { name }).click();
  }

  /** Types and sends it, and waits for the answer. */
  async say(text: string): Promise<string> {
    const before = await this.answers.count();
    await this.page.getByLabel("Say to Alexa").fill(text);
    await this.page.getByRole("button", { name: "Say it" }).click();
    const answer = this.answers.nth(before);
    await answer.waitFor();
    return (await answer.locator(".bubble > p").textContent()) ?? "";
  }

  /** Presses "Link account" in Settings, and waits for where that leads: a sign-in page, an error page, or back. */
  async pressLink(): Promise<void> {
    await this.view("Settings");
    // The page that follows may be this one again, by way of the sign-in page that still knows the user.
    const another = this.page.waitForEvent("domcontentloaded");
    await this.page.locator("#settings").getByRole("button", { name: "Link account" }).click();
    await another;
  }

  async onSignInPage(): Promise<void> {
    await this.page.waitForURL((url) => url.pathname === "/login");
  }

  async back(): Promise<void> {
    await this.page.waitForURL((url) => url.origin === this.url, { timeout: 20_000 });
    await this.page.locator("#environment:not(:empty)").waitFor({ state: "attached" });
  }

  async signIn({ email, password }: Person): Promise<void> {
    await this.page.getByLabel(/e-?mail/i).fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  async signUp({ email, givenName, password }: Person): Promise<void> {
    await this.page.getByRole("link", { name: "Sign up" }).click();
    await this.page.getByLabel(/e-?mail/i).fill(email);
    await this.page.getByLabel("First name").fill(givenName);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign up" }).click();
    await this.page.waitForURL((url) => url.pathname === "/confirm");
  }

  async confirm(code: string): Promise<void> {
    await this.page.getByLabel(/code/i).fill(code);
    await this.page.getByRole("button", { name: /confirm/i }).click();
  }

  async switchFailure(title: string, on: boolean): Promise<void> {
    await this.view("Failures");
    await this.page.getByRole("switch", { name: title, exact: true }).setChecked(on);
    await this.page.waitForFunction(() => document.body.dataset.busy === undefined);
  }

  async pressInSettings(name: string): Promise<void> {
    await this.view("Settings");
    await this.page.locator("#settings").getByRole("button", { name }).click();
    await this.page.waitForFunction(() => document.body.dataset.busy === undefined);
  }

  async choose(label: string): Promise<void> {
    await this.view("Settings");
    await this.page.getByRole("radio", { name: label }).check({ force: true });
    await this.page.waitForFunction(() => document.body.dataset.busy === undefined);
  }

  /** Whether something is wider than the screen. */
  scrollsSideways(): Promise<boolean> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const panels = [...document.querySelectorAll(".scroll, .panel")];
      return scrollWidth > clientWidth || panels.some((panel) => panel.scrollWidth > panel.clientWidth);
    });
  }

  /** Buttons, links of the navigation and fields that are smaller than 44 pixels, by their text. */
  tooSmall(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const controls = [...document.querySelectorAll("button, nav a, input, textarea, summary, label.segment")];
      return controls
        .filter((control) => control.checkVisibility() && !control.matches(".segment input"))
        .map((control) => (control instanceof HTMLInputElement && control.closest("label, li")) || control)
        .filter((target) => target.getBoundingClientRect().height < 43.5)
        .map((target) => target.textContent || target.id);
    });
  }

  /** Controls without a name, as HTML. */
  nameless(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, a, input, textarea, summary")]
        .filter((control) => {
          const labels = "labels" in control ? [...((control as HTMLInputElement).labels ?? [])] : [];
          const names = [
            control.textContent,
            control.getAttribute("aria-label"),
            ...labels.map((it) => it.textContent),
          ];
          return !names.some((name) => name?.trim()) && !control.closest("label")?.textContent?.trim();
        })
        .map((control) => control.outerHTML),
    );
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }
}
