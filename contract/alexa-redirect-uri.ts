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
