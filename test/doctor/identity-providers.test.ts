/** The identity providers that Alexa's app client offers, as a stand-in on this machine answers for them. */
import type { ProviderFaults } from "../../local/cognito/faults";
import { loadOidcProvider } from "../../local/providers/library";
import { ACCOUNT_LINKING } from "../contract/account-linking";
import { PROVIDERS } from "../local/cognito/providers";
import { found, notable, resultOf, soundAws, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
  await loadOidcProvider(); // Jest takes seconds for it, in which no server answers
});
beforeEach(() => {
  world.reset();
  world.domain.faults.providers = {};
});
afterAll(async () => world.stop());

const NAME = "identity-providers";

async function offer(...names: readonly string[]): Promise<void> {
  const client = soundAws().client ?? {};
  const providers = Object.fromEntries(names.map((name) => [name, { ProviderName: name, ...PROVIDERS[name] }]));
  Object.assign(world.aws.state, {
    client: { ...client, SupportedIdentityProviders: ["COGNITO", ...names] },
    providers,
  });
  const poolId = new URL(ACCOUNT_LINKING.issuer).pathname.slice(1);
  await world.domain.serveProviders(new URL(ACCOUNT_LINKING.authorization_uri).host, poolId, ACCOUNT_LINKING.client_id);
}

test("a client that offers none is not asked for any", async () => {
  expect(resultOf(await world.examine(), NAME)).toMatchObject({ status: "skip", seen: "The app client offers none." });
});

test("providers that show their page are found sound, and nothing else is wrong", async () => {
  await offer("Google", "Corp");
  const results = await world.examine();
  expect(notable(results)).toEqual([]);
  expect(resultOf(results, NAME)).toMatchObject({ status: "ok", seen: "Google, Corp: a page came." });
});

test("a client whose only way in is a provider is examined as well", async () => {
  await offer("Corp");
  Object.assign(world.aws.state.client ?? {}, { SupportedIdentityProviders: ["Corp"] });
  expect(notable(await world.examine())).toEqual([]);
});

test.each<[string, ProviderFaults, string]>([
  ["does not know the redirect URI", { unknownRedirectUri: true }, "provider-redirect-uri-missing"],
  ["is down", { down: true }, "provider-unreachable"],
  ["refuses to be shown", { refusesEmbedded: true }, "provider-refuses-embedded"],
])("one that %s is named, alone", async (_, faults, code) => {
  await offer("Google");
  world.domain.faults.providers = faults;
  const results = await world.examine();
  expect(found(results)).toEqual([`${NAME}: ${code}`]);
  expect(resultOf(results, NAME).seen).toMatch(/^Google: https:\/\/accounts\.google\.com\//);
});

test("Google's own error page is understood", async () => {
  await offer("Google");
  const error = Buffer.from("\n\u0015redirect_uri_mismatch\u0012").toString("base64");
  const location = `https://accounts.google.com/signin/oauth/error?authError=${encodeURIComponent(error)}`;
  const web = world.webWith({
    "https://accounts.google.com/o/oauth2": { status: 302, headers: { location } },
    "https://accounts.google.com/signin": { status: 200, body: "<title>Error</title>" },
  });
  expect(found(await world.examine({ web }))).toEqual([`${NAME}: provider-redirect-uri-missing`]);
});

test("without AWS nobody knows which providers there are", async () => {
  await offer("Google");
  expect(resultOf(await world.examine({ aws: undefined }), NAME).status).toBe("skip");
});
