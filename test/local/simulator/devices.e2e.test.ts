/** A smart-home skill on the simulator's page, in a real browser: its devices, the directives, and a link that expires. */
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { findExecutable } from "../../../common/executable";
import { story } from "../../e2e/story";
import { root } from "../fixtures";
import { axeFindings } from "./axe";
import { findChromium, launchChromium } from "./browser";
import { cutTexts } from "./cut-texts";
import { PageWorld } from "./page-world";
import { SimulatorPage } from "./simulator-page";

jest.setTimeout(3 * 60 * 1000);

const chromium = findChromium();
const possible = chromium !== undefined && findExecutable("moto_server") !== undefined;
const describeInBrowser = possible || process.env.CI === "true" ? describe : describe.skip;

describeInBrowser("the devices of a smart-home skill", () => {
  let world: PageWorld;
  let browser: Browser;
  let simulator: SimulatorPage;

  beforeAll(async () => {
    world = await PageWorld.start([], {
      kind: "smart-home",
      entry: "examples/smart-home/skill.ts",
      skillPackage: join(root, "examples/smart-home/skill-package"),
      names: { "en-US": "Example Lamp" },
    });
    browser = await launchChromium(chromium ?? "");
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    simulator = await SimulatorPage.open(context, world.url);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const newest = (): Locator => simulator.page.locator("#directives > li").first();
  const press = async (name: string): Promise<void> => {
    await simulator.page.locator("#devices").getByRole("button", { name }).click();
    await simulator.page.waitForFunction(() => document.body.dataset.busy === undefined);
  };
  /** What the newest directive was, and what came of it. */
  const told = async (): Promise<readonly (string | null)[]> => [
    await newest().locator(".what").textContent(),
    await newest().locator(".status").textContent(),
  ];
  /** Request and answer of the newest directive, as the page shows them. */
  const shown = async (): Promise<readonly string[]> => {
    await newest().locator("summary").click();
    return newest().locator("pre").allTextContents();
  };
  /** Names and outcomes that reach into what is beside them. */
  const standingOut = (): Promise<readonly (string | null)[]> =>
    simulator.page.evaluate(() =>
      [...document.querySelectorAll("#directives summary span")]
        .filter((it) => it.scrollWidth > it.clientWidth)
        .map((it) => it.textContent),
    );
  const signIn = async (): Promise<void> => {
    const { username, password } = world.signIn.ada;
    await simulator.pressLink();
    await simulator.signIn({ email: username, givenName: "Ada", password });
    await simulator.back();
    await simulator.linkState.getByText("Linked", { exact: true }).waitFor();
  };

  story("are found, switched and asked for their state", (step) => {
    step("the page begins with them, and tells none to somebody who is not linked", async () => {
      expect(await simulator.page.getByRole("heading", { name: "Devices", exact: true }).isVisible()).toBe(true);
      await press("Discover devices");
      expect(await told()).toEqual(["Alexa.Discovery.Discover", "INVALID_AUTHORIZATION_CREDENTIAL"]);
      expect(await simulator.page.locator(".device").count()).toBe(0);
      expect(await simulator.page.locator("#devices-empty").isVisible()).toBe(true);
    });

    step("a linked user's lamp is discovered, switched on and off, and says how it is", async () => {
      await signIn();
      await simulator.view("Devices");
      await press("Discover devices");
      expect(await told()).toEqual(["Alexa.Discovery.Discover", "Discover.Response"]);
      expect(await simulator.page.locator(".device h3").allTextContents()).toEqual(["Reading lamp"]);

      await press("Turn on: Reading lamp");
      expect(await told()).toEqual(["Alexa.PowerController.TurnOn", "Response"]);
      await press("Report state: Reading lamp");
      expect(await told()).toEqual(["Alexa.ReportState", "StateReport"]);
      const [request = "", answer = ""] = await shown();
      expect(JSON.parse(request)).toMatchObject({
        directive: { endpoint: { endpointId: "lamp-1", scope: { type: "BearerToken", token: "••••••••" } } },
      });
      expect(JSON.parse(answer)).toMatchObject({ context: { properties: [{ name: "powerState", value: "ON" }] } });
      await press("Turn off: Reading lamp");
      await press("Report state: Reading lamp");
      expect((await shown())[1]).toContain('"value": "OFF"');
    });

    step("a grant is accepted", async () => {
      await press("Accept a grant");
      expect(await told()).toEqual(["Alexa.Authorization.AcceptGrant", "AcceptGrant.Response"]);
    });

    step("a directive without a button is sent over the API, whose answer has the skill's", async () => {
      const send = async (request: object): Promise<unknown> => {
        const headers = { "content-type": "application/json", origin: world.url };
        const body = JSON.stringify({ request });
        return (await fetch(`${world.url}/api/send`, { method: "POST", headers, body })).json();
      };
      const header = { namespace: "Alexa.BrightnessController", name: "SetBrightness" };
      const directive = { header, endpoint: { endpointId: "lamp-1" }, payload: { brightness: 42 } };
      expect(await send({ directive })).toMatchObject({
        directive: "Alexa.BrightnessController.SetBrightness",
        request: { directive: { payload: { brightness: 42 }, endpoint: { scope: { token: "••••••••" } } } },
        answer: { event: { payload: { type: "INVALID_DIRECTIVE" } } },
        state: { directives: expect.anything() },
      });
      expect(await send({ directive: { header: {} } })).toEqual({ error: expect.stringContaining("has a header") });
    });

    step("it can be read, at a phone and at a desk, and nothing on it is a token", async () => {
      for (const [name, viewport, colorScheme] of [
        ["phone", { width: 360, height: 740 }, "light"],
        ["desk", { width: 1280, height: 800 }, "dark"],
      ] as const) {
        await simulator.page.setViewportSize(viewport);
        await simulator.page.emulateMedia({ colorScheme });
        await simulator.screenshot(`devices-${name}`);
        expect([name, await axeFindings(simulator.page), await cutTexts(simulator.page)]).toEqual([name, [], []]);
        expect([name, await standingOut()]).toEqual([name, []]);
        expect([name, await simulator.scrollsSideways(), await simulator.tooSmall()]).toEqual([name, false, []]);
      }
      expect(JSON.stringify(world.session.state)).not.toMatch(/eyJ[\w-]+\./);
    });

    step("a token that has expired is said to Alexa as such, and a refresh brings the lamp back", async () => {
      await simulator.page.setViewportSize({ width: 360, height: 740 });
      await simulator.switchFailure("Clock skewed", true);
      await simulator.pressInSettings("Refresh token now");
      await simulator.view("Devices");
      await press("Turn on: Reading lamp");
      expect(await told()).toEqual(["Alexa.PowerController.TurnOn", "EXPIRED_AUTHORIZATION_CREDENTIAL"]);
      await simulator.screenshot("devices-expired");

      await simulator.switchFailure("Clock skewed", false);
      await simulator.pressInSettings("Refresh token now");
      await simulator.view("Devices");
      await press("Turn on: Reading lamp");
      expect(await told()).toEqual(["Alexa.PowerController.TurnOn", "Response"]);
    });

    step("a skill that is disabled leaves no devices", async () => {
      await simulator.pressInSettings("Disable skill and unlink");
      await simulator.view("Devices");
      expect(await simulator.page.locator(".device").count()).toBe(0);
    });
  });
});
