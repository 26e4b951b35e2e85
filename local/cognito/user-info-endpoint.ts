import type { Answer } from "./answer";
import { json } from "./answer";
import type { Call } from "./call";
import { publicKeys } from "./call";
import type { Claims } from "./jwt";
import { verifyJwt } from "./jwt";
import { userInfo } from "./user-info";
import type { User } from "./user-pools";

/**
 * `GET /oauth2/userInfo`: the attributes of an access token's user.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
 */
export async function answerUserInfo({ service, poolId, request }: Call): Promise<Answer> {
  const { pools, refreshTokens, clock } = service;
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) {
    return refusal(400, "invalid_request", "Bad OAuth2 request at UserInfo Endpoint");
  }
  const claims = verifyJwt(token, await publicKeys(service));
  if (claims === undefined || !isCurrent(claims, pools.issuer(poolId), clock.now())) {
    return expired;
  }
  const scopes = String(claims.scope ?? "").split(" ");
  if (!scopes.includes("openid")) {
    return refusal(401, "invalid_token", "Access token does not contain openid scope");
  }
  const client = await pools.client(poolId, String(claims.client_id));
  const user = await pools.user(poolId, String(claims.username));
  if (client === undefined || !isActive(user, claims) || refreshTokens.isRevoked(claims.origin_jti)) {
    return expired;
  }
  return json(200, userInfo(user, client, scopes));
}

function isCurrent({ iss, exp, token_use }: Claims, issuer: string, now: number): boolean {
  return iss === issuer && token_use === "access" && typeof exp === "number" && exp > now;
}

function isActive(user: User | undefined, { sub }: Claims): user is User {
  return user?.enabled === true && user.sub === sub;
}

function refusal(status: number, error: string, description: string): Answer {
  return json(
    status,
    { error, error_description: description },
    { "www-authenticate": `error="${error}", error_description="${description}"` },
  );
}

const expired = refusal(
  401,
  "invalid_token",
  "Access token is expired, disabled, or deleted, or the user has globally signed out.",
);
