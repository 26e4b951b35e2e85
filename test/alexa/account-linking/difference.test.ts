import fc from "fast-check";
import { accountLinkingBody } from "../../../alexa/account-linking/body";
import type { FieldDifference } from "../../../alexa/account-linking/difference";
import { compareAccountLinking, mergeKept, unwrapAccountLinking } from "../../../alexa/account-linking/difference";
import { ACCOUNT_LINKING_FIELDS } from "../../../alexa/account-linking/fields";
import type { AccountLinkingRequest, AccountLinkingResponse } from "../../../alexa/account-linking/request";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { CONTRACT, contracts, FULL_REQUEST } from "./example";

const WANTED = accountLinkingBody(CONTRACT).accountLinkingRequest;

/** What SMAPI shows of a request. */
const shown = (request: AccountLinkingRequest): AccountLinkingResponse =>
  unwrapAccountLinking(request) as AccountLinkingResponse;

const stored = (change: object = {}): AccountLinkingResponse => ({ ...shown(WANTED), ...change });

const field = (name: string, from: AccountLinkingResponse | undefined, to = WANTED): FieldDifference | undefined =>
  compareAccountLinking(from, to).fields.find((one) => one.field === name);

describe("the comparison", () => {
  test("of what was written with what SMAPI shows of it finds no difference", () => {
    const { fields, differs } = compareAccountLinking(shown(FULL_REQUEST), FULL_REQUEST);

    expect(differs).toBe(false);
    expect(fields.map(({ kind }) => kind)).toEqual(Array(12).fill("same"));
  });

  test("with nothing adds every visible field, in the order in which they are written", () => {
    const { fields, differs } = compareAccountLinking(undefined, FULL_REQUEST);
    const hidden = ["clientSecret", "skipOnEnablement", "reciprocalAccessTokenUrl"];

    expect(differs).toBe(true);
    expect(fields.map(({ field, kind }) => [field, kind])).toEqual(
      ACCOUNT_LINKING_FIELDS.filter((name) => !hidden.includes(name)).map((name) => [name, "add"]),
    );
  });

  test.each<[what: string, from: object, to: object, name: string]>([
    ["scopes in another order", { scopes: ["profile", "openid"] }, {}, "scopes"],
    [
      "domains in another order",
      { domains: ["b.example", "a.example"] },
      { domains: ["a.example", "b.example"] },
      "domains",
    ],
    [
      "an object's keys in another order",
      { pkceConfiguration: { codeChallengeMethod: "S256", status: "ENABLED" } },
      { pkceConfiguration: { status: "ENABLED", codeChallengeMethod: "S256" } },
      "pkceConfiguration",
    ],
  ])("%s is the same", (_, from, to, name) => {
    const difference = compareAccountLinking(stored(from), { ...WANTED, ...to });

    expect(difference.fields.find((one) => one.field === name)?.kind).toBe("same");
    expect(difference.differs).toBe(false);
  });

  test("lists are shown in the order in which they stand", () => {
    expect(field("scopes", stored({ scopes: ["profile", "openid"] }))).toMatchObject({
      stored: ["profile", "openid"],
      wanted: ["openid", "profile"],
    });
  });

  test.each<[what: string, from: object, name: string]>([
    ["a slash at the end of a URL", { accessTokenUrl: `${CONTRACT.access_token_uri}/` }, "accessTokenUrl"],
    ["another case in a URL", { authorizationUrl: CONTRACT.authorization_uri.toUpperCase() }, "authorizationUrl"],
    ["a scope less", { scopes: ["openid"] }, "scopes"],
    ["a scope more", { scopes: ["openid", "profile", "email"] }, "scopes"],
    ["another grant", { type: "IMPLICIT" }, "type"],
    ["another scheme", { accessTokenScheme: "REQUEST_BODY_CREDENTIALS" }, "accessTokenScheme"],
    ["another client", { clientId: "other" }, "clientId"],
  ])("%s is a change", (_, from, name) => {
    const difference = compareAccountLinking(stored(from), WANTED);

    expect(difference.differs).toBe(true);
    expect(difference.fields.filter(({ kind }) => kind === "change").map((one) => one.field)).toEqual([name]);
  });

  test("another client means that users must link again, which is said", () => {
    expect(field("clientId", stored({ clientId: "other" }))).toEqual({
      field: "clientId",
      label: "Your Client ID",
      stored: "other",
      wanted: CONTRACT.client_id,
      kind: "change",
      note: expect.stringMatching(/Users who linked before must link again/),
    });
    expect(field("clientId", stored())?.note).toBeUndefined();
    expect(field("clientId", undefined)?.note).toBeUndefined();
  });

  test.each<[stored: unknown, wanted: unknown]>([
    [undefined, []],
    [[], undefined],
    [[], []],
    [null, []],
  ])("%j and %j are both none", (from, to) => {
    expect(field("domains", stored({ domains: from }), { ...WANTED, domains: to as string[] })).toBeUndefined();
  });

  test("an empty list that was asked for empties the one that is there", () => {
    const wanted = { ...WANTED, domains: [] };

    expect(field("domains", stored({ domains: ["a.example"] }), wanted)?.kind).toBe("change");
    expect(mergeKept(stored({ domains: ["a.example"] }), wanted).domains).toEqual([]);
  });

  test("scopes that are no longer wanted go, although nothing is said of them", () => {
    const { scopes: _, ...wanted } = WANTED;

    expect(field("scopes", stored(), wanted)).toMatchObject({ kind: "change", wanted: undefined });
    expect(mergeKept(stored(), wanted)).not.toHaveProperty("scopes");
  });

  test("the hidden fields are named with the reason, and never compared", () => {
    const { fields, hidden } = compareAccountLinking(stored({ skipOnEnablement: false }), WANTED);

    expect(fields.map((one) => one.field)).not.toContain("skipOnEnablement");
    expect(hidden).toEqual([
      { field: "clientSecret", label: "Your Secret", isSet: true, reason: expect.stringMatching(/never shows it/) },
      {
        field: "skipOnEnablement",
        label: "Allow users to enable skill without account linking",
        isSet: true,
        reason: expect.stringMatching(/never shows it/),
      },
      { field: "reciprocalAccessTokenUrl", isSet: false, reason: expect.stringMatching(/may remove it.*additions/) },
    ]);
  });
});

describe("what SMAPI has and nothing here sets", () => {
  const FOREIGN = {
    domains: ["cdn.example.com"],
    redirectUrls: ["https://app.example.com/linked"],
    authorizationUrlsByPlatform: FULL_REQUEST.authorizationUrlsByPlatform,
    voiceForwardAccountLinking: "DISABLED",
    defaultTokenExpirationInSeconds: 3600,
    pkceConfiguration: { status: "ENABLED" },
    somethingNew: { a: [1] },
    constructor: "x",
  };

  test.each(Object.entries(FOREIGN))("%s is kept", (name, value) => {
    const from = stored({ [name]: value });

    expect(field(name, from)).toMatchObject({ kind: "kept", stored: value, wanted: value });
    expect(compareAccountLinking(from, WANTED).differs).toBe(false);
    expect(mergeKept(from, WANTED)).toEqual({ ...WANTED, [name]: value });
  });

  test("gives way to what is set here", () => {
    const wanted = { ...WANTED, domains: ["new.example.com"] };

    expect(mergeKept(stored(FOREIGN), wanted).domains).toEqual(["new.example.com"]);
  });

  test("is never a hidden field, even if SMAPI should show one", () => {
    expect(mergeKept(stored({ reciprocalAccessTokenUrl: "https://a.example/" }), WANTED)).toEqual(WANTED);
  });

  test("merging changes neither side, and keeps the order of keys", () => {
    const [from, to] = [Object.freeze(stored(FOREIGN)), Object.freeze({ ...WANTED })];

    expect(Object.keys(mergeKept(from, to)).slice(0, 4)).toEqual(ACCOUNT_LINKING_FIELDS.slice(0, 4));
    expect(mergeKept(undefined, to)).toEqual(WANTED);
  });

  test("shows no value under a name like a secret's", () => {
    const difference = JSON.stringify(compareAccountLinking(stored({ otherSecret: CLIENT_SECRET }), WANTED));

    expect(difference).toContain("otherSecret");
    expect(difference).not.toContain(CLIENT_SECRET);
  });
});

describe("SMAPI's answer", () => {
  const settings = { type: "AUTH_CODE", clientId: "client" };

  test.each<[what: string, answer: unknown]>([
    ["bare", settings],
    ["wrapped", { accountLinkingResponse: settings }],
    ["wrapped as a request", { accountLinkingRequest: settings }],
    ["with nulls", { accountLinkingResponse: { ...settings, domains: null } }],
    ["with what is hidden otherwise", { ...settings, clientSecret: CLIENT_SECRET, skipOnEnablement: true }],
  ])("is read %s", (_, answer) => {
    expect(unwrapAccountLinking(answer)).toEqual(settings);
  });

  test.each([undefined, null, "", "text", 5, [], {}, { accountLinkingResponse: {} }])(
    "%j holds no settings",
    (answer) => {
      expect(unwrapAccountLinking(answer)).toBeUndefined();
    },
  );
});

describe("for any two contracts", () => {
  const requests = contracts.map((accountLinking) => accountLinkingBody(accountLinking).accountLinkingRequest);

  test("the difference holds no secret, and is gone once the merged request is there", () => {
    fc.assert(
      fc.property(requests, requests, fc.dictionary(fc.string(), fc.jsonValue()), (before, after, foreign) => {
        const from = { ...foreign, ...shown(before) };
        const merged = mergeKept(from, after);
        const difference = compareAccountLinking(from, after);

        expect(JSON.stringify(difference)).not.toContain(after.clientSecret);
        expect(JSON.stringify(difference)).not.toContain(before.clientSecret);
        expect(compareAccountLinking(unwrapAccountLinking(merged), after).differs).toBe(false);
      }),
    );
  });
});
