// Drives the sign-in server with openid-client, a client that OpenID certified: code with PKCE, user info, refresh,
// revocation. It reads its task as JSON from stdin and prints what it got.
//
// openid-client is an ES module, which is why it has a process of its own.
import { text } from "node:stream/consumers";
import * as oidc from "openid-client";

const task = JSON.parse(await text(process.stdin));
const { issuer, clientId, clientSecret, method, redirectUri, scope, username, password, origins } = task;

/**
 * Everything that goes to a production host goes to its stand-in.
 *
 * @param {string} url
 */
const toLocal = (url) => {
  const { hostname, pathname, search } = new URL(url);
  if (origins[hostname] === undefined) {
    throw new Error(`nothing stands for ${hostname}`);
  }
  return `${origins[hostname]}${pathname}${search}`;
};

/** @type {oidc.CustomFetch} */
const customFetch = (url, options) => fetch(toLocal(url), /** @type {RequestInit} */ (options));

const authenticate = method === "HTTP_BASIC" ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
const options = { [oidc.customFetch]: customFetch };
const config = await oidc.discovery(new URL(issuer), clientId, undefined, authenticate(clientSecret), options);

const verifier = oidc.randomPKCECodeVerifier();
const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
const authorizationUrl = oidc.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope,
  state,
  nonce,
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});

const callback = await signIn(authorizationUrl);
const tokens = await oidc.authorizationCodeGrant(config, callback, {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
});
const claims = tokens.claims();
const { refresh_token: refreshToken } = tokens;
if (claims === undefined || refreshToken === undefined) {
  throw new Error("the ID or the refresh token is missing");
}
const userInfo = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
const refreshed = await oidc.refreshTokenGrant(config, refreshToken);
await oidc.tokenRevocation(config, refreshToken);
const afterwards = await oidc.refreshTokenGrant(config, refreshToken).catch(({ error }) => error);
const headers = { authorization: `Bearer ${tokens.access_token}` };
const { status: userInfoAfterwards } = await fetch(toLocal(config.serverMetadata().userinfo_endpoint ?? ""), {
  headers,
});

process.stdout.write(
  JSON.stringify({
    metadata: config.serverMetadata(),
    claims,
    expiresIn: tokens.expires_in,
    userInfo,
    refreshed: { hasRefreshToken: refreshed.refresh_token !== undefined, sub: refreshed.claims()?.sub },
    afterwards,
    userInfoAfterwards,
  }),
);

/**
 * The browser's part: opens the page, fills in the form, and comes back to the redirect URI.
 *
 * @param {URL} url
 */
async function signIn(url) {
  const page = location(await fetch(toLocal(url.href), { redirect: "manual" }), url);
  const shown = await fetch(toLocal(page.href), { redirect: "manual" });
  const cookies = shown.headers.getSetCookie().map((header) => header.split(";")[0]);
  const csrf = /name="_csrf" value="([^"]*)"/.exec(await shown.text())?.[1] ?? "";
  const posted = await fetch(toLocal(page.href), {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies.join("; ") },
    body: new URLSearchParams({ _csrf: csrf, username, password }),
  });
  return location(posted, page);
}

/**
 * @param {Response} response
 * @param {URL} base
 */
function location(response, base) {
  return new URL(response.headers.get("location") ?? "", base);
}
