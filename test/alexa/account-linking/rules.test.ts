import fc from "fast-check";
import { accountLinkingBody } from "../../../alexa/account-linking/body";
import type { AccountLinkingAdditions } from "../../../alexa/account-linking/request";
import {
  checkAccountLinkingBody,
  checkAdditions,
  InvalidAccountLinkingError,
  parseAccountLinkingBody,
  parseAdditions,
} from "../../../alexa/account-linking/rules";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { bodyWith, CONTRACT, FULL_BODY, FULL_REQUEST } from "./example";

const REQUEST = "accountLinkingRequest";
const many = (count: number, of: (index: number) => string): string[] => Array.from({ length: count }, (_, i) => of(i));
const without = (...fields: string[]): object => Object.fromEntries(fields.map((field) => [field, undefined]));
const implicit = (change: object = {}): unknown => {
  const { authorizationUrl, clientId } = FULL_REQUEST;
  return { [REQUEST]: { type: "IMPLICIT", authorizationUrl, clientId, ...change } };
};

test("a body with every field is valid, and is handed on", () => {
  expect(checkAccountLinkingBody(FULL_BODY)).toEqual([]);
  expect(parseAccountLinkingBody(FULL_BODY)).toBe(FULL_BODY);
});

test.each<[what: string, body: unknown]>([
  ["no more than what is needed", bodyWith(without("scopes", "domains", "redirectUrls", "pkceConfiguration"))],
  ["the implicit grant", implicit({ scopes: ["a"] })],
  ["15 scopes", bodyWith({ scopes: many(15, (i) => `scope-${i}`) })],
  ["15 domains", bodyWith({ domains: many(15, (i) => `d${i}.example.com`) })],
  ["empty lists", bodyWith({ scopes: [], domains: [], redirectUrls: [], authorizationUrlsByPlatform: [] })],
  ["a resource server's scope", bodyWith({ scopes: ["https://api.example.com/read!#[]~"] })],
  ["the port that https has anyway", bodyWith({ accessTokenUrl: "https://auth.example.com:443/token" })],
  ["a query that Alexa does not add to", bodyWith({ authorizationUrl: "https://auth.example.com/authorize?lang=de" })],
  ["tokens that live as short as Alexa allows", bodyWith({ defaultTokenExpirationInSeconds: 360 })],
  ["a path on somebody else's host like Alexa's", bodyWith({ redirectUrls: ["https://example.com/api/skill/link/1"] })],
  ["PKCE without a method", bodyWith({ pkceConfiguration: { status: "DISABLED" } })],
])("takes %s", (_, body) => {
  expect(checkAccountLinkingBody(body)).toEqual([]);
});

/** What is wrong with the wrapper; the settings in it have a test file of their own. */
const FLAWS: [what: string, body: unknown, path: string, message: RegExp][] = [
  ["a list for the body", [FULL_BODY], REQUEST, /^received a list; allowed is an object around it/],
  ["null for the body", null, REQUEST, /^received null/],
  ["a number for the body", 5, REQUEST, /^received a number/],
  ["nothing in the body", {}, REQUEST, /^is missing: .*Parsing error due to empty body.*\{"accountLinkingRequest": \{/],
  ["no wrapper", FULL_REQUEST, REQUEST, /^is missing/],
  ["another wrapper", { skill: {} }, REQUEST, /^is missing/],
  ["the wrapper of answers", { accountLinkingResponse: FULL_REQUEST }, "accountLinkingResponse", /answers.*Rename/],
  ["a mistyped wrapper", { account_linking_request: FULL_REQUEST }, "account_linking_request", /Rename it to account/],
  ["two wrappers", { [REQUEST]: FULL_BODY }, `${REQUEST}.${REQUEST}`, /wrapped twice.*once/],
  ["a list in the wrapper", { [REQUEST]: [] }, REQUEST, /^received a list/],
  ["null in the wrapper", { [REQUEST]: null }, REQUEST, /^received null/],
  ["a key beside the wrapper", { ...FULL_BODY, skillId: "x" }, "skillId", /no such setting/],
];

test.each(FLAWS)("finds %s, and nothing else", (_, body, path, message) => {
  expect(checkAccountLinkingBody(body)).toEqual([{ path, message: expect.stringMatching(message) }]);
});

test.each([
  "accessTokenUrl",
  "accessTokenScheme",
  "clientSecret",
  "defaultTokenExpirationInSeconds",
  "redirectUrls",
  "pkceConfiguration",
] as const)("warns of %s for the implicit grant", (field) => {
  expect(checkAccountLinkingBody(implicit({ [field]: FULL_REQUEST[field] }))).toEqual([
    {
      path: `${REQUEST}.${field}`,
      message: expect.stringMatching(/AUTH_CODE, and type is IMPLICIT/),
      isWarning: true,
    },
  ]);
});

describe("everything at once", () => {
  const paths = (body: unknown): string[] => checkAccountLinkingBody(body).map(({ path }) => path);

  test("one URL may have several flaws", () => {
    const url = "https://user:pass@a.example:8443/#top";

    expect(paths(bodyWith({ accessTokenUrl: url }))).toEqual(Array(3).fill(`${REQUEST}.accessTokenUrl`));
  });

  test("an empty request lacks everything that the code grant needs", () => {
    expect(paths({ [REQUEST]: {} })).toEqual(
      ["type", "authorizationUrl", "clientId", "accessTokenUrl", "accessTokenScheme", "clientSecret"].map(
        (field) => `${REQUEST}.${field}`,
      ),
    );
  });

  test.each<[what: string, wrap: (request: object) => unknown, paths: string[]]>([
    ["is missing", (request) => request, [REQUEST, "type"]],
    ["is another", (it) => ({ accountLinkingResponse: it }), ["accountLinkingResponse", "accountLinkingResponse.type"]],
    [
      "is there twice",
      (it) => ({ [REQUEST]: { [REQUEST]: it } }),
      [`${REQUEST}.${REQUEST}`, `${REQUEST}.${REQUEST}.type`],
    ],
  ])("a wrapper that %s does not hide what else is wrong", (_, wrap, expected) => {
    expect(paths(wrap({ ...FULL_REQUEST, type: "?" }))).toEqual(expected);
  });

  test("the error has them all, one a line", () => {
    const parse = () =>
      parseAccountLinkingBody(bodyWith({ type: "?", scopes: [""], clientSecret: ` ${CLIENT_SECRET}` }));

    expect(parse).toThrow(InvalidAccountLinkingError);
    expect(parse).toThrow(
      [
        "The account-linking request has 3 flaws:",
        '  accountLinkingRequest.type: received "?"; allowed: AUTH_CODE, IMPLICIT.',
        "  accountLinkingRequest.clientSecret: has white space or a line break at its beginning or end, probably copied along. Remove it.",
        '  accountLinkingRequest.scopes[0]: received ""; a scope is text of at least one character.',
      ].join("\n"),
    );
  });

  test("one flaw is one flaw", () => {
    expect(() => parseAccountLinkingBody(bodyWith({ type: "?" }))).toThrow(
      /^The account-linking request has 1 flaw:\n/,
    );
  });
});

describe("additions", () => {
  const { domains, redirectUrls, skipOnEnablement, pkceConfiguration } = FULL_REQUEST;
  const additions: AccountLinkingAdditions = { domains, redirectUrls, skipOnEnablement, pkceConfiguration };

  test("are settings without a wrapper, and may be none", () => {
    expect(parseAdditions(additions)).toBe(additions);
    expect(parseAdditions({})).toEqual({});
  });

  test.each<[what: string, value: unknown, path: string, message: RegExp]>([
    ["a list", [additions], "(root)", /^received a list; allowed is an object/],
    ["null", null, "(root)", /^received null/],
    ["a wrapper", { accountLinkingRequest: additions }, "accountLinkingRequest", /no wrapper.*without it/],
    ["an unknown key", { domain: ["a.example"] }, "domain", /Did you mean domains\?/],
    ["a key like no other", { colour: 1 }, "colour", /Allowed: domains, .*pkceConfiguration\.$/],
    ["a bad value", { domains: ["https://a.example"] }, "domains[0]", /Write "a\.example"/],
    ["the type", { type: "AUTH_CODE" }, "type", /always AUTH_CODE.*Remove it/],
    [
      "the authorization URL",
      { authorizationUrl: "x" },
      "authorizationUrl",
      /comes from Terraform \(authorization_uri\)/,
    ],
    ["the access token URL", { accessTokenUrl: "x" }, "accessTokenUrl", /comes from Terraform/],
    ["the scheme", { accessTokenScheme: "x" }, "accessTokenScheme", /alexa\.accessTokenScheme in environments\.ts/],
    ["the client's id", { clientId: "x" }, "clientId", /comes from Terraform/],
    ["the client's id by another name", { client_id: "x" }, "client_id", /comes from Terraform/],
    ["the client's secret", { clientSecret: CLIENT_SECRET }, "clientSecret", /comes from Terraform/],
    ["scopes", { scopes: ["openid"] }, "scopes", /alexa\.scopes in environments\.ts/],
  ])("finds %s", (_, value, path, message) => {
    expect(checkAdditions(value)).toEqual([expect.objectContaining({ path, message: expect.stringMatching(message) })]);
  });

  test("all flaws are said at once", () => {
    const parse = () => parseAdditions({ clientId: "x", skipOnEnablement: "no", colour: 1 });

    expect(parse).toThrow(
      /^The file with additions to account linking has 3 flaws:\n.*clientId.*\n.*colour.*\n.*skipOn/,
    );
  });
});

describe("for any input", () => {
  const check = [checkAccountLinkingBody, checkAdditions];

  test("there is an answer, never an exception", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withSparseArray: true, withMap: true, withDate: true }),
        (value) => {
          for (const one of check) {
            one(value);
            one({ accountLinkingRequest: value });
          }
        },
      ),
    );
  });

  test("a field may hold anything", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(FULL_REQUEST)), fc.jsonValue(), (field, value) => {
        const flaws = checkAccountLinkingBody(bodyWith({ [field]: value }));
        expect(flaws.every(({ path }) => path.startsWith("accountLinkingRequest"))).toBe(true);
      }),
    );
  });

  test("as deep and as round as somebody makes it", () => {
    const round: Record<string, unknown> = { domains: [] };
    round.accountLinkingRequest = round;
    const deep: unknown = JSON.parse(`${'{"clientSecret":['.repeat(20_000)}${"]}".repeat(20_000)}`);

    expect(checkAccountLinkingBody(round).length).toBeGreaterThan(0);
    expect(checkAccountLinkingBody(deep).length).toBeGreaterThan(0);
  });

  const CHARACTERS = [...'abcXYZ019"\\/?#@:.$^*+()[]{}|'];
  const secrets = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 12, maxLength: 40 });
  const shapes: ((secret: string) => unknown)[] = [
    (secret) => secret,
    (secret) => [secret, secret],
    (secret) => ` ${secret}\n`,
    (secret) => `https://${secret}@a.example:8443/`,
    (secret) => `http://a.example/${secret}?client_secret=${secret}#`,
    (secret) => `https://${secret}/`,
    (secret) => `${"x".repeat(70)}${secret}`,
    (secret) => ({ [secret]: secret, status: secret, platformType: secret, password: secret }),
    (secret) => [{ platformType: secret, [secret]: 1 }],
  ];

  test("the secret gets into no flaw, wherever else it stands, whole or cut", () => {
    const keys = fc.constantFrom(...Object.keys(FULL_REQUEST), "client_secret", "colour", "accountLinkingRequest");
    const places = fc.dictionary(keys, fc.constantFrom(...shapes), { maxKeys: 8, noNullPrototype: true });
    fc.assert(
      fc.property(secrets, places, fc.boolean(), (secret, shapeOf, wrapped) => {
        const filled = Object.fromEntries(Object.entries(shapeOf).map(([key, shape]) => [key, shape(secret)]));
        const request = { ...filled, [secret]: 1, clientSecret: [secret] };
        const said = check
          .flatMap((one) => one(wrapped ? { accountLinkingRequest: request } : request))
          .map(({ path, message }) => `${path}: ${message}`)
          .join("\n");
        expect(said).not.toContain(secret);
        expect(said).not.toContain(JSON.stringify(secret).slice(1, -1));
        expect(said).not.toContain(secret.slice(0, 10));
        expect(said).not.toContain(secret.slice(-10));
      }),
      { numRuns: 200 },
    );
  });

  test("neither does the part of it that looks like a host", () => {
    const flaws = checkAccountLinkingBody(
      bodyWith({ domains: ["Abcdefgh.ijk/xyz"], clientSecret: "Abcdefgh.ijk/xyz" }),
    );

    expect(flaws).toHaveLength(1);
    expect(JSON.stringify(flaws).toLowerCase()).not.toContain("abcdefgh");
  });

  test("a password in a URL is never quoted", () => {
    const flaws = checkAccountLinkingBody(bodyWith({ accessTokenUrl: "https://user:hunter2@a.example:8443/" }));

    expect(flaws.map(({ message }) => message)).toContainEqual(expect.stringContaining('"https://…@a.example:8443/"'));
    expect(JSON.stringify(flaws)).not.toContain("hunter2");
  });

  test("a value under a key like a secret's is never quoted", () => {
    const body = bodyWith({ clientsecret: "short", password: "short", pkceConfiguration: { secret: "short" } });

    expect(checkAccountLinkingBody(body)).toHaveLength(4);
    expect(JSON.stringify(checkAccountLinkingBody(body))).not.toContain("short");
  });

  test("the body of a contract in place of one that can be checked is left as it is", () => {
    const body = accountLinkingBody(CONTRACT);
    const before = structuredClone(body);

    checkAccountLinkingBody(body);

    expect(body).toEqual(before);
  });
});
