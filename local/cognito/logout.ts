import type { Answer } from "./answer";
import { redirect } from "./answer";
import { checkAuthorizationRequest, toErrorPage } from "./authorization-request";
import type { Call } from "./call";
import { queryOf } from "./http-request";

/**
 * `GET /logout`: ends the browser's session, and sends it to one of the client's sign-out URLs, or, with the parameters
 * of an authorization request, to the sign-in page. Refresh tokens stay valid.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export async function logout(call: Call): Promise<Answer> {
  const { service, poolId, request } = call;
  const parameters = queryOf(request);
  const [clientId, logoutUri] = [parameters.get("client_id"), parameters.get("logout_uri")];
  if (!clientId || (!logoutUri && !parameters.has("redirect_uri"))) {
    return toErrorPage("Required parameters missing");
  }
  if (!logoutUri) {
    await checkAuthorizationRequest(call);
    return redirect(`/login?${request.query}`, [service.sessions.end(call)]);
  }
  const client = await service.pools.client(poolId, clientId);
  if (client === undefined) {
    return toErrorPage("invalid_client", clientId);
  }
  if (parameters.getAll("logout_uri").length > 1 || !(client.LogoutURLs ?? []).includes(logoutUri)) {
    return toErrorPage("redirect_mismatch", clientId);
  }
  return redirect(service.toLocal(logoutUri), [service.sessions.end(call)]);
}
