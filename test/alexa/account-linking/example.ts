import fc from "fast-check";
import type { AccountLinkingRequest, AccountLinkingRequestBody } from "../../../alexa/account-linking/request";
import type { AccountLinking } from "../../../contract/account-linking";
import { ACCOUNT_LINKING, CLIENT_SECRET } from "../../contract/account-linking";

/** With a redirect URI that is not Alexa's, as a client has that serves an app, too. */
export const CONTRACT: AccountLinking = {
  ...ACCOUNT_LINKING,
  redirect_uris: [...ACCOUNT_LINKING.redirect_uris, "https://app.example.com/signed-in"],
};

/** A valid request with every field. */
export const FULL_REQUEST: AccountLinkingRequest = {
  type: "AUTH_CODE",
  authorizationUrl: CONTRACT.authorization_uri,
  accessTokenUrl: CONTRACT.access_token_uri,
  accessTokenScheme: "HTTP_BASIC",
  clientId: CONTRACT.client_id,
  clientSecret: CLIENT_SECRET,
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
