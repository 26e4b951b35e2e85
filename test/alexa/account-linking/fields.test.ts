import { checkAccountLinkingBody, parseAccountLinkingBody } from "../../../alexa/account-linking/rules";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { bodyWith } from "./example";

const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example";
const PLATFORMS = "authorizationUrlsByPlatform";

const many = (count: number, of: (index: number) => string): string[] => Array.from({ length: count }, (_, i) => of(i));
const without = (...fields: string[]): object => Object.fromEntries(fields.map((field) => [field, undefined]));
const platforms = (...changes: object[]): object => {
  const entry = { platformType: "iOS", platformAuthorizationUrl: "https://a.example/" };
  return { [PLATFORMS]: changes.map((change) => ({ ...entry, ...change })) };
};

/** One line a rule: what is wrong in a valid request, where it is said below it, and what is said of it. */
const FLAWS: [what: string, change: object, path: string, message: RegExp][] = [
  ["redirectUrl", { redirectUrl: [] }, "redirectUrl", /Did you mean redirectUrls\?/],
  ["client_id", { client_id: "x" }, "client_id", /Did you mean clientId\?/],
  ["accessTokenURI", { accessTokenURI: "x" }, "accessTokenURI", /Did you mean accessTokenUrl\?/],
  ["a key like no other", { colour: 1 }, "colour", /Allowed: type, authorizationUrl, /],
  ["a key with a space", { "a b": 1 }, '["a b"]', /no such setting/],
  ["constructor", { constructor: 1 }, "constructor", /no such setting/],
  ["no type", without("type"), "type", /^is missing\. Add it/],
  ["another type", { type: "CODE" }, "type", /^received "CODE"; allowed: AUTH_CODE, IMPLICIT\.$/],
  ["a type in lower case", { type: "auth_code" }, "type", /Did you mean AUTH_CODE\?/],
  ["no authorization URL", without("authorizationUrl"), "authorizationUrl", /^is missing/],
  ["no client id", without("clientId"), "clientId", /^is missing/],
  ["no access token URL", without("accessTokenUrl"), "accessTokenUrl", /AUTH_CODE needs it/],
  ["no scheme", without("accessTokenScheme"), "accessTokenScheme", /AUTH_CODE needs it/],
  ["no secret", without("clientSecret"), "clientSecret", /AUTH_CODE needs it/],
  [
    "another scheme",
    { accessTokenScheme: "BASIC" },
    "accessTokenScheme",
    /allowed: HTTP_BASIC, REQUEST_BODY_CREDENTIALS/,
  ],
  ["a number for an id", { clientId: 5 }, "clientId", /^received a number; it must be text/],
  ["an empty id", { clientId: "" }, "clientId", /^is empty/],
  ["a blank id", { clientId: " \t" }, "clientId", /^is empty/],
  ["a line break at an id's end", { clientId: "client\n" }, "clientId", /line break at its beginning or end/],
  ["a line break in an id", { clientId: "cli\nent" }, "clientId", /line break in it/],
  ["a no-break space in an id", { clientId: "cli\u00a0ent" }, "clientId", /printable ASCII/],
  ["a number for a secret", { clientSecret: 12345678 }, "clientSecret", /^received a number; it must be text/],
  ["a space before a secret", { clientSecret: ` ${CLIENT_SECRET}` }, "clientSecret", /white space/],
  [
    "a secret that Terraform hid",
    { clientSecret: "(sensitive value)" },
    "clientSecret",
    /hidden value.*terraform output -json/,
  ],
  ["null where a list belongs", { domains: null }, "domains", /^received null; allowed is a list/],
  [
    "text where a list belongs",
    { scopes: "openid profile" },
    "scopes",
    /^received "openid profile"; allowed is a list/,
  ],
  ["16 scopes", { scopes: many(16, (i) => `s${i}`) }, "scopes", /^has 16 entries; allowed are 15 at most. Remove 1/],
  ["16 domains", { domains: many(17, (i) => `d${i}.example.com`) }, "domains", /^has 17 entries.*Remove 2/],
  ["a scope twice", { scopes: ["a", "b", "a"] }, "scopes[2]", /same as accountLinkingRequest\.scopes\[0\]/],
  ["an empty scope", { scopes: ["a", ""] }, "scopes[1]", /^received ""/],
  ["scopes in one", { scopes: ["openid profile"] }, "scopes[0]", /an entry of its own/],
  ["a space after a scope", { scopes: ["openid "] }, "scopes[0]", /printable ASCII only, without white space/],
  ["a quotation mark in a scope", { scopes: ['a"b'] }, "scopes[0]", /quotation marks/],
  ["a backslash in a scope", { scopes: ["a\\b"] }, "scopes[0]", /backslashes/],
  ["an umlaut in a scope", { scopes: ["müll"] }, "scopes[0]", /printable ASCII/],
  ["a list for a scope", { scopes: [["openid"]] }, "scopes[0]", /^received a list/],
  [
    "a URL for a domain",
    { domains: ["https://cdn.example.com/x"] },
    "domains[0]",
    /name of a host.*Write "cdn\.example\.com"/,
  ],
  ["a port for a domain", { domains: ["cdn.example.com:443"] }, "domains[0]", /Write "cdn\.example\.com"/],
  ["a name that is not ASCII", { domains: ["bücher.example"] }, "domains[0]", /Write "xn--bcher-kva\.example"/],
  ["a wildcard for a domain", { domains: ["*.example.com"] }, "domains[0]", /wildcard or white space\.$/],
  ["one label for a domain", { domains: ["localhost"] }, "domains[0]", /name of a host/],
  ["an empty domain", { domains: [""] }, "domains[0]", /name of a host/],
  ["a domain twice, in other letters", { domains: ["a.example", "A.example"] }, "domains[1]", /same as/],
  [
    "plain http",
    { accessTokenUrl: "http://a.example/token" },
    "accessTokenUrl",
    /^received "http:\/\/a\.example\/token"; .* begins with https:\/\//,
  ],
  ["no URL", { accessTokenUrl: "a.example/token" }, "accessTokenUrl", /begins with https/],
  ["a URL without a host", { accessTokenUrl: "https:///token" }, "accessTokenUrl", /and a host/],
  [
    "another port",
    { accessTokenUrl: "https://a.example:8443/" },
    "accessTokenUrl",
    /port 443 only. Remove the port 8443/,
  ],
  ["a fragment", { accessTokenUrl: "https://a.example/#top" }, "accessTokenUrl", /fragment/],
  ["an empty fragment", { accessTokenUrl: "https://a.example/#" }, "accessTokenUrl", /fragment/],
  ["a password in a URL", { accessTokenUrl: "https://a:b@a.example/" }, "accessTokenUrl", /user name or password/],
  ["a space in a URL", { accessTokenUrl: "https://a.example/a b" }, "accessTokenUrl", /no white space/],
  ["a backslash in a URL", { accessTokenUrl: "https:\\\\a.example" }, "accessTokenUrl", /no backslash/],
  ["a line break after a URL", { accessTokenUrl: "https://a.example/\n" }, "accessTokenUrl", /line break/],
  ["an empty URL", { reciprocalAccessTokenUrl: "" }, "reciprocalAccessTokenUrl", /^is empty/],
  ["a list for a URL", { reciprocalAccessTokenUrl: [] }, "reciprocalAccessTokenUrl", /^received a list/],
  [
    "plain http for the reciprocal URL",
    { reciprocalAccessTokenUrl: "http://a.example/" },
    "reciprocalAccessTokenUrl",
    /https/,
  ],
  [
    "parameters that Alexa adds",
    { authorizationUrl: "https://a.example/?client_id=1&state=STATE" },
    "authorizationUrl",
    /^already carries state, client_id, which Alexa adds/,
  ],
  ["another port of the sign-in page", { authorizationUrl: "https://a.example:8443/" }, "authorizationUrl", /port 443/],
  [
    "the issuer for the sign-in page",
    { authorizationUrl: `${ISSUER}/oauth2/authorize` },
    "authorizationUrl",
    /issuer.*Write authorization_uri/,
  ],
  [
    "the issuer for tokens",
    { accessTokenUrl: `${ISSUER}/oauth2/token` },
    "accessTokenUrl",
    /issuer.*Write access_token_uri/,
  ],
  [
    "a redirect URL twice",
    { redirectUrls: ["https://a.example/", "https://a.example/"] },
    "redirectUrls[1]",
    /same as/,
  ],
  ["an app's own scheme", { redirectUrls: ["com.example.app://linked"] }, "redirectUrls[0]", /begins with https/],
  [
    "a lifetime of 359 s",
    { defaultTokenExpirationInSeconds: 359 },
    "defaultTokenExpirationInSeconds",
    /^received 359; at least 360 make sense/,
  ],
  [
    "a lifetime in text",
    { defaultTokenExpirationInSeconds: "3600" },
    "defaultTokenExpirationInSeconds",
    /^received "3600"/,
  ],
  ["half a second", { defaultTokenExpirationInSeconds: 3600.5 }, "defaultTokenExpirationInSeconds", /whole number/],
  ["a negative lifetime", { defaultTokenExpirationInSeconds: -1 }, "defaultTokenExpirationInSeconds", /at least 360/],
  [
    "an object for platforms",
    { authorizationUrlsByPlatform: { iOS: "x" } },
    "authorizationUrlsByPlatform",
    /^received an object; allowed is a list/,
  ],
  [
    "text for a platform",
    { authorizationUrlsByPlatform: ["x"] },
    "authorizationUrlsByPlatform[0]",
    /platformType and platformAuthorizationUrl/,
  ],
  [
    "a flag in text",
    { skipOnEnablement: "true" },
    "skipOnEnablement",
    /^received "true"; .*write true without quotation marks/,
  ],
  ["a number for a flag", { skipOnEnablement: 1 }, "skipOnEnablement", /^received 1; allowed are true and false\.$/],
  [
    "true for voice forward",
    { voiceForwardAccountLinking: true },
    "voiceForwardAccountLinking",
    /^received true; allowed: ENABLED, DISABLED/,
  ],
  [
    "true for PKCE",
    { pkceConfiguration: true },
    "pkceConfiguration",
    /^received a boolean; allowed is an object with status/,
  ],
  ["PKCE without a status", { pkceConfiguration: {} }, "pkceConfiguration.status", /^is missing/],
  ["another status", { pkceConfiguration: { status: "ON" } }, "pkceConfiguration.status", /ENABLED, DISABLED/],
  [
    "another method",
    { pkceConfiguration: { status: "ENABLED", codeChallengeMethod: "plain" } },
    "pkceConfiguration.codeChallengeMethod",
    /allowed: S256/,
  ],
  [
    "another key of PKCE",
    { pkceConfiguration: { status: "ENABLED", method: "S256" } },
    "pkceConfiguration.method",
    /no such setting/,
  ],
  ["another platform", platforms({ platformType: "ios" }), `${PLATFORMS}[0].platformType`, /Did you mean iOS\?/],
  ["no platform type", platforms({ platformType: undefined }), `${PLATFORMS}[0].platformType`, /^is missing/],
  [
    "no URL",
    platforms({ platformAuthorizationUrl: undefined }),
    `${PLATFORMS}[0].platformAuthorizationUrl`,
    /^is missing/,
  ],
  [
    "a state in its URL",
    platforms({ platformAuthorizationUrl: "https://a.example/?state=1" }),
    `${PLATFORMS}[0].platformAuthorizationUrl`,
    /already carries state/,
  ],
  ["another key of a platform", platforms({ platform: "iOS" }), `${PLATFORMS}[0].platform`, /no such setting/],
  ["a platform twice", platforms({}, { platformAuthorizationUrl: "https://b.example/" }), `${PLATFORMS}[1]`, /same as/],
];

test.each(FLAWS)("finds %s, and nothing else", (_, change, path, message) => {
  const where = path.startsWith("[") ? path : `.${path}`;

  expect(checkAccountLinkingBody(bodyWith(change))).toEqual([
    expect.objectContaining({ path: `accountLinkingRequest${where}`, message: expect.stringMatching(message) }),
  ]);
});

// Amazon's schema and samples have them: defaultTokenExpirationInSeconds of 20, any text for a domain.
test.each([
  ["a short lifetime", { defaultTokenExpirationInSeconds: 20 }],
  ["no lifetime", { defaultTokenExpirationInSeconds: 0 }],
  ["a domain with a wildcard", { domains: ["*.example.com"] }],
  ["an empty domain", { domains: [""] }],
  ["a scope twice", { scopes: ["openid", "openid"] }],
  ["a redirect URL twice", { redirectUrls: ["https://a.example/", "https://a.example/"] }],
])("only warns of %s", (_, change) => {
  const body = bodyWith(change);

  expect(checkAccountLinkingBody(body).map(({ isWarning }) => isWarning)).toEqual([true]);
  expect(parseAccountLinkingBody(body)).toBe(body);
});

test.each([
  ["true", /It is text: write true without quotation marks/],
  ["False ", /It is text: write false without quotation marks/],
  ["yes", /It is text: write true or false without quotation marks/],
  ["", /It is text: write true or false without quotation marks/],
  [1, /received 1; allowed are true and false\.$/],
])("says of %j for a flag what it is", (skipOnEnablement, message) => {
  const [flaw, ...others] = checkAccountLinkingBody(bodyWith({ skipOnEnablement }));

  expect([flaw?.message, flaw?.isWarning, others]).toEqual([expect.stringMatching(message), undefined, []]);
});

test("a key that every object has is a key like any other", () => {
  const { accountLinkingRequest } = bodyWith({}) as { accountLinkingRequest: object };
  const text = JSON.stringify({ accountLinkingRequest }).replace(
    '{"type"',
    '{"__proto__": {"type": "IMPLICIT"}, "type"',
  );

  expect(checkAccountLinkingBody(JSON.parse(text))).toEqual([
    { path: "accountLinkingRequest.__proto__", message: expect.stringMatching(/no such setting/) },
  ]);
});

test.each(["pitangui.amazon.com", "layla.amazon.com", "alexa.amazon.co.jp", "skills-store.amazon.com", "alexa.com"])(
  "finds Alexa's redirect URI at %s, and says where it belongs",
  (host) => {
    const redirectUrls = ["https://app.example.com/", `https://${host}/api/skill/link/M1EXAMPLE0DEV`];

    expect(checkAccountLinkingBody(bodyWith({ redirectUrls }))).toEqual([
      {
        path: "accountLinkingRequest.redirectUrls[1]",
        message: expect.stringMatching(/callback URLs of Cognito's app client.*own app/),
      },
    ]);
  },
);
