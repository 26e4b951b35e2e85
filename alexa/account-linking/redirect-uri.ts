import type { AlexaRegion } from "../../contract/account-linking";
import { alexaRedirectUris } from "../../contract/alexa-redirect-uri";

/** In the order of {@link alexaRedirectUris}. */
export const ALEXA_REGIONS: readonly AlexaRegion[] = ["NA", "EU", "FE"];

/** The redirect URI that Alexa sends for a user whose account lives in the region. */
export function redirectUriOf(region: AlexaRegion, vendorId: string): string {
  return alexaRedirectUris(vendorId)[ALEXA_REGIONS.indexOf(region)] as string;
}

/** The hosts that Alexa's redirect URIs lie on, by region. */
export const REDIRECT_HOSTS: Readonly<Record<AlexaRegion, string>> = {
  NA: new URL(redirectUriOf("NA", "M")).hostname,
  EU: new URL(redirectUriOf("EU", "M")).hostname,
  FE: new URL(redirectUriOf("FE", "M")).hostname,
};

/** The last segment of one of Alexa's redirect URIs: the vendor id, or what somebody took for it. */
export function vendorIdIn(redirectUri: string): string | undefined {
  return ALEXA_REGIONS.map((region) => redirectUriOf(region, ""))
    .filter((base) => redirectUri.startsWith(base))
    .map((base) => redirectUri.slice(base.length))[0];
}
