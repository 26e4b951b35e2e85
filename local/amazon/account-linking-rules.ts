import { member } from "../../common/json";
import type { Rule, Violation } from "./shape";
import { both, flag, httpsUrl, list, missing, oneOf, record, secret, text, violation, wholeNumber } from "./shape";

/**
 * What SMAPI takes as account-linking settings, read from its documentation and stricter than its published schema,
 * which lets unknown keys and a sixteenth scope through.
 *
 * Written on its own, apart from the validator of alexa/: two readings of one document find each other's mistakes.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/account-linking-schemas.html
 */
export function accountLinkingViolations(request: unknown): readonly Violation[] {
  const path = "$.accountLinkingRequest";
  return [...REQUEST(request, path), ...neededForCode(request, path)];
}

/** Alexa adds these itself. */
const ALEXAS_PARAMETERS = ["state", "client_id", "redirect_uri"];

const authorizationUrl: Rule = both(httpsUrl, (value, path) => {
  const { port, searchParams } = new URL(value as string);
  const taken = ALEXAS_PARAMETERS.filter((name) => searchParams.has(name));
  return [
    ...(port === "" ? [] : violation("INVALID_URL_FORMAT", `URL at property path "${path}" must use port 443.`)),
    ...(taken.length === 0
      ? []
      : violation(
          "INVALID_URL_FORMAT",
          `URL at property path "${path}" must not have the parameters ${taken.join(", ")}.`,
        )),
  ];
});

/** RFC 6749, section 3.3: one scope, without a space. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

const REQUEST = record(
  {
    type: oneOf("AUTH_CODE", "IMPLICIT"),
    authorizationUrl,
    accessTokenUrl: httpsUrl,
    accessTokenScheme: oneOf("HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"),
    clientId: text(),
    clientSecret: secret,
    scopes: list(text({ pattern: SCOPE }), 15),
    domains: list(text({ min: 0 }), 15),
    defaultTokenExpirationInSeconds: wholeNumber,
    reciprocalAccessTokenUrl: httpsUrl,
    redirectUrls: list(httpsUrl),
    authorizationUrlsByPlatform: list(
      record({ platformType: oneOf("iOS", "Android"), platformAuthorizationUrl: httpsUrl }, [
        "platformType",
        "platformAuthorizationUrl",
      ]),
    ),
    skipOnEnablement: flag,
    voiceForwardAccountLinking: oneOf("ENABLED", "DISABLED"),
    // In public use, but in no published schema.
    pkceConfiguration: record({ status: oneOf("ENABLED", "DISABLED"), codeChallengeMethod: oneOf("S256") }, ["status"]),
  },
  ["type", "authorizationUrl", "clientId"],
);

const NEEDED_FOR_CODE = ["accessTokenUrl", "accessTokenScheme", "clientSecret"];

const neededForCode: Rule = (request, path) =>
  member(request, "type") === "AUTH_CODE"
    ? NEEDED_FOR_CODE.filter((name) => member(request, name) === undefined).flatMap((name) => missing(path, name))
    : [];
