import type { Answer } from "./answer";
import { json, notFound } from "./answer";
import type { Service } from "./call";
import { publicKeys } from "./call";

/** What is served under a pool's issuer, `https://cognito-idp.{region}.amazonaws.com/{pool id}`. */
export async function answerAsIssuer(service: Service, path: string): Promise<Answer> {
  const [, poolId, document] = /^\/([\w-]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? [];
  if (poolId === undefined) {
    return notFound();
  }
  return document === "jwks.json" ? json(200, { keys: await publicKeys(service) }) : configuration(service, poolId);
}

/**
 * The OpenID Connect configuration as Cognito gives it. All endpoints are on the pool's domain; a pool without one has
 * none to tell.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
 */
async function configuration({ pools }: Service, poolId: string): Promise<Answer> {
  const pool = await pools.pool(poolId);
  if (pool === undefined) {
    return json(404, { message: `User pool ${poolId} does not exist.` });
  }
  const issuer = pools.issuer(poolId);
  return json(200, {
    ...endpoints(issuer, pools.hostOfPool(pool)),
    id_token_signing_alg_values_supported: ["RS256"],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  });
}

function endpoints(issuer: string, host: string | undefined): Readonly<Record<string, string>> {
  if (host === undefined) {
    return { authorization_endpoint: issuer };
  }
  return {
    authorization_endpoint: `https://${host}/oauth2/authorize`,
    end_session_endpoint: `https://${host}/logout`,
    revocation_endpoint: `https://${host}/oauth2/revoke`,
    token_endpoint: `https://${host}/oauth2/token`,
    userinfo_endpoint: `https://${host}/oauth2/userInfo`,
  };
}
