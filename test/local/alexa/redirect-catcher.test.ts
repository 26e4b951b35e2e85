import { RedirectCatcher } from "../../../local/alexa/redirect-catcher";
import { LocalHosts } from "../../../local/local-hosts";
import { link, serveTokens, stopServers, TOKENS, world } from "./alexa-world";
import { ALL_REDIRECT_URIS } from "./oauth-server";

let catcher: RedirectCatcher | undefined;
afterEach(async () => {
  await catcher?.stop();
  catcher = undefined;
});
afterAll(stopServers);

async function start(props: object = {}) {
  const caught: string[] = [];
  const hosts = new LocalHosts();
  catcher = await RedirectCatcher.start({ hosts, onRedirect: (url) => void caught.push(url), ...props });
  return { hosts, caught };
}

const get = (url: string, init: RequestInit = {}) => fetch(url, { redirect: "manual", ...init });

test.each(ALL_REDIRECT_URIS)("hands on what comes to %s, as it would have come there", async (uri) => {
  const { hosts, caught } = await start();
  const url = `${uri}?state=a%20b%2B&code=c%2Fd`;
  expect(hosts.toLocal(url)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api/);
  const response = await get(hosts.toLocal(url));
  expect(caught).toEqual([url]);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("You can close this page.");
});

test("gives each host an origin of its own", async () => {
  const { hosts } = await start();
  expect(new Set(ALL_REDIRECT_URIS.map((uri) => new URL(hosts.toLocal(uri)).origin)).size).toBe(3);
  expect(ALL_REDIRECT_URIS.map((uri) => hosts.toProduction(hosts.toLocal(uri)))).toEqual(ALL_REDIRECT_URIS);
});

test("lets neither a cache nor another site learn the code", async () => {
  const { hosts } = await start();
  const { headers } = await get(hosts.toLocal(`${ALL_REDIRECT_URIS[0]}?code=1`));
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("goes on to another page, once the redirect was dealt with", async () => {
  const order: string[] = [];
  const { hosts } = await start({
    returnTo: "http://127.0.0.1:1/",
    onRedirect: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push("dealt with");
    },
  });
  const response = await get(hosts.toLocal(`${ALL_REDIRECT_URIS[0]}?code=1`));
  order.push("answered");
  expect([response.status, response.headers.get("location")]).toEqual([303, "http://127.0.0.1:1/"]);
  expect(order).toEqual(["dealt with", "answered"]);
});

test("says so, without the reason, when the redirect could not be dealt with", async () => {
  const { hosts } = await start({ onRedirect: () => Promise.reject(new Error("a secret reason")) });
  const response = await get(hosts.toLocal(`${ALL_REDIRECT_URIS[0]}?code=1`));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("a secret reason");
});

test.each([
  ["GET", "https://layla.amazon.com/favicon.ico"],
  ["POST", `${ALL_REDIRECT_URIS[1]}?code=1`],
  ["GET", "https://layla.amazon.com/"],
])("has nothing for %s %s", async (method, url) => {
  const { hosts, caught } = await start();
  expect((await get(hosts.toLocal(url), { method })).status).toBe(404);
  expect(caught).toEqual([]);
});

test("finishes a link that a browser brings back", async () => {
  const it = world(await serveTokens(() => ({ body: TOKENS })));
  const results: string[] = [];
  catcher = await RedirectCatcher.start({
    hosts: it.hosts,
    onRedirect: async (url) => void results.push((await it.user.finishLink(url)).kind),
  });
  // The sign-in page of this test sends the browser to Alexa's host; a browser on this machine goes to the catcher.
  const sentTo = (await get(it.hosts.toLocal(it.user.beginLink().url))).headers.get("location") ?? "";
  await get(it.hosts.toLocal(sentTo));
  expect(results).toEqual(["linked"]);
  expect((await link(it)).kind).toBe("linked");
});
