import { member } from "../../common/json";
import { MAX_LINK_SCOPES, MIN_ACCESS_TOKEN_SECONDS } from "../../contract/alexa-limits";
import type { AccountLinkingRequest, PkceConfiguration, PlatformAuthorizationUrl } from "./request";
import { checkAuthorizationUrl, checkNoIssuer, checkUrl, isAlexaRedirectUri } from "./request-url";
import type { ValueRule } from "./values";
import { checkCredential, checkDomain, checkFlag, checkScope, choice, listOf, objectOf, wholeSeconds } from "./values";

/** Alexa Skills Kit, "Account Linking Schemas". */
const MAX_DOMAINS = 15;

const webAuthorizationUrl: ValueRule = (value, path, flaws) => {
  checkAuthorizationUrl(value, path, flaws);
  checkNoIssuer(value, "authorization_uri", path, flaws);
};

const accessTokenUrl: ValueRule = (value, path, flaws) => {
  checkUrl(value, path, flaws);
  checkNoIssuer(value, "access_token_uri", path, flaws);
};

const redirectUrl: ValueRule = (value, path, flaws) => {
  checkUrl(value, path, flaws);
  if (typeof value === "string" && isAlexaRedirectUri(value.trim())) {
    flaws.add(
      path,
      "is one of Alexa's own redirect URIs. They belong in the callback URLs of Cognito's app client, where the stack registers them (alexa.vendorId in environments.ts). redirectUrls are those of your own app, for a link that begins there. Remove it.",
    );
  }
};

const platform: Readonly<Record<keyof PlatformAuthorizationUrl, ValueRule>> = {
  platformType: choice("iOS", "Android"),
  platformAuthorizationUrl: checkAuthorizationUrl,
};

const pkce: Readonly<Record<keyof PkceConfiguration, ValueRule>> = {
  status: choice("ENABLED", "DISABLED"),
  codeChallengeMethod: choice("S256"),
};

const lowerCase = (entry: unknown): string | undefined => (typeof entry === "string" ? entry.toLowerCase() : undefined);

const platformOf = (entry: unknown): string | undefined => {
  const type = member(entry, "platformType");
  return typeof type === "string" ? type : undefined;
};

/** What may stand in each field, in the order in which the fields are written. */
export const FIELD_RULES: Readonly<Record<keyof AccountLinkingRequest, ValueRule>> = {
  type: choice("AUTH_CODE", "IMPLICIT"),
  authorizationUrl: webAuthorizationUrl,
  accessTokenUrl,
  accessTokenScheme: choice("HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"),
  clientId: checkCredential,
  clientSecret: checkCredential,
  scopes: listOf(checkScope, { most: MAX_LINK_SCOPES }),
  domains: listOf(checkDomain, { most: MAX_DOMAINS, identity: lowerCase }),
  defaultTokenExpirationInSeconds: wholeSeconds(
    MIN_ACCESS_TOKEN_SECONDS,
    "Alexa takes no access token that lives less. What the token endpoint says (expires_in) comes first",
  ),
  reciprocalAccessTokenUrl: checkUrl,
  redirectUrls: listOf(redirectUrl),
  authorizationUrlsByPlatform: listOf(objectOf(platform), { identity: platformOf }),
  skipOnEnablement: checkFlag,
  voiceForwardAccountLinking: choice("ENABLED", "DISABLED"),
  pkceConfiguration: objectOf(pkce, ["codeChallengeMethod"]),
};

/** Every field of the request, in the order in which they are written. */
export const ACCOUNT_LINKING_FIELDS = Object.keys(FIELD_RULES) as readonly (keyof AccountLinkingRequest)[];
