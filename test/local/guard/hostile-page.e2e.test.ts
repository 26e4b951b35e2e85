/** Every local server, and every route that it has, as a page of another origin reaches it in a real browser. */
import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { findExecutable } from "../../../common/executable";
import { ROUTE_PATHS } from "../../../local/amazon/routes";
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { routes } from "../../../local/cognito/routes";
import { ownFile } from "../../../local/own-file";
import { ACTIONS } from "../../../local/simulator/actions";
import { readPageFiles } from "../../../local/simulator/page-files";
import { SKILL_ID, VENDOR_ID } from "../../contract/account-linking";
import { findChromium, launchChromium } from "../simulator/browser";
import { PageWorld } from "../simulator/page-world";
import type { Spoils } from "./hostile-page";
import { HostilePages, pageWith } from "./hostile-page";

jest.setTimeout(5 * 60_000);

const chromium = findChromium();
const possible = chromium !== undefined && findExecutable("moto_server") !== undefined;
const describeInBrowser = possible || process.env.CI === "true" ? describe : describe.skip;

/** Of a name that leads to this machine, as after DNS rebinding. */
const REBOUND = "page.example";

/** An answer that a server of this process gave to a browser. */
interface Answered {
  readonly what: string;
  readonly status: number;
  readonly isOpened: boolean;
}

describeInBrowser("a page of another origin", () => {
  let pages: PageWorld;
  let smapi: SmapiStandIn;
  let hostile: HostilePages;
  let browser: Browser;
  let context: BrowserContext;
  let targets: readonly string[];
  let report: (spoils: Spoils) => void = () => {};
  const answers: Answered[] = [];

  const note = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { host = "", "sec-fetch-dest": to, "sec-fetch-mode": mode, "sec-fetch-site": site } = request.headers;
    // What an opened page of ours asks for itself is not the other page's. To a name without TLS that is not this machine's
    // own, a browser sends no Sec-Fetch header.
    const isForeign = (site !== undefined && site !== "same-origin") || host.startsWith(REBOUND);
    if (isForeign && !host.endsWith(`:${hostile.port}`)) {
      const isOpened = request.method === "GET" && mode === "navigate" && to === "document";
      answers.push({ what: `${request.method} ${host}${request.url}`, status: response.statusCode, isOpened });
    }
  };

  beforeAll(async () => {
    pages = await PageWorld.start(["Google"]);
    const { domain, host, poolId, hosts, access } = pages.signIn;
    await domain.serveProviders(host, poolId, pages.clientId);
    smapi = await SmapiStandIn.start({ vendorId: VENDOR_ID, skillIds: [SKILL_ID] });
    const provider = hosts.toLocal("https://accounts.google.com/");
    const alexa = hosts.toLocal("https://layla.amazon.com/");
    targets = [
      ...[
        "/api/state",
        "/api/events",
        ...Object.keys(ACTIONS),
        ...readPageFiles(ownFile("simulator", "page")).keys(),
      ].map((path) => `${pages.url}${path}`),
      ...[...routes.keys()].map((path) => `${pages.signIn.origin}${path}?client_id=${pages.clientId}`),
      ...["/.well-known/jwks.json", "/oauth2/token"].map((path) => `${domain.url}${path}`),
      ...["o/oauth2/v2/auth", "token", "stand-in/1/x"].map((path) => `${provider}${path}`),
      `${alexa}api/skill/link/${VENDOR_ID}?code=x&state=x`,
      ...ROUTE_PATHS.map((path) => `${smapi.url}${path.replace("{skillId}", SKILL_ID).replace(/\{\w+\}/g, "x")}`),
      ...["/", "/moto-api/reset", "/emulator/mail", "/emulator/authenticator", "/2015-03-31/functions"].map(
        (path) => `${access.endpoint}${path}`,
      ),
    ];
    hostile = await HostilePages.start(targets);
    browser = await launchChromium(chromium ?? "", [REBOUND]);
    context = await browser.newContext();
    await context.exposeFunction("report", (spoils: Spoils) => report(spoils));
    subscribe("http.server.response.finish", note);
  });
  afterAll(async () => {
    unsubscribe("http.server.response.finish", note);
    await browser?.close();
    await hostile?.stop();
    await smapi?.stop();
    await pages?.stop();
  });
  beforeEach(() => answers.splice(0));

  /** Somebody has the simulator and the sign-in page open, with their cookies, and then the other page. */
  const visit = async (open: (page: Page) => Promise<unknown>): Promise<Spoils> => {
    const own = await context.newPage();
    await own.goto((await pages.session.startLink()) ?? pages.url);
    const spoils = new Promise<Spoils>((resolve) => {
      report = resolve;
    });
    answers.splice(0);
    const page = await context.newPage();
    await open(page);
    const found = await spoils;
    await page.close();
    await own.close();
    return found;
  };

  test("is not what the simulator's own page is, which may do all of it", async () => {
    const page = await context.newPage();
    await page.goto(pages.url);
    const status = await page.evaluate(async () => {
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/unlink", { method: "POST", headers, body: "{}" })).status;
    });
    await page.close();
    expect(status).toBe(200);
    expect(channel("http.server.response.finish").hasSubscribers).toBe(true);
  });

  test.each([
    ["at another port", () => `http://127.0.0.1:${hostile.port}/`],
    ["by this machine's other name", () => `http://localhost:${hostile.port}/`],
    ["in a sandbox", () => `http://localhost:${hostile.port}/sandbox`],
  ])("%s gets nothing, changes nothing and reads nothing", async (_, url) => {
    const before = await stateOf(pages);

    const spoils = await visit((page) => page.goto(url()));

    expect(spoils).toEqual({ read: [], opened: [], seen: [] });
    // One may lead people to a page; that is all.
    expect(answers.filter(({ status, isOpened }) => status < 400 && !isOpened)).toEqual([]);
    const asked = new Set(answers.map(({ what }) => what.replace(/^\S+ /, "http://")));
    const ownProcess = targets.filter((target) => !target.startsWith(pages.signIn.access.endpoint));
    expect(ownProcess.filter((target) => !asked.has(target))).toEqual([]);
    expect(await stateOf(pages)).toEqual(before);
  });

  test("whose name leads to this machine gets nothing from any server", async () => {
    const before = await stateOf(pages);
    for (const origin of new Set(targets.map((target) => new URL(target).origin))) {
      const rebound = `http://${REBOUND}:${new URL(origin).port}`;
      const there = targets.filter((target) => target.startsWith(`${origin}/`));
      const ours = there.map((target) => target.replace(origin, rebound));
      await context.route(`${rebound}/win`, (route) =>
        route.fulfill({ contentType: "text/html", body: pageWith(ours.slice(0, 12)) }),
      );

      // What it opens it may look into: it is of one origin with every refusal.
      const { read, opened } = await visit((page) => page.goto(`${rebound}/win`));
      expect({ read, opened }).toEqual({ read: [], opened: [] });
      expect(answers.filter(({ status }) => status < 400)).toEqual([]);
      // The emulator may be in another process.
      expect(answers.length > 0 || origin === pages.signIn.access.endpoint).toBe(true);
    }
    expect(await stateOf(pages)).toEqual(before);
  });
});

/**
 * What a page would want to have or to change. Not that an attempt to link failed: it may send people to Alexa's redirect URI
 * with a state of its own, which is told and comes to nothing, as at Alexa.
 */
async function stateOf({ session, signIn }: PageWorld) {
  const { conversation, skill } = session.state;
  const { UserPools = [] } = await signIn.api.send(new ListUserPoolsCommand({ MaxResults: 10 }));
  return { said: conversation.filter(({ kind }) => kind !== "failure"), skill, pools: UserPools.map(({ Id }) => Id) };
}
