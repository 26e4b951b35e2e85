import type { AlexaRegion } from "./account-linking";

/**
 * Where Alexa lets a sign-in page send the user back to. The vendor id follows, without a slash at the end.
 * Source: Alexa Skills Kit, "Configure an authorization code grant".
 */
export const ALEXA_REDIRECT_BASE: Readonly<Record<AlexaRegion, string>> = {
  NA: "https://pitangui.amazon.com/api/skill/link/",
  EU: "https://layla.amazon.com/api/skill/link/",
  FE: "https://alexa.amazon.co.jp/api/skill/link/",
};

/**
 * The three redirect URIs of a developer account. All are needed: Alexa picks one by the region of the user's account.
 *
 * @param vendorId the developer account's vendor id (`M…`), which is not the skill id
 */
export const alexaRedirectUris = (vendorId: string): string[] =>
  Object.values(ALEXA_REDIRECT_BASE).map((base) => `${base}${vendorId}`);

/** In the order of {@link alexaRedirectUris}. */
export const ALEXA_REGIONS = Object.keys(ALEXA_REDIRECT_BASE) as readonly AlexaRegion[];

/** The redirect URI that Alexa sends for a user whose account lives in the region. */
export const redirectUriOf = (region: AlexaRegion, vendorId: string): string =>
  `${ALEXA_REDIRECT_BASE[region]}${vendorId}`;

/** The hosts that Alexa's redirect URIs lie on, by region. */
export const REDIRECT_HOSTS: Readonly<Record<AlexaRegion, string>> = {
  NA: new URL(ALEXA_REDIRECT_BASE.NA).hostname,
  EU: new URL(ALEXA_REDIRECT_BASE.EU).hostname,
  FE: new URL(ALEXA_REDIRECT_BASE.FE).hostname,
};

/** The last segment of one of Alexa's redirect URIs: the vendor id, or what somebody took for it. */
export function vendorIdIn(redirectUri: string): string | undefined {
  const base = Object.values(ALEXA_REDIRECT_BASE).find((it) => redirectUri.startsWith(it));
  return base === undefined ? undefined : redirectUri.slice(base.length);
}
