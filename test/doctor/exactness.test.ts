/** One cause, one failure: what the simulator switches on, and nothing else, is what the examination finds. */
import type { AccountLinking } from "../../contract/account-linking";
import type { CheckResult } from "../../doctor/check";
import type { AccountLinkingSettings } from "../../local/alexa/account-linking-settings";
import { settingsOf } from "../../local/alexa/account-linking-settings";
import { noFaults } from "../../local/cognito/faults";
import type { FailureRow, Setup } from "../../local/simulator/failure-row";
import type { FailureName } from "../../local/simulator/failures";
import { FAILURES } from "../../local/simulator/failures";
import type { PASSWORDLESS_FAILURES } from "../../local/simulator/passwordless-failures";
import type { PROVIDER_FAILURES } from "../../local/simulator/provider-failures";
import { ACCOUNT_LINKING, VENDOR_ID } from "../contract/account-linking";
import { found, STORED, smapiWith, soundAws, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => world.reset());
afterAll(async () => world.stop());

/** Those of identity providers are in identity-providers.test.ts: they are met only where there are some. No check from outside sees those of codes and passkeys. */
type Switch = Exclude<FailureName, keyof typeof PROVIDER_FAILURES | keyof typeof PASSWORDLESS_FAILURES>;

/** By switch, the one check that fails, and its code. */
const EXPECTED: Readonly<Record<Switch, string>> = {
  "wrong-secret": "token-secret: wrong-secret",
  "missing-redirect-uri": "redirect-uris: missing-region-redirect-uri",
  "skill-id-for-vendor-id": "redirect-uris: skill-id-for-vendor-id",
  "trailing-slash": "redirect-uris: trailing-slash",
  "issuer-for-domain": "settings-authorization-uri: issuer-for-domain",
  "scope-not-allowed": "scopes: scope-not-allowed",
  "scope-missing": "settings-scopes: scope-missing",
  "token-uri-slow": "token-latency: token-uri-slow",
  "access-token-short": "access-token-lifetime: access-token-too-short",
  "refresh-token-expired": "refresh-token-lifetime: refresh-token-expired",
  "clock-skewed": "clock: clock-skewed",
};

const asSmapiShows = ({
  authorizationUri,
  accessTokenUri,
  clientId,
  scopes,
  accessTokenScheme,
}: AccountLinkingSettings) => ({
  ...STORED,
  authorizationUrl: authorizationUri,
  accessTokenUrl: accessTokenUri,
  clientId,
  scopes,
  accessTokenScheme,
});

function switchOn(names: readonly FailureName[], accountLinking: AccountLinking = ACCOUNT_LINKING) {
  const sound: Setup = { client: soundAws().client ?? {}, form: settingsOf(accountLinking), faults: noFaults() };
  const circumstances = { accountLinking, vendorId: VENDOR_ID, region: "EU" } as const;
  const setup = names.reduce((it, name) => (FAILURES[name] as FailureRow).put(it, circumstances), sound);
  world.aws.state.client = setup.client;
  Object.assign(world.domain.faults, setup.faults);
  return { smapi: smapiWith(asSmapiShows(setup.form)) };
}

/** What is neither sound nor left out. That a busy machine is slow is true, and is said as a warning. */
const doubts = (results: readonly CheckResult[]): readonly CheckResult[] =>
  results.filter(
    ({ name, status }) => !["ok", "skip"].includes(status) && !(name === "token-latency" && status === "warn"),
  );

test("what is sound has no failure, no warning and nothing unknown", async () => {
  const results = await world.examine();
  expect(doubts(results)).toEqual([]);
  // On this machine there are no names and no certificates.
  expect(results.filter(({ status }) => status === "skip").map(({ name }) => name)).toEqual([
    "domain-dns",
    "domain-certificate",
    "issuer-dns",
    "identity-providers",
  ]);
});

describe("with AWS and SMAPI", () => {
  test.each(Object.keys(EXPECTED) as Switch[])(
    "%s alone is found, and nothing else",
    async (name) => {
      const results = await world.examine(switchOn([name]));
      expect(found(results)).toEqual([EXPECTED[name]]);
      expect(doubts(results).filter(({ status }) => status !== "fail")).toEqual([]);
    },
    15_000,
  );
});

describe("from outside alone", () => {
  const ALONE: readonly (readonly [FailureName, string])[] = [
    ["wrong-secret", EXPECTED["wrong-secret"]],
    ["missing-redirect-uri", EXPECTED["missing-redirect-uri"]],
    // Nobody but AWS knows what is registered instead.
    ["skill-id-for-vendor-id", "redirect-uris: redirect-mismatch"],
    ["trailing-slash", "redirect-uris: redirect-mismatch"],
    ["scope-not-allowed", EXPECTED["scope-not-allowed"]],
    ["clock-skewed", EXPECTED["clock-skewed"]],
  ];
  test.each(ALONE)("%s is found", async (name, expected) => {
    switchOn([name]);
    expect(found(await world.examine({ aws: undefined, smapi: undefined }))).toEqual([expected]);
  });
});

test("two causes are two failures", async () => {
  const results = await world.examine(switchOn(["missing-redirect-uri", "wrong-secret", "scope-missing"]));
  expect(found(results)).toEqual(
    expect.arrayContaining([EXPECTED["missing-redirect-uri"], EXPECTED["wrong-secret"], EXPECTED["scope-missing"]]),
  );
  expect(found(results)).toHaveLength(3);
});

test("what follows from another check's failure says which", async () => {
  const results = await world.examine(switchOn(["trailing-slash"]));
  const seen = Object.fromEntries(results.map(({ name, status, seen }) => [name, `${status}: ${seen}`]));
  for (const name of ["sign-in-page", "scopes", "token-secret", "client-callback-urls"]) {
    expect(seen[name]).toBe("skip: See redirect-uris.");
  }
});

test("client credentials in the body are examined in the body", async () => {
  const accountLinking: AccountLinking = { ...ACCOUNT_LINKING, access_token_scheme: "REQUEST_BODY_CREDENTIALS" };
  const settings = { ...STORED, accessTokenScheme: accountLinking.access_token_scheme };
  const results = await world.examine({
    accountLinking,
    wanted: { ...settings, clientSecret: accountLinking.client_secret },
    smapi: smapiWith(settings),
  });
  expect(found(results)).toEqual([]);
  expect(results.find(({ name }) => name === "token-secret")?.status).toBe("ok");
  world.domain.faults.replaceSecrets = true;
  expect(found(await world.examine({ accountLinking, smapi: undefined }))).toEqual([EXPECTED["wrong-secret"]]);
});
