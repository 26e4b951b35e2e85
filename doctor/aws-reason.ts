import { connectionError } from "../common/connection-error";
import { codeOf, messageOf } from "../common/problem";

/**
 * Why a call to AWS gave nothing, in words.
 *
 * @param action as IAM policies name it: `lambda:GetPolicy`
 */
export function awsReason(error: unknown, action: string): string {
  const name = nameOf(error);
  switch (name) {
    case "CredentialsProviderError":
      return "There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
    case "AccessDeniedException":
    case "AccessDenied":
      return `The AWS credentials may not ${action}: allow that action to whoever they belong to.`;
    case "ExpiredTokenException":
    case "ExpiredToken":
    case "TokenRefreshRequired":
      return "The AWS credentials have expired: sign in again, for example with `aws sso login`.";
    case "UnrecognizedClientException":
    case "InvalidSignatureException":
    case "InvalidClientTokenId":
    case "IncompleteSignature":
      return `AWS does not accept the credentials (${name}): check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
    case "TooManyRequestsException":
    case "ThrottlingException":
    case "Throttling":
      return `AWS was asked too often for ${action}: try again in a minute.`;
    case "AbortError":
    case "TimeoutError":
      return `AWS did not answer ${action} in time.`;
  }
  return codeOf(error) === undefined
    ? `AWS answered ${action} with ${name || "an error"}: ${messageOf(error).slice(0, 200)}`
    : `AWS could not be asked for ${action}: ${connectionError(error)}.`;
}

/** The class of an error, as the SDK and the service name it. */
export function nameOf(error: unknown): string {
  const name = (error as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === "string" ? name : "";
}
