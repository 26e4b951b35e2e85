import type { Finding } from "./finding";
import { place, quote } from "./finding";
import type { LinkEvidence } from "./link-evidence";

/**
 * What ended the sign-in at an identity provider, by the description that Cognito adds to the redirect. It is no fixed
 * text: the provider's name, a status and the provider's own words, or what Cognito found.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoint-idp-responses.html
 *
 * @returns undefined when nothing speaks of a provider
 */
export function findInProviderError(description: string, came: string): Finding | undefined {
  if (/attributes? required|attribute mapping required|attribute is required/i.test(description)) {
    return ["provider-attribute-missing", came];
  }
  if (/already found an entry/i.test(description)) {
    return ["accounts-joined", came];
  }
  if (/\b(Pre|Post)\w+ (failed with error|invocation failed)/.test(description)) {
    return ["trigger-refused", came];
  }
  const [, refused] = /^Invalid SAML response received: (.*)$/is.exec(description) ?? [];
  if (refused !== undefined) {
    return [/denied|AuthnFailed/i.test(refused) ? "access-denied" : "provider-assertion-refused", came];
  }
  const [, said] = /^\S+ Error - (.*)$/s.exec(description) ?? [];
  const row = said === undefined ? undefined : PROVIDER_SAYS.find(([pattern]) => pattern.test(said));
  return row === undefined ? undefined : [row[1], came];
}

const PROVIDER_SAYS: readonly (readonly [RegExp, Finding[0]])[] = [
  [/access_denied/i, "access-denied"],
  [/invalid_client|client authentication|client_secret/i, "provider-secret-wrong"],
  [/redirect_uri/i, "provider-redirect-uri-missing"],
  [/id_token|nonce|signature|jwks?\b/i, "provider-token-refused"],
  [/cannot be reached|time(d )?[- ]?out|^5\d\d\b/i, "provider-unreachable"],
];

/** Why the browser stayed at an identity provider, or undefined when it did not. */
export function findAtProvider(
  url: string,
  text: string,
  { settings, deployed }: Pick<LinkEvidence, "settings" | "deployed">,
): Finding | undefined {
  const own = [settings.authorizationUri, deployed?.authorization_uri, deployed?.issuer];
  const isOwn = own.some((uri) => uri !== undefined && URL.canParse(uri) && new URL(uri).host === new URL(url).host);
  if (isOwn || deployed === undefined) {
    return undefined;
  }
  const page = `The sign-in ended at the identity provider, on ${place(url)}${text === "" ? "" : `: ${quote(text)}`}.`;
  if (/redirect_uri|reply url|AADSTS50011|assertion ?consumer ?service/i.test(text)) {
    return ["provider-redirect-uri-missing", page];
  }
  return /disallowed_useragent|embedded|web ?view/i.test(text)
    ? ["provider-refuses-embedded", page]
    : ["provider-unreachable", page];
}
