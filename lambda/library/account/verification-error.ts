import {
  FetchError,
  JwkInvalidKtyError,
  JwkInvalidUseError,
  JwksNotAvailableInCacheError,
  JwksValidationError,
  JwkValidationError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidClaimError,
  JwtInvalidIssuerError,
  JwtInvalidScopeError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  NotSupportedError,
  ParameterValidationError,
  WaitPeriodNotYetEndedJwkError,
} from "aws-jwt-verify/error";
import { HttpsFailure } from "../https-client";
import type { InvalidLink, InvalidReason, Unavailable, UnavailableReason } from "./account";
import { invalid, unavailable } from "./account";

/** The JWKS endpoint answered with another status than 200. */
export class JwksStatusError extends Error {
  constructor(status: number) {
    super(`the JWKS endpoint answered ${status}`);
    this.name = "JwksStatusError";
  }
}

type ErrorType = abstract new (...args: never[]) => Error;

/** What says nothing against the token: the pool's keys could not be had, or are none, or the clocks differ. */
const OF_OTHERS: readonly (readonly [ErrorType, UnavailableReason])[] = [
  [WaitPeriodNotYetEndedJwkError, "keys-back-off"],
  [JwksStatusError, "keys-status"],
  [FetchError, "keys-unreachable"],
  [JwksNotAvailableInCacheError, "keys-unreachable"],
  [JwksValidationError, "keys-malformed"],
  [JwkValidationError, "keys-malformed"],
  [JwkInvalidUseError, "keys-malformed"],
  [JwkInvalidKtyError, "keys-malformed"],
  [JwtNotBeforeError, "not-yet-valid"],
];

/** What says that the token will not do. An error that the library gets in another version is one of the last two. */
const OF_TOKEN: readonly (readonly [ErrorType, InvalidReason])[] = [
  [JwtParseError, "malformed"],
  [JwtWithoutValidKidError, "unknown-key"],
  [KidNotFoundInJwksError, "unknown-key"],
  [JwtInvalidSignatureAlgorithmError, "signature"],
  [JwtInvalidSignatureError, "signature"],
  [JwtExpiredError, "expired"],
  [JwtInvalidIssuerError, "issuer"],
  [JwtInvalidScopeError, "scope"],
  [JwtInvalidClaimError, "claim"],
  [JwtBaseError, "malformed"],
];

/** What says that this code calls the library wrongly: nothing about token or keys. */
const OF_THIS_CODE: readonly ErrorType[] = [NotSupportedError, ParameterValidationError];

/**
 * What an error of the check says: that the keys could not be had, or the clocks differ, or that the token will not do. Neither is guessed: a
 * link that is in order must not be called broken, nor the other way round.
 *
 * @returns undefined for an error that says neither, which is a mistake in this code
 */
export function outcomeOf(error: unknown): InvalidLink | Unavailable | undefined {
  if (error instanceof HttpsFailure) {
    return unavailable(`keys-${error.reason}`);
  }
  if (OF_THIS_CODE.some((type) => error instanceof type)) {
    return undefined;
  }
  const ofOthers = OF_OTHERS.find(([type]) => error instanceof type);
  if (ofOthers !== undefined || isOfCrypto(error) || isOfKey(error)) {
    return unavailable(ofOthers?.[1] ?? "keys-malformed");
  }
  const ofToken = OF_TOKEN.find(([type]) => error instanceof type);
  return ofToken && invalid(ofToken[1]);
}

/** Cognito signs by RS256 alone: where a token says so and its key says otherwise, nothing is wrong with the token. */
const isOfKey = (error: unknown): boolean =>
  error instanceof JwtInvalidSignatureAlgorithmError && error.failedAssertion?.actual === "RS256";

/** Node's own, where a JWK has the form of one but is no key: a token's parts have been looked at before. */
const isOfCrypto = (error: unknown): boolean => /^ERR_/.test(String((error as Partial<NodeJS.ErrnoException>)?.code));
