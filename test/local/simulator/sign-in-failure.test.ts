import type { ShownExchange } from "../../../local/shown-exchange";
import { failedPage } from "../../../local/simulator/sign-in-failure";
import { ACCOUNT_LINKING } from "../../contract/account-linking";

const DOMAIN = new URL(ACCOUNT_LINKING.authorization_uri).origin;

function exchange(method: string, url: string, status?: number): ShownExchange {
  return {
    id: 1,
    label: "browser → sign-in page",
    at: "2026-11-22T12:00:00.000Z",
    durationMs: 1,
    request: { method, url, headers: {} },
    ...(status === undefined ? {} : { response: { status, headers: {} } }),
  };
}

const pageOf = (of: ShownExchange, authorizationUri = ACCOUNT_LINKING.authorization_uri) =>
  failedPage(of, authorizationUri)?.url;

test.each([
  ["Cognito's error page", `${DOMAIN}/error?error=redirect_mismatch`, 400],
  ["Cognito's error page, whatever its status", `${DOMAIN}/error?error=redirect_mismatch`, 200],
  ["a sign-in page that is refused", `${DOMAIN}/login?client_id=1`, 400],
  ["an authorization endpoint that fails", `${DOMAIN}/oauth2/authorize?client_id=1`, 500],
])("a sign-in ends on %s", (_, url, status) => {
  expect(pageOf(exchange("GET", url, status))).toBe(url);
});

test("a sign-in ends where the authorization URI leads to nothing", () => {
  const uri = `${ACCOUNT_LINKING.issuer}/oauth2/authorize`;
  expect(pageOf(exchange("GET", `${uri}?client_id=1`, 404), uri)).toBe(`${uri}?client_id=1`);
});

test.each([
  ["a page that is shown", "GET", "/login", 200],
  ["a redirect", "GET", "/oauth2/authorize", 302],
  ["a wrong password, after which one can try again", "POST", "/login", 400],
  ["a request that is no page", "GET", "/favicon.ico", 404],
  ["the skill's question", "GET", "/oauth2/userInfo", 401],
  ["Alexa's question", "POST", "/oauth2/token", 400],
  ["no answer", "GET", "/login", undefined],
])("a sign-in does not end with %s", (_, method, path, status) => {
  expect(pageOf(exchange(method, `${DOMAIN}${path}`, status))).toBeUndefined();
});

test("a sign-in ends on a provider's page that is an error, and what it says is read", () => {
  const label = "browser → identity provider";
  const url = "https://accounts.google.com/o/oauth2/v2/auth?client_id=1";
  const page = exchange("GET", url, 400);
  const response = { status: 400, headers: {}, body: "Error 400: redirect_uri_mismatch" };
  expect(failedPage({ ...page, label, response }, ACCOUNT_LINKING.authorization_uri)).toEqual({
    url,
    text: "Error 400: redirect_uri_mismatch",
  });
  const shown = { status: 200, headers: {}, body: "Sign in with Google" };
  expect(failedPage({ ...page, label, response: shown }, ACCOUNT_LINKING.authorization_uri)).toBeUndefined();
});
