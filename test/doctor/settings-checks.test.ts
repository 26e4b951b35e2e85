/** What SMAPI has: each case, and that nothing else is found with it. */
import { SmapiError } from "../../alexa/smapi/smapi";
import { REQUEST } from "../alexa/account-linking/request";
import { ACCOUNT_LINKING, SKILL_ID } from "../contract/account-linking";
import { notable, resultOf, STORED, smapiWith, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => world.stop());

const { issuer: ISSUER } = ACCOUNT_LINKING;
const uri = "settings-authorization-uri";

const CASES: readonly (readonly [when: string, settings: object | undefined, expected: readonly string[]])[] = [
  ["there are none", undefined, ["fail settings: settings-never-pushed"]],
  [
    "the authorization URI is the issuer's",
    { authorizationUrl: `${ISSUER}/oauth2/authorize` },
    [`fail ${uri}: issuer-for-domain`],
  ],
  [
    "the authorization URI has a slash too many",
    { authorizationUrl: `${STORED.authorizationUrl}/` },
    [`fail ${uri}: trailing-slash`],
  ],
  [
    "the authorization URI is another's",
    { authorizationUrl: "https://old.example/oauth2/authorize" },
    [`fail ${uri}: wrong-uri`],
  ],
  [
    "the authorization URI carries a state",
    { authorizationUrl: `${STORED.authorizationUrl}?state=1` },
    [`fail ${uri}: authorization-uri-unusable`],
  ],
  [
    "the authorization URI has a parameter more",
    { authorizationUrl: `${STORED.authorizationUrl}?lang=de` },
    [`fail ${uri}: wrong-uri`],
  ],
  [
    "the access token URI is the issuer's",
    { accessTokenUrl: `${ISSUER}/oauth2/token` },
    ["fail settings-access-token-uri: issuer-for-domain"],
  ],
  [
    "the access token URI has a slash too many",
    { accessTokenUrl: `${STORED.accessTokenUrl}/` },
    ["fail settings-access-token-uri: trailing-slash"],
  ],
  ["there is no access token URI", { accessTokenUrl: undefined }, ["fail settings-access-token-uri: wrong-uri"]],
  ["the client is another", { clientId: "other" }, ["fail settings-client-id: wrong-client"]],
  ["a scope is missing", { scopes: ["openid"] }, ["fail settings-scopes: scope-missing"]],
  ["there are no scopes", { scopes: undefined }, ["fail settings-scopes: scope-missing"]],
  ["a scope is too much", { scopes: ["openid", "profile", "email"] }, ["fail settings-scopes: scope-not-allowed"]],
  ["the scopes are in another order", { scopes: ["profile", "openid"] }, []],
  [
    "the scheme is the other",
    { accessTokenScheme: "REQUEST_BODY_CREDENTIALS" },
    ["fail settings-others: settings-differ"],
  ],
  ["the grant is the other", { type: "IMPLICIT" }, ["fail settings-others: settings-differ"]],
  [
    "there are settings that nobody here makes",
    { domains: ["example.com"], pkceConfiguration: { status: "ENABLED" } },
    [],
  ],
  [
    "two things are wrong",
    { clientId: "other", scopes: ["openid"] },
    ["fail settings-client-id: wrong-client", "fail settings-scopes: scope-missing"],
  ],
];

test.each(CASES)("it is found, when %s", async (_, change, expected) => {
  const smapi = smapiWith(change === undefined ? undefined : { ...STORED, ...change });
  expect(notable(await world.examine({ smapi }))).toEqual(expected);
});

test("a scope that the app client allows and the skill does not need is a difference", async () => {
  const accountLinking = { ...ACCOUNT_LINKING, scopes: ["openid"] };
  const wanted = { ...REQUEST, scopes: ["openid"] };
  expect(notable(await world.examine({ accountLinking, wanted }))).toEqual(["fail settings-scopes: settings-differ"]);
});

test("what is wanted and not there is a difference, and both are shown", async () => {
  const results = await world.examine({ wanted: { ...REQUEST, domains: ["cdn.example.com"] } });
  expect(resultOf(results, "settings-others")).toMatchObject({
    status: "fail",
    code: "settings-differ",
    seen: `domains is not there; it should be ["cdn.example.com"].`,
  });
});

test("what SMAPI never shows is named", async () => {
  const { seen } = resultOf(await world.examine(), "settings");
  for (const field of ["clientSecret", "skipOnEnablement", "reciprocalAccessTokenUrl"]) {
    expect(seen).toContain(field);
  }
});

test.each([
  ["not found", "fail", "skill-missing"],
  ["unauthorized", "unknown", undefined],
  ["forbidden", "unknown", undefined],
  ["server failed", "unknown", undefined],
] as const)("SMAPI's error %s is %s", async (kind, status, code) => {
  const smapi = {
    readAccountLinking: async () => {
      throw new SmapiError(kind, "SMAPI's words.");
    },
  };
  const results = await world.examine({ smapi });
  expect(resultOf(results, "settings")).toMatchObject({ status, seen: expect.stringContaining("SMAPI's words.") });
  expect(resultOf(results, "settings").code).toBe(code);
  expect(notable(results)).toHaveLength(1);
});

test("without SMAPI all of it is skipped, and says why", async () => {
  const results = await world.examine({ smapi: undefined, skipped: { smapi: "No credentials." } });
  const ofSettings = results.filter(({ name }) => name.startsWith("settings"));
  expect(ofSettings.map(({ status, seen }) => [status, seen])).toEqual(Array(6).fill(["skip", "No credentials."]));
});

test("of several skills each one that differs is named", async () => {
  const other = "amzn1.ask.skill.22222222-2222-4222-8222-222222222222";
  const accountLinking = { ...ACCOUNT_LINKING, skill_ids: [SKILL_ID, other] };
  const smapi = {
    readAccountLinking: async (skillId: string) => ({
      settings: skillId === other ? { ...STORED, clientId: "x" } : STORED,
    }),
  };
  const result = resultOf(await world.examine({ accountLinking, smapi }), "settings-client-id");
  expect(result).toMatchObject({ status: "fail", code: "wrong-client", seen: expect.stringMatching(`^${other}: `) });
});
