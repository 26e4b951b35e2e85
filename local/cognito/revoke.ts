import type { Answer } from "./answer";
import { empty, jsonError } from "./answer";
import type { Call } from "./call";
import { authenticateClient } from "./client-authentication";
import { formOf, hasRepeated } from "./http-request";

/**
 * `POST /oauth2/revoke`: ends a refresh token, and with it the access tokens that were issued from it.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export async function revoke(call: Call): Promise<Answer> {
  const { refreshTokens } = call.service;
  const form = formOf(call.request);
  if (form === undefined || hasRepeated(form)) {
    return jsonError(400, "invalid_request");
  }
  const client = await authenticateClient(call, form, 401);
  const token = form.get("token");
  if (!token || !client.EnableTokenRevocation) {
    return jsonError(400, "invalid_request");
  }
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
    return jsonError(400, "unsupported_token_type");
  }
  const grant = refreshTokens.find(token);
  if (grant !== undefined && (grant.clientId !== client.ClientId || grant.poolId !== call.poolId)) {
    return jsonError(400, "invalid_request");
  }
  // A token that does not hold, or never did, is as good as revoked (RFC 7009, section 2.2).
  if (grant !== undefined) {
    refreshTokens.revoke(token, grant);
  }
  return empty(200);
}
