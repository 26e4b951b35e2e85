import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "./browser";

/** A browser that keeps what must never be seen in it: requests to elsewhere, errors, and what the server sent. */
export class WatchedBrowser {
  /** Everything that the simulator's server sent to the page, but for the stream of events. */
  sent = "";
  private readonly elsewhere: string[] = [];
  private readonly errors: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  /** @param url where the simulator listens */
  static async launch(executablePath: string, url: string): Promise<WatchedBrowser> {
    return new WatchedBrowser(await launchChromium(executablePath), url);
  }

  async newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext(options);
    context.on("request", (request) => {
      if (new URL(request.url()).hostname !== "127.0.0.1") {
        this.elsewhere.push(request.url());
      }
    });
    context.on("console", (message) => {
      if (message.type() === "error" && message.location().url.startsWith(this.url)) {
        this.errors.push(message.text());
      }
    });
    context.on("weberror", (error) => this.errors.push(String(error.error())));
    context.on("response", async (response) => {
      if (/\/api\/(?!events)/.test(response.url())) {
        this.sent += await response.text().catch(() => "");
      }
    });
    return context;
  }

  /** What went wrong since the last call. */
  takeProblems(): { readonly elsewhere: readonly string[]; readonly errors: readonly string[] } {
    return { elsewhere: this.elsewhere.splice(0), errors: this.errors.splice(0) };
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
