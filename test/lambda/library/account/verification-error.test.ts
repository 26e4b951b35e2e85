import * as errors from "aws-jwt-verify/error";
import { JwksStatusError, outcomeOf } from "../../../../lambda/library/account/verification-error";
import { HttpsFailure } from "../../../../lambda/library/https-client";

const invalid = (reason: string) => ({ kind: "invalid", reason });
const unavailable = (reason: string) => ({ kind: "unavailable", reason });

/** What each error of the library says. `undefined`: nothing of the token or the keys, but that it is called wrongly. */
const OUTCOMES: Readonly<Record<string, object | undefined>> = {
  JwtBaseError: invalid("malformed"),
  FailedAssertionError: invalid("malformed"),
  JwtParseError: invalid("malformed"),
  ParameterValidationError: undefined,
  JwtInvalidSignatureError: invalid("signature"),
  JwtInvalidSignatureAlgorithmError: invalid("signature"),
  JwtInvalidClaimError: invalid("claim"),
  JwtInvalidIssuerError: invalid("issuer"),
  JwtInvalidAudienceError: invalid("claim"),
  JwtInvalidScopeError: invalid("scope"),
  JwtExpiredError: invalid("expired"),
  JwtNotBeforeError: unavailable("not-yet-valid"),
  CognitoJwtInvalidGroupError: invalid("claim"),
  CognitoJwtInvalidTokenUseError: invalid("claim"),
  CognitoJwtInvalidClientIdError: invalid("claim"),
  AlbJwtInvalidSignerError: invalid("claim"),
  AlbJwtInvalidClientIdError: invalid("claim"),
  AlbJwksNotExposedError: invalid("malformed"),
  JwksValidationError: unavailable("keys-malformed"),
  JwkValidationError: unavailable("keys-malformed"),
  JwtWithoutValidKidError: invalid("unknown-key"),
  KidNotFoundInJwksError: invalid("unknown-key"),
  WaitPeriodNotYetEndedJwkError: unavailable("keys-back-off"),
  JwksNotAvailableInCacheError: unavailable("keys-unreachable"),
  JwkInvalidUseError: unavailable("keys-malformed"),
  JwkInvalidKtyError: unavailable("keys-malformed"),
  FetchError: unavailable("keys-unreachable"),
  NonRetryableFetchError: unavailable("keys-unreachable"),
  NotSupportedError: undefined,
};

test("every error of the library is among them", () => {
  expect(Object.keys(errors).sort()).toEqual(Object.keys(OUTCOMES).sort());
});

test.each(Object.entries(errors))("%s", (name, type) => {
  const error: unknown = Object.create((type as { readonly prototype: object }).prototype);

  expect(outcomeOf(error)).toEqual(OUTCOMES[name]);
});

test.each([
  ["the endpoint's status", new JwksStatusError(500), "keys-status"],
  ["no connection", new HttpsFailure("unreachable"), "keys-unreachable"],
  ["a key that Node cannot read", Object.assign(new Error("x"), { code: "ERR_CRYPTO_INVALID_JWK" }), "keys-malformed"],
])("%s is a matter of the keys", (_, error, reason) => {
  expect(outcomeOf(error)).toEqual(unavailable(reason));
});

test("of another algorithm is the token, unless it is the one that Cognito signs by: then it is the key", () => {
  const of = (actual: string): Error => new errors.JwtInvalidSignatureAlgorithmError("x", actual, "RS512");
  expect(outcomeOf(of("RS256"))).toEqual(unavailable("keys-malformed"));
  expect(outcomeOf(of("HS256"))).toEqual(invalid("signature"));
});

test.each([new TypeError("x"), Object.assign(new Error("x"), { code: "ENOENT" }), "x", null, undefined])(
  "%p says nothing of token and keys",
  (error) => {
    expect(outcomeOf(error)).toBeUndefined();
  },
);
