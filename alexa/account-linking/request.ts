import type { AccessTokenScheme } from "../../contract/account-linking";

/**
 * The settings of account linking as Amazon's Skill Management API (SMAPI) takes them.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/account-linking-operations.html
 */
export interface AccountLinkingRequest {
  readonly type: "AUTH_CODE" | "IMPLICIT";
  /** Where the Alexa app sends the user to sign in: https, without the parameters that Alexa adds itself. */
  readonly authorizationUrl: string;
  /** Where Alexa exchanges the code and refreshes tokens. Needed for `AUTH_CODE`. */
  readonly accessTokenUrl?: string;
  /** How Alexa sends the client's id and secret. Needed for `AUTH_CODE`. */
  readonly accessTokenScheme?: AccessTokenScheme;
  readonly clientId: string;
  /** Needed for `AUTH_CODE`. SMAPI never shows it again. */
  readonly clientSecret?: string;
  /** At most 15. */
  readonly scopes?: readonly string[];
  /** Hosts from which the sign-in page loads content; at most 15. */
  readonly domains?: readonly string[];
  /** Seconds that an access token lives when the answer has no `expires_in`. */
  readonly defaultTokenExpirationInSeconds?: number;
  readonly reciprocalAccessTokenUrl?: string;
  /** Where your own app takes people back to in app-to-app linking. Not Alexa's redirect URIs: those are Cognito's. */
  readonly redirectUrls?: readonly string[];
  /** App-to-app linking: what opens your own app. */
  readonly authorizationUrlsByPlatform?: readonly PlatformAuthorizationUrl[];
  /** Whether the skill can be enabled without linking an account. SMAPI never shows it again. */
  readonly skipOnEnablement?: boolean;
  readonly voiceForwardAccountLinking?: "ENABLED" | "DISABLED";
  /**
   * PKCE (RFC 7636). In public use, but in no published schema of SMAPI: not confirmed, so nothing here sets it by
   * itself.
   */
  readonly pkceConfiguration?: PkceConfiguration;
}

export interface PlatformAuthorizationUrl {
  readonly platformType: "iOS" | "Android";
  readonly platformAuthorizationUrl: string;
}

export interface PkceConfiguration {
  readonly status: "ENABLED" | "DISABLED";
  readonly codeChallengeMethod?: "S256";
}

/** The body of SMAPI's request: without the wrapper it answers 400, "Parsing error due to empty body". */
export interface AccountLinkingRequestBody {
  readonly accountLinkingRequest: AccountLinkingRequest;
}

/** What a developer can add to what Terraform made, or set otherwise: anything but what must come from Terraform. */
export type AccountLinkingAdditions = Partial<
  Omit<
    AccountLinkingRequest,
    "type" | "authorizationUrl" | "accessTokenUrl" | "accessTokenScheme" | "clientId" | "clientSecret" | "scopes"
  >
>;

/** What SMAPI answers of the settings, by its own name: everything but {@link HIDDEN_FIELDS}. */
export type AccountLinkingResponse = Omit<AccountLinkingRequest, (typeof HIDDEN_FIELDS)[number]>;

/** The fields that SMAPI takes and never shows, so that a difference in them cannot be seen. */
export const HIDDEN_FIELDS = ["clientSecret", "skipOnEnablement", "reciprocalAccessTokenUrl"] as const;
