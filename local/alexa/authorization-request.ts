import { createHash, randomBytes, randomInt } from "node:crypto";
import type { SettingsWithoutSecret } from "../../alexa/diagnosis/link-evidence";

/** What Alexa adds to the authorization URI. */
export interface AuthorizationRequest {
  readonly state: string;
  readonly redirectUri: string;
  /** RFC 7636, section 4.2; with PKCE only. */
  readonly codeChallenge?: string;
}

/**
 * Where the Alexa app sends the user to sign in. What the form's URI carries stays, and every parameter is
 * percent-encoded: scopes are joined with %20, as Alexa does, and not with a plus.
 *
 * https://developer.amazon.com/en-US/docs/alexa/account-linking/configure-authorization-code-grant.html
 */
export function authorizationUrl(settings: SettingsWithoutSecret, request: AuthorizationRequest): string {
  const parameters = {
    state: request.state,
    client_id: settings.clientId,
    response_type: "code",
    scope: settings.scopes.join(" "),
    redirect_uri: request.redirectUri,
    ...(request.codeChallenge === undefined
      ? {}
      : { code_challenge: request.codeChallenge, code_challenge_method: "S256" }),
  };
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const joint = settings.authorizationUri.includes("?") ? "&" : "?";
  return `${settings.authorizationUri}${joint}${query.join("&")}`;
}

/** Alexa's states are 700 to more than 1,000 characters long. */
export const newState = (): string => randomBytes(randomInt(525, 825)).toString("base64url");

/** A code verifier of RFC 7636, section 4.1, with its challenge. */
export function newCodeVerifier(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}
