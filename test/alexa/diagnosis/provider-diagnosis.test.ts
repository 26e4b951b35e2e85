import { diagnose } from "../../../alexa/diagnosis/link-diagnosis";
import type { LinkEvidence, LinkFailure } from "../../../alexa/diagnosis/link-evidence";
import { PROVIDER_FAILURES } from "../../../alexa/diagnosis/provider-failures";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { ACCOUNT_LINKING, VENDOR_ID } from "../../contract/account-linking";

const [redirectUri = ""] = ACCOUNT_LINKING.redirect_uris;

const codeOf = (
  failure: LinkFailure,
  { deployed }: Pick<LinkEvidence, "deployed"> = { deployed: ACCOUNT_LINKING },
): string =>
  diagnose({
    settings: settingsOf(ACCOUNT_LINKING),
    region: "NA",
    vendorId: VENDOR_ID,
    redirectUri,
    deployed,
    failure,
  }).code;

const back = (errorDescription: string): LinkFailure => ({
  at: "redirect",
  url: redirectUri,
  error: "invalid_request",
  errorDescription,
  stateUnchanged: true,
  hasCode: false,
});

const at = (url: string, text?: string): LinkFailure => ({ at: "sign-in page", url, text });
const GOOGLE = "https://accounts.google.com/o/oauth2/v2/auth?client_id=1";

const RETURNS: readonly (readonly [description: string, code: string])[] = [
  ["attributes required: [email]", "provider-attribute-missing"],
  ["username attribute mapping required", "provider-attribute-missing"],
  ["Invalid user attributes: email: The attribute is required", "provider-attribute-missing"],
  ["Already found an entry for username Google_123", "accounts-joined"],
  ["PreSignUp failed with error Already found an entry with this address, and joined it.", "accounts-joined"],
  ["PreSignUp failed with error This account exists. ", "trigger-refused"],
  ["Google Error - access_denied The user denied the request", "access-denied"],
  ["LoginWithAmazon Error - 401 invalid_client client authentication failed", "provider-secret-wrong"],
  [
    "LoginWithAmazon Error - 400 invalid_request The request is missing a required parameter : client_secret",
    "provider-secret-wrong",
  ],
  ["Corp Error - bad id_token: nonce does not match", "provider-token-refused"],
  ["Invalid SAML response received: SAML Assertion signature is invalid.", "provider-assertion-refused"],
  ["Invalid SAML response received: SAML assertion audience mismatch. Expected: urn:", "provider-assertion-refused"],
  [
    "Invalid SAML response received: Invalid user attributes: email: The attribute is required",
    "provider-attribute-missing",
  ],
  [
    "Invalid SAML response received: SAML provider returned Responder error: The user denied the request",
    "access-denied",
  ],
  ["Corp Error - cannot be reached: no answer within 5 s", "provider-unreachable"],
  ["Corp Error - 503", "provider-unreachable"],
  ["Corp Error - 400 invalid_grant", "sign-in-failed"],
  ["invalid_scope", "scope-not-allowed"],
  ["something else", "sign-in-failed"],
];

test.each(RETURNS)("came back with %s: %s", (description, code) => {
  expect(codeOf(back(description))).toBe(code);
});

const PAGES: readonly (readonly [what: string, url: string, text: string | undefined, code: string])[] = [
  ["a mismatch", GOOGLE, "Error 400: redirect_uri_mismatch", "provider-redirect-uri-missing"],
  [
    "a reply URL that is not known",
    "https://login.example.com/saml2?SAMLRequest=1",
    "AADSTS50011: The reply URL specified in the request does not match",
    "provider-redirect-uri-missing",
  ],
  ["a refusal of an embedded page", GOOGLE, "Error 403: disallowed_useragent", "provider-refuses-embedded"],
  ["an error of the service", GOOGLE, "Error 503", "provider-unreachable"],
  ["nothing that anybody read", GOOGLE, undefined, "provider-unreachable"],
  [
    "Cognito's own mismatch",
    `${ACCOUNT_LINKING.authorization_uri}?error=redirect_mismatch`,
    undefined,
    "missing-region-redirect-uri",
  ],
];

test.each(PAGES)("stayed on a page with %s: %s", (_, url, text, code) => {
  expect(codeOf(at(url, text))).toBe(code);
});

test("a page of an unknown host is nobody's provider as long as nobody knows what is deployed", () => {
  expect(codeOf(at("https://other.example.com/", "redirect_uri"), {})).not.toMatch(/^provider/);
});

test("each row of the table that is a provider's is met above", () => {
  const met: readonly (string | undefined)[] = [...RETURNS, ...PAGES].map((it) => it.at(-1));
  expect(Object.keys(PROVIDER_FAILURES).filter((code) => !met.includes(code))).toEqual([]);
});
