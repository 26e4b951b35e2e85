/** The way through a SAML provider: one library signs what another verifies, and what is not right is refused. */
import { CreateIdentityProviderCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { SignInEnd } from "../../../local/alexa/headless-browser";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import type { ShownExchange } from "../../../local/shown-exchange";
import { describeWithMoto } from "../fixtures";
import { PROVIDERS } from "./providers";
import type { Client } from "./sign-in-fixture";
import { claimsOf, createClient, REDIRECT_URI, SignInWorld } from "./sign-in-fixture";

jest.setTimeout(60_000);

const METADATA = `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:example:directory">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">
<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>MIIC</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://directory.example.com/adfs/ls/"/>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://directory.example.com/adfs/ls/"/>
</IDPSSODescriptor></EntityDescriptor>`;

describeWithMoto("signing in at a SAML provider", () => {
  const exchanges: ShownExchange[] = [];
  let world: SignInWorld;
  let client: Client;

  beforeAll(async () => {
    world = await SignInWorld.start({ onExchange: (exchange) => void exchanges.push(exchange) });
    const directory = { ...PROVIDERS.Staff, ProviderDetails: { MetadataFile: METADATA } };
    for (const [ProviderName, provider] of Object.entries({ Staff: PROVIDERS.Staff, Directory: directory })) {
      const { ProviderType, ...rest } = provider as (typeof PROVIDERS)[string];
      const command = { UserPoolId: world.poolId, ProviderName, ProviderType, ...rest };
      await world.api.send(new CreateIdentityProviderCommand(command));
    }
    client = await createClient(world.api, world.poolId, { SupportedIdentityProviders: ["Staff", "Directory"] });
  });
  afterAll(() => world?.stop());
  afterEach(() => {
    world.domain.faults.providers = {};
  });

  const signIn = (provider = "Staff", answers?: Readonly<Record<string, string>>): Promise<SignInEnd> =>
    new HeadlessBrowser({ hosts: world.hosts }).signIn(
      `https://${world.host}${world.authorizationPath({ client_id: client.id, scope: "openid profile email" })}`,
      { provider, answers },
    );

  const queryOf = (end: SignInEnd): Readonly<Record<string, string>> =>
    end.kind === "redirected" ? Object.fromEntries(new URL(end.url).searchParams) : { kind: JSON.stringify(end) };

  async function idTokenOf(end: SignInEnd) {
    const { code = "", ...rest } = queryOf(end);
    expect(rest).toEqual({ state: "state" });
    const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI };
    return claimsOf(String((await world.token(form, client)).body.id_token));
  }

  const refused = async (answers?: Readonly<Record<string, string>>) => queryOf(await signIn("Staff", answers));

  test("is the same user again, by the name that the provider has for them", async () => {
    const [first, again] = [await idTokenOf(await signIn()), await idTokenOf(await signIn())];
    expect(first).toMatchObject({ email: "ada@example.com", given_name: "Ada", family_name: "Lovelace" });
    expect(first["cognito:username"]).toMatch(/^Staff_1\d{20}$/);
    expect(again.sub).toBe(first.sub);
  });

  test("by metadata that are written into the pool, at the address that they name", async () => {
    expect((await idTokenOf(await signIn("Directory"))).email).toBe("ada@example.com");
    expect(exchanges.map(({ request }) => request.url).join("\n")).toContain(
      "https://directory.example.com/adfs/ls/?SAMLRequest=",
    );
  });

  test("what somebody types in stays text", async () => {
    const name = `</saml:AttributeValue><b a="1">&amp;`;
    const mary = { person: "other", firstName: name, email: "mary@example.com", verified: "yes" };
    expect((await idTokenOf(await signIn("Staff", mary))).given_name).toBe(name);
  });

  describe("ends with an error for the client", () => {
    test.each<[string, object, RegExp]>([
      ["the assertion is for another user pool", { wrongAudience: true }, /audience/i],
      ["the assertion is not signed", { unsignedAssertion: true }, /signature/i],
      ["it is signed with a key that the metadata do not have", { rotatedKey: true }, /signature/i],
      ["it answers another request", { wrongNonce: true }, /InResponseTo/i],
      ["people do not consent", { refusedConsent: true }, /denied the request/],
    ])("when %s", async (_, faults, reason) => {
      world.domain.faults.providers = faults;
      const { error, error_description } = await refused();
      expect(error).toBe("server_error");
      expect(error_description).toMatch(/^Invalid SAML response received: /);
      expect(error_description).toMatch(reason);
    });

    test("when somebody chooses not to, or a required attribute does not come", async () => {
      expect((await refused({ person: "refuse" })).error_description).toMatch(/denied the request/);
      world.domain.faults.providers = { noAddress: true };
      const other = { person: "other", firstName: "Nobody", email: "new@example.com" };
      expect((await refused(other)).error_description).toBe("attributes required: [email]");
    });
  });

  describe("ends at the provider", () => {
    test.each<[string, object, RegExp]>([
      ["it does not know the reply URL", { unknownRedirectUri: true }, /^400 staff\.example\.com .*reply URL/],
      ["it is down", { down: true }, /^503 staff\.example\.com /],
      ["it is not shown inside of another app", { refusesEmbedded: true }, /^403 .*disallowed_useragent/],
    ])("when %s", async (_, faults, page) => {
      world.domain.faults.providers = faults;
      const end = await signIn();
      expect(end.kind === "page" && `${end.status} ${new URL(end.url).host} ${end.text}`).toMatch(page);
    });
  });

  describe("refuses", () => {
    /** The form that a provider's page would send for a browser that began. */
    async function form(browser = world.browser()): Promise<{ SAMLResponse: string; RelayState: string }> {
      await browser.open(world.authorizationPath({ client_id: client.id, identity_provider: "Staff" }));
      const choice = await fetch(browser.leftFor ?? "");
      const body = new URLSearchParams({ person: "0" });
      const page = await (await fetch(choice.url, { method: "POST", body })).text();
      const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
      return { SAMLResponse: fieldOf("SAMLResponse"), RelayState: fieldOf("RelayState") };
    }

    /** Where it ends: the page's text, or the URL to which the browser is sent. */
    async function send(browser: ReturnType<SignInWorld["browser"]>, sent: Readonly<Record<string, string>>) {
      await browser.open("/saml2/idpresponse", { method: "POST", body: new URLSearchParams(sent) });
      return browser.leftFor ?? browser.text;
    }

    test("what another browser began, and what was used", async () => {
      const browser = world.browser();
      const sent = await form(browser);
      expect(await send(world.browser(), sent)).toContain("Invalid state");
      const other = await form(browser);
      expect(await send(browser, other)).toContain("code=");
      expect(await send(browser, other)).toContain("Invalid state");
    });

    test("what was changed after it was signed", async () => {
      const browser = world.browser();
      const { SAMLResponse, RelayState } = await form(browser);
      const xml = Buffer.from(SAMLResponse, "base64").toString().replaceAll("ada@example.com", "eve@example.com");
      const changed = { SAMLResponse: Buffer.from(xml).toString("base64"), RelayState };
      expect(new URL(await send(browser, changed)).searchParams.get("error_description")).toMatch(/signature/i);
    });

    test.each(["", "%%%", "PHg+", "A".repeat(100_001)])("what is no response: %#", async (SAMLResponse) => {
      const browser = world.browser();
      const { RelayState } = await form(browser);
      const end = await send(browser, { SAMLResponse, RelayState });
      expect(end).toMatch(/Invalid samlResponse|Invalid%20SAML%20response/);
      expect(end).not.toContain("code=");
    });

    test("a form that a page of the Internet sent", async () => {
      const headers = { origin: "https://evil.example.com", "sec-fetch-site": "cross-site" };
      expect((await world.post("/saml2/idpresponse", await form(), headers)).status).toBe(403);
    });
  });

  test("no assertion is in what is reported", () => {
    const text = JSON.stringify(exchanges);
    expect(text).toContain("saml2/idpresponse");
    expect(text).not.toMatch(/SAMLResponse(=|": ?")[\w%+/]{40}/);
  });
});
