import { awsProfiles } from "./aws-profiles";
import { connectionError } from "./connection-error";
import { didYouMean } from "./did-you-mean";
import { codeOf, messageOf } from "./problem";

/**
 * Why a call to AWS gave nothing, in words.
 *
 * @param action as IAM policies name it: `lambda:GetPolicy`
 */
export function awsReason(error: unknown, action: string): string {
  const credentials = credentialsReason(error);
  if (credentials !== undefined) {
    return credentials;
  }
  const name = nameOf(error);
  switch (name) {
    case "AccessDeniedException":
    case "AccessDenied":
      return `The AWS credentials may not ${action}: allow that action to whoever they belong to.`;
    case "TooManyRequestsException":
    case "ThrottlingException":
    case "Throttling":
    case "ProvisionedThroughputExceededException":
    case "RequestLimitExceeded":
      return `AWS was asked too often for ${action}: try again in a minute.`;
    case "AbortError":
    case "TimeoutError":
      return `AWS did not answer ${action} in time.`;
  }
  return codeOf(error) === undefined
    ? `AWS answered ${action} with ${name || "an error"}: ${messageOf(error).slice(0, 200)}`
    : `AWS could not be asked for ${action}: ${connectionError(error)}.`;
}

/**
 * What is wrong with the credentials themselves, and the command that helps; undefined when it is not they that failed.
 *
 * @param profile of the shared AWS files @default the one that AWS_PROFILE names
 */
export function credentialsReason(error: unknown, profile = process.env.AWS_PROFILE): string | undefined {
  const name = nameOf(error);
  switch (name) {
    case "CredentialsProviderError":
    case "TokenProviderError":
      return noCredentials(messageOf(error), profile);
    case "ExpiredTokenException":
    case "ExpiredToken":
    case "TokenRefreshRequired":
      return `The AWS credentials have expired: sign in again, for example with \`${signIn(profile)}\`.`;
    case "UnrecognizedClientException":
    case "InvalidSignatureException":
    case "InvalidClientTokenId":
    case "IncompleteSignature":
    case "SignatureDoesNotMatch":
    case "InvalidAccessKeyId":
      return `AWS does not accept the credentials (${name}): check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  return undefined;
}

/** @param said the SDK's words, which say most of AWS's sign-in and nothing of a profile that is not there */
function noCredentials(said: string, profile: string | undefined): string {
  if (/\bsso\b/i.test(said)) {
    return `The sign-in at AWS IAM Identity Center is missing or has expired: run \`${signIn(profile)}\`.`;
  }
  if (!profile) {
    return "There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
  }
  const known = awsProfiles();
  if (!known.includes(profile)) {
    const meant = didYouMean(profile, known);
    const fix = meant === undefined ? "`aws configure list-profiles` shows those there are." : `Did you mean ${meant}?`;
    const source = profile === process.env.AWS_PROFILE ? ", which AWS_PROFILE names" : "";
    return `There is no AWS profile "${profile}"${source}. ${fix}`;
  }
  return `The AWS profile "${profile}" gives no credentials. \`aws sts get-caller-identity --profile ${profile}\` says why.`;
}

const signIn = (profile: string | undefined): string => `aws sso login${profile ? ` --profile ${profile}` : ""}`;

/** The class of an error, as the SDK and the service name it. */
export function nameOf(error: unknown): string {
  const name = (error as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === "string" ? name : "";
}
