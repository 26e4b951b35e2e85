import type { AccountLinkingRequest } from "./request";

/**
 * What the fields are called on the Account Linking page of the Alexa developer console. A field without an entry has
 * no label there that is documented.
 *
 * Source: Alexa Skills Kit, "Configure an Authorization Code Grant" and "Account Linking Schemas".
 */
export const CONSOLE_LABELS = {
  type: "Authorization Grant Type",
  authorizationUrl: "Your Web Authorization URI",
  accessTokenUrl: "Access Token URI",
  clientId: "Your Client ID",
  clientSecret: "Your Secret",
  accessTokenScheme: "Your Authentication Scheme",
  scopes: "Scope",
  domains: "Domain",
  defaultTokenExpirationInSeconds: "Default Access Token Expiration Time",
  redirectUrls: "Your Redirect URLs",
  skipOnEnablement: "Allow users to enable skill without account linking",
  pkceConfiguration: "Enable PKCE",
} as const satisfies Partial<Readonly<Record<keyof AccountLinkingRequest, string>>>;
