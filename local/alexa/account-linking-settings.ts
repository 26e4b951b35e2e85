import type { AccountLinkingRequest } from "../../alexa/account-linking/request";
import type { SettingsWithoutSecret } from "../../alexa/diagnosis/link-evidence";
import type { AccountLinking } from "../../contract/account-linking";

/** What stands in the console's Account Linking form. */
export interface AccountLinkingSettings extends SettingsWithoutSecret {
  /** "Your Secret" */
  readonly clientSecret: string;
}

/** The form, filled in with what Terraform made. PKCE is off, as in a new form. */
export function settingsOf(accountLinking: AccountLinking): AccountLinkingSettings {
  return {
    authorizationUri: accountLinking.authorization_uri,
    accessTokenUri: accountLinking.access_token_uri,
    clientId: accountLinking.client_id,
    clientSecret: accountLinking.client_secret,
    scopes: accountLinking.scopes,
    accessTokenScheme: accountLinking.access_token_scheme,
    pkce: false,
  };
}

/** The form, filled in with what was written through SMAPI. */
export function settingsFrom(request: AccountLinkingRequest): AccountLinkingSettings {
  return {
    authorizationUri: request.authorizationUrl,
    accessTokenUri: request.accessTokenUrl ?? "",
    clientId: request.clientId,
    clientSecret: request.clientSecret ?? "",
    scopes: request.scopes ?? [],
    accessTokenScheme: request.accessTokenScheme ?? "HTTP_BASIC",
    pkce: request.pkceConfiguration?.status === "ENABLED",
  };
}
