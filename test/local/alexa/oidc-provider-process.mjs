/**
 * Authorization servers for the tests, made with oidc-provider, which knows nothing of Alexa or Cognito. A process of
 * its own, because the library is an ES module only. It takes settings as messages and answers each with a port.
 */
import { createServer } from "node:http";

// The library warns about Node 20, on which it works, and about settings that are for production.
console.warn = console.info = () => {};
// @ts-expect-error it comes without types
const { Provider } = await import("oidc-provider");

process.on("message", async (/** @type {any} */ { id, settings }) => {
  process.send?.({ id, port: await start(settings) });
});
process.on("disconnect", () => process.exit());

/** @param {any} settings */
async function start(settings) {
  const { issuer, clientId, clientSecret, redirectUris, scopes, authMethod, ttl = {} } = settings;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: redirectUris,
        scope: scopes.join(" "),
        response_types: ["code"],
        grant_types: settings.grants ?? ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: authMethod,
      },
    ],
    scopes: ["openid", "profile", "email", "phone"],
    claims: { openid: ["sub"], profile: ["given_name"], email: ["email"] },
    pkce: { required: () => settings.pkceRequired === true },
    rotateRefreshToken: settings.rotate === true,
    issueRefreshToken: async () => settings.refreshTokens !== false,
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 300,
      RefreshToken: 86400,
      Grant: 86400,
      Interaction: 600,
      Session: 86400,
      IdToken: 3600,
      ...ttl,
    },
    findAccount: async (/** @type {unknown} */ _context, /** @type {string} */ sub) => ({
      accountId: sub,
      claims: async () => ({ sub, given_name: "Ada" }),
    }),
    cookies: { keys: ["only for tests"] },
    // Nobody is asked whether Alexa may know them, as Cognito does not ask.
    async loadExistingGrant(/** @type {any} */ context) {
      const { client, session, params } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(String(params?.scope));
      await grant.save();
      return grant;
    },
  });
  // The production form: https, behind something that ends TLS.
  provider.proxy = true;
  const callback = provider.callback();
  const server = createServer((request, response) => {
    request.headers["x-forwarded-proto"] = "https";
    void callback(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}
