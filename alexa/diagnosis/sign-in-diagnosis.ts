import { findInUri, flawInAuthorizationUri } from "../account-linking/form-uri";
import type { Finding } from "./finding";
import { clientDiffers, place, quote, scopesDetail } from "./finding";
import type { LinkEvidence, RedirectFailure, SignInFailure } from "./link-evidence";
import { findAtProvider, findInProviderError } from "./provider-diagnosis";
import { redirectDiagnosis } from "./redirect-diagnosis";

/** Why the browser never came back to Alexa. */
export function findInSignIn(failure: SignInFailure, evidence: LinkEvidence): Finding {
  return inAuthorizationUri(evidence) ?? inPage(failure, evidence);
}

/** Why what the browser brought back to Alexa is no use. */
export function findInRedirect(failure: RedirectFailure, evidence: LinkEvidence): Finding {
  const { error, errorDescription = "", stateUnchanged, hasCode, url } = failure;
  if (place(url) !== place(evidence.redirectUri)) {
    return ["state-changed", `The browser came back to ${place(url)}; Alexa waits at ${evidence.redirectUri}.`];
  }
  if (error !== undefined) {
    return fromRedirectError(error, errorDescription, evidence);
  }
  if (!stateUnchanged) {
    return ["state-changed", "The `state` that came back is not the one that Alexa sent."];
  }
  return hasCode
    ? ["sign-in-failed", `The browser came back to ${place(url)}, and the link was refused.`]
    : ["code-missing", `The browser came back to ${place(url)} without a code.`];
}

function inAuthorizationUri({ settings, deployed }: LinkEvidence): Finding | undefined {
  const flaw = flawInAuthorizationUri(settings.authorizationUri);
  return flaw === undefined
    ? findInUri("Web Authorization URI", settings.authorizationUri, deployed?.authorization_uri)
    : ["authorization-uri-unusable", `The authorization URI ${flaw}.`];
}

function inPage({ url, text }: SignInFailure, evidence: LinkEvidence): Finding {
  const { settings, deployed } = evidence;
  if (url === undefined || !/^https?:/.test(url)) {
    return ["unreachable", `No page came from ${place(settings.authorizationUri)}.`];
  }
  const atProvider = findAtProvider(url, text ?? "", evidence);
  if (atProvider !== undefined) {
    return atProvider;
  }
  const query = new URL(url).searchParams;
  const error = query.get("error") ?? "";
  const answerText = `${error} ${query.get("error_description") ?? ""} ${text ?? ""}`;
  const page = `The sign-in page ended on ${place(url)}${error === "" ? "" : ` with the error ${quote(error)}`}`;
  if (/login pages? unavailable/i.test(answerText)) {
    return ["managed-login-without-branding", `${page}: "Login pages unavailable".`];
  }
  if (/session is expired/i.test(answerText)) {
    return ["sign-in-code-expired", `${page}: "session is expired".`];
  }
  if (/passkeys cannot be used|relying party/i.test(answerText)) {
    return ["passkey-relying-party", `${page}: the relying party is another host.`];
  }
  const otherClient = clientDiffers(evidence);
  if (otherClient !== undefined) {
    return ["wrong-client", `${page}. ${otherClient}`];
  }
  if (/redirect(_uri)?[_ -]?mismatch|redirect_uri/i.test(answerText)) {
    return redirectDiagnosis(evidence.redirectUri, evidence.vendorId, deployed);
  }
  if (/invalid_scope/i.test(answerText)) {
    return ["scope-not-allowed", scopesDetail(evidence)];
  }
  if (/client/i.test(answerText)) {
    return ["wrong-client", `${page}. Alexa sent the client id ${settings.clientId}.`];
  }
  return ["sign-in-failed", `${page}.`];
}

function fromRedirectError(error: string, description: string, evidence: LinkEvidence): Finding {
  const came = `The sign-in page sent the browser back with the error ${quote(error)}${description === "" ? "" : ` (${quote(description)})`}.`;
  const provider = findInProviderError(description, came);
  if (provider !== undefined) {
    return provider;
  }
  if (/code[_ ]?challenge|pkce/i.test(description)) {
    const sent = evidence.settings.pkce ? "a code challenge" : "no code challenge, because PKCE is off in the form";
    return ["pkce-mismatch", `${came} Alexa sent ${sent}.`];
  }
  switch (error) {
    case "invalid_scope":
      return ["scope-not-allowed", scopesDetail(evidence)];
    case "access_denied":
      return ["access-denied", came];
    case "unauthorized_client":
    case "invalid_client": {
      const otherClient = clientDiffers(evidence);
      return otherClient === undefined ? ["grant-not-allowed", came] : ["wrong-client", `${came} ${otherClient}`];
    }
    default:
      // Cognito says invalid_request of scopes, too.
      return /scope/i.test(description) ? ["scope-not-allowed", scopesDetail(evidence)] : ["sign-in-failed", came];
  }
}
