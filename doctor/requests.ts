import { randomBytes } from "node:crypto";
import type { AccountLinking } from "../contract/account-linking";
import { MAX_TOKEN_RESPONSE_MS } from "../contract/alexa-limits";
import type { WebRequest } from "./web";

/** Longer than Alexa waits, so that it shows by how much a slow answer is too slow. */
export const TOKEN_TIMEOUT_MS = MAX_TOKEN_RESPONSE_MS + 1500;

/** Milliseconds for every other answer. */
export const PAGE_TIMEOUT_MS = 5000;

/** A redirect URI that nobody registers: the host is reserved for documentation (RFC 2606). */
export const WRONG_REDIRECT_URI = "https://example.com/not-a-registered-redirect-uri";

/** A state as long as Alexa's longest, which are 700 to more than 1,000 characters. */
export const longState = (): string => randomBytes(750).toString("base64url");

/** Opens the authorization URI as the Alexa app does. */
export function authorizationRequest(accountLinking: AccountLinking, redirectUri: string, state: string): WebRequest {
  const parameters = {
    state,
    client_id: accountLinking.client_id,
    response_type: "code",
    scope: accountLinking.scopes.join(" "),
    redirect_uri: redirectUri,
  };
  // Alexa writes a space as %20, and URLSearchParams as +.
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const uri = accountLinking.authorization_uri;
  return pageRequest(`${uri}${uri.includes("?") ? "&" : "?"}${query.join("&")}`);
}

/** Opens a page. */
export const pageRequest = (url: string): WebRequest => ({
  method: "GET",
  url,
  headers: { accept: "text/html" },
  timeoutMs: PAGE_TIMEOUT_MS,
});

export const jsonRequest = (url: string): WebRequest => ({
  method: "GET",
  url,
  headers: { accept: "application/json" },
  timeoutMs: PAGE_TIMEOUT_MS,
});

/** Looks like a code of Cognito's, and is none: an exchange of it can only be refused. */
const MADE_UP_CODE = "00000000-0000-4000-8000-000000000000";

/** Sends a made-up code to the access token URI as Alexa sends a real one. */
export function tokenRequest(accountLinking: AccountLinking, clientSecret = accountLinking.client_secret): WebRequest {
  const basic = accountLinking.access_token_scheme === "HTTP_BASIC";
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code: MADE_UP_CODE,
    redirect_uri: accountLinking.redirect_uris[0] ?? WRONG_REDIRECT_URI,
    ...(!basic && { client_id: accountLinking.client_id, client_secret: clientSecret }),
  });
  const credentials = Buffer.from(`${accountLinking.client_id}:${clientSecret}`).toString("base64");
  return {
    method: "POST",
    url: accountLinking.access_token_uri,
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
      ...(basic && { authorization: `Basic ${credentials}` }),
    },
    body: form.toString(),
    timeoutMs: TOKEN_TIMEOUT_MS,
  };
}
