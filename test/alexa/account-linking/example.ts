import fc from "fast-check";
import type { AccountLinkingRequest, AccountLinkingRequestBody } from "../../../alexa/account-linking/request";
import type { AccountLinking } from "../../../contract/account-linking";

export const SECRET = "1example2secret3of4an5app6client7a8b9c0d";

const DOMAIN = "https://example.auth.us-east-1.amazoncognito.com";
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:example:live";

export const CONTRACT: AccountLinking = {
  authorization_uri: `${DOMAIN}/oauth2/authorize`,
  access_token_uri: `${DOMAIN}/oauth2/token`,
  user_info_uri: `${DOMAIN}/oauth2/userInfo`,
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_example",
  client_id: "1example23456789",
  client_secret: SECRET,
  scopes: ["openid", "profile"],
  access_token_scheme: "HTTP_BASIC",
  redirect_uris: [
    "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
    "https://app.example.com/signed-in",
  ],
  skill_ids: ["amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d"],
  function_arns: { NA: FUNCTION, EU: FUNCTION, FE: FUNCTION },
};

/** A valid request with every field. */
export const FULL_REQUEST: AccountLinkingRequest = {
  type: "AUTH_CODE",
  authorizationUrl: CONTRACT.authorization_uri,
  accessTokenUrl: CONTRACT.access_token_uri,
  accessTokenScheme: "HTTP_BASIC",
  clientId: CONTRACT.client_id,
  clientSecret: SECRET,
  scopes: ["openid", "profile"],
  domains: ["cdn.example.com"],
  defaultTokenExpirationInSeconds: 3600,
  reciprocalAccessTokenUrl: "https://api.example.com/reciprocal",
  redirectUrls: ["https://app.example.com/linked"],
  authorizationUrlsByPlatform: [{ platformType: "iOS", platformAuthorizationUrl: "https://app.example.com/authorize" }],
  skipOnEnablement: false,
  voiceForwardAccountLinking: "DISABLED",
  pkceConfiguration: { status: "ENABLED", codeChallengeMethod: "S256" },
};

export const bodyWith = (change: object): unknown => ({ accountLinkingRequest: { ...FULL_REQUEST, ...change } });

export const FULL_BODY = bodyWith({}) as AccountLinkingRequestBody;

const of = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const ALPHANUMERIC = `${LETTERS}0123456789`;

/** RFC 6749, appendix A.4. */
const SCOPE_CHARACTERS = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index))
  .join("")
  .replace(/["\\]/g, "");

/** What Terraform may make of any environment. */
export const contracts: fc.Arbitrary<AccountLinking> = fc
  .record({
    host: fc.oneof(
      of(LETTERS, 1, 63).map((prefix) => `${prefix}.auth.eu-west-1.amazoncognito.com`),
      fc.domain(),
    ),
    clientId: of(ALPHANUMERIC, 1, 128),
    clientSecret: of(ALPHANUMERIC, 24, 64),
    scopes: fc.uniqueArray(of(SCOPE_CHARACTERS, 1, 40), { minLength: 1, maxLength: 15 }),
    scheme: fc.constantFrom("HTTP_BASIC" as const, "REQUEST_BODY_CREDENTIALS" as const),
    skillIds: fc.uniqueArray(of(ALPHANUMERIC, 1, 10), { maxLength: 2 }),
  })
  .map(({ host, clientId, clientSecret, scopes, scheme, skillIds }) => ({
    ...CONTRACT,
    authorization_uri: `https://${host}/oauth2/authorize`,
    access_token_uri: `https://${host}/oauth2/token`,
    user_info_uri: `https://${host}/oauth2/userInfo`,
    client_id: clientId,
    client_secret: clientSecret,
    scopes,
    access_token_scheme: scheme,
    skill_ids: skillIds.map((id) => `amzn1.ask.skill.${id}`),
  }));
