import { MIN_ACCESS_TOKEN_SECONDS } from "../../contract/alexa-limits";
import { findInUri } from "../account-linking/form-uri";
import type { Finding } from "./finding";
import { clientDiffers, place, quote, scopesDetail } from "./finding";
import type { LinkEvidence, TokenFailure } from "./link-evidence";

/** Amazon Cognito developer guide, "Authorize endpoint". */
const CODE_LIFETIME_SECONDS = 300;

/** Why the access token URI gave no tokens that Alexa takes. */
export function findInToken(failure: TokenFailure, evidence: LinkEvidence): Finding {
  return inAccessTokenUri(failure, evidence) ?? inAnswer(failure, evidence);
}

function inAccessTokenUri({ answer }: TokenFailure, { settings, deployed }: LinkEvidence): Finding | undefined {
  // A server that gave an OAuth answer is an access token URI, if perhaps another one than was deployed.
  const isTokenEndpoint = answer.kind === "tokens" || (answer.kind === "error" && answer.error !== undefined);
  return isTokenEndpoint && deployed?.access_token_uri === undefined
    ? undefined
    : findInUri("Access Token URI", settings.accessTokenUri, deployed?.access_token_uri);
}

function inAnswer(failure: TokenFailure, evidence: LinkEvidence): Finding {
  const { answer, grant } = failure;
  const uri = place(evidence.settings.accessTokenUri);
  switch (answer.kind) {
    case "no connection":
      return ["unreachable", `No connection to ${uri}: ${answer.reason}.`];
    case "too slow":
      return ["token-uri-slow", `${uri} had not answered after ${answer.waitedMs / 1000} s.`];
    case "unusable":
      return ["token-response-unusable", `${uri} answered 200, but the answer has ${answer.flaw}.`];
    case "tokens":
      return answer.expiresInSeconds < MIN_ACCESS_TOKEN_SECONDS
        ? [
            "access-token-too-short",
            `The access token lives ${answer.expiresInSeconds} s; Alexa asks for ${MIN_ACCESS_TOKEN_SECONDS} s.`,
          ]
        : ["refresh-token-missing", `${uri} gave an access token and no refresh token.`];
    case "error": {
      const { status, error, errorDescription } = answer;
      const came = `${uri} answered ${status}${error === undefined ? "" : ` ${quote(error)}`}${errorDescription === undefined ? "" : ` (${quote(errorDescription)})`} to the ${grant === "refresh_token" ? "refresh" : "code"}.`;
      return fromTokenError(failure, error, errorDescription ?? "", came, evidence);
    }
  }
}

function fromTokenError(
  failure: TokenFailure,
  error: string | undefined,
  description: string,
  came: string,
  evidence: LinkEvidence,
): Finding {
  const otherClient = clientDiffers(evidence);
  if (otherClient !== undefined) {
    return ["wrong-client", `${came} ${otherClient}`];
  }
  if (isPkceMismatch(failure, description)) {
    return ["pkce-mismatch", `${came} ${pkceDetail(failure)}`];
  }
  switch (error) {
    case "invalid_client":
      // An id that nobody knows is refused at the sign-in page, long before; a refresh has no such page.
      return failure.grant === "refresh_token" && evidence.deployed?.client_id === undefined
        ? ["wrong-client", `${came} The client may have been replaced.`]
        : ["wrong-secret", `${came} The client id ${evidence.settings.clientId} was accepted at the sign-in page.`];
    case "unauthorized_client":
      return ["grant-not-allowed", came];
    case "invalid_scope":
      return ["scope-not-allowed", scopesDetail(evidence)];
    case "invalid_grant":
      return failure.grant === "refresh_token" ? refreshRefused(failure, came) : codeRefused(failure, came);
    default:
      return ["token-uri-failed", came];
  }
}

function refreshRefused({ rotatedBefore }: TokenFailure, came: string): Finding {
  return rotatedBefore === true
    ? ["refresh-token-rotated", `${came} An earlier refresh had brought a new refresh token; Alexa sent the old one.`]
    : ["refresh-token-expired", came];
}

function codeRefused({ codeSentBefore, codeAgeSeconds }: TokenFailure, came: string): Finding {
  if (codeSentBefore === true) {
    return ["code-reused", `${came} Alexa had sent the same code before.`];
  }
  if (codeAgeSeconds !== undefined && codeAgeSeconds >= CODE_LIFETIME_SECONDS) {
    return [
      "code-expired",
      `${came} The code was ${Math.round(codeAgeSeconds)} s old; it lives ${CODE_LIFETIME_SECONDS} s.`,
    ];
  }
  return ["code-refused", came];
}

function isPkceMismatch({ pkce, grant }: TokenFailure, description: string): boolean {
  const oneIsMissing = pkce !== undefined && pkce.challengeSent !== pkce.verifierSent;
  return (
    grant === "authorization_code" && (oneIsMissing || /code[_ ]?verifier|code[_ ]?challenge|pkce/i.test(description))
  );
}

function pkceDetail({ pkce }: TokenFailure): string {
  const sent = (was: boolean | undefined): string => (was === true ? "sent" : "did not send");
  return `Alexa ${sent(pkce?.challengeSent)} a code challenge and ${sent(pkce?.verifierSent)} a code verifier.`;
}
