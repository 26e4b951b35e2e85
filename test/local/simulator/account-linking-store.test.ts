/** SMAPI's settings and the form that Alexa goes by are one thing. */
import type { AccountLinkingRequest } from "../../../alexa/account-linking/request";
import type { AccountLinkingSettings } from "../../../local/alexa/account-linking-settings";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { noFaults } from "../../../local/cognito/faults";
import { joinSettings } from "../../../local/simulator/account-linking-store";
import { FailureSwitches } from "../../../local/simulator/failure-switches";
import { ACCOUNT_LINKING, VENDOR_ID } from "../../contract/account-linking";
import { CLIENT } from "./deployed";

const [SKILL_ID = ""] = ACCOUNT_LINKING.skill_ids;
const CIRCUMSTANCES = { accountLinking: ACCOUNT_LINKING, vendorId: VENDOR_ID, region: "EU" } as const;

let smapi: SmapiStandIn;
let form: AccountLinkingSettings;
let switches: FailureSwitches;
let told: number;

beforeEach(async () => {
  smapi = await SmapiStandIn.start({ vendorId: VENDOR_ID, skillIds: [SKILL_ID] });
  form = settingsOf(ACCOUNT_LINKING);
  told = 0;
  switches = new FailureSwitches({
    client: { read: async () => CLIENT, write: async () => {} },
    form: {
      read: () => form,
      write: (written) => {
        form = written;
      },
    },
    faults: { read: noFaults, write: () => {} },
  });
  joinSettings({ smapi, switches, skillId: SKILL_ID, form: () => form, onWritten: () => told++ });
});
afterEach(() => smapi.stop());

const REQUEST: AccountLinkingRequest = {
  type: "AUTH_CODE",
  authorizationUrl: ACCOUNT_LINKING.authorization_uri,
  accessTokenUrl: ACCOUNT_LINKING.access_token_uri,
  accessTokenScheme: "REQUEST_BODY_CREDENTIALS",
  clientId: "pushed-client",
  clientSecret: "pushed-secret",
  scopes: ["openid", "profile"],
  domains: ["example.com"],
  pkceConfiguration: { status: "ENABLED" },
};

async function call(method: "GET" | "PUT", body?: object): Promise<Record<string, unknown> | undefined> {
  const { clientId: client_id, clientSecret: client_secret, refreshToken: refresh_token } = smapi.credentials;
  const form = new URLSearchParams({ grant_type: "refresh_token", client_id, client_secret, refresh_token });
  const login = await fetch(`${smapi.url}/auth/o2/token`, { method: "POST", body: form });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const response = await fetch(`${smapi.url}/v1/skills/${SKILL_ID}/stages/development/accountLinkingClient`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.status === 200 ? ((await response.json()) as Record<string, unknown>) : undefined;
}

test("what is written is what Alexa goes by, the hidden secret and PKCE included", async () => {
  await call("PUT", { accountLinkingRequest: REQUEST });
  expect(form).toEqual({
    authorizationUri: ACCOUNT_LINKING.authorization_uri,
    accessTokenUri: ACCOUNT_LINKING.access_token_uri,
    accessTokenScheme: "REQUEST_BODY_CREDENTIALS",
    clientId: "pushed-client",
    clientSecret: "pushed-secret",
    scopes: ["openid", "profile"],
    pkce: true,
  });
  expect(told).toBe(1);
});

test("nothing is shown before the first write, and no secret after it", async () => {
  expect(await call("GET")).toBeUndefined();
  await call("PUT", { accountLinkingRequest: REQUEST });
  const shown = await call("GET");
  expect(shown).toMatchObject({ clientId: "pushed-client", domains: ["example.com"] });
  expect(JSON.stringify(shown)).not.toContain("pushed-secret");
});

test("a form that was broken on purpose shows, also when nobody wrote it", async () => {
  await switches.switchOn("scope-missing", CIRCUMSTANCES);
  expect(await call("GET")).toMatchObject({ type: "AUTH_CODE", scopes: ACCOUNT_LINKING.scopes.slice(0, -1) });
  await switches.switchOff("scope-missing");
  expect(await call("GET")).toBeUndefined();
});

test("a write fixes a form that was broken on purpose, and leaves the other failures on", async () => {
  await switches.switchOn("scope-missing", CIRCUMSTANCES);
  await switches.switchOn("token-uri-slow", CIRCUMSTANCES);
  await call("PUT", { accountLinkingRequest: REQUEST });
  expect(
    switches
      .states({ linked: false })
      .filter(({ on }) => on)
      .map(({ name }) => name),
  ).toEqual(["token-uri-slow"]);
  await switches.switchAllOff();
  expect(form.clientId).toBe("pushed-client");
});
