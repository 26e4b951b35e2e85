import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { TriggerFailed } from "../aws/pool-triggers";
import { sameText, sha256 } from "../secret-text";
import { accessTokenClaims, accessTokenSeconds, machineTokenClaims } from "./access-token";
import type { Answer } from "./answer";
import { json, jsonError } from "./answer";
import type { CodeGrant } from "./authorization-code";
import { allowsFlow } from "./authorization-request";
import type { Call } from "./call";
import { authenticateClient } from "./client-authentication";
import { formOf, hasRepeated } from "./http-request";
import { idTokenClaims } from "./id-token";
import { signJwt } from "./jwt";
import type { RefreshGrant } from "./refresh-token";
import { CognitoRefusal } from "./refusal";
import { changedScopes, withChanges } from "./token-changes";
import type { User } from "./user-pools";

type Client = UserPoolClientType & { readonly ClientId: string };

/**
 * `POST /oauth2/token`: redeems a code, a refresh token or a machine's own credentials. Every error is a 400 with nothing but its name.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export async function token(call: Call): Promise<Answer> {
  if (call.service.faults.tokenDelayMs > 0) {
    await sleep(call.service.faults.tokenDelayMs, undefined, { ref: false });
  }
  const form = formOf(call.request);
  const grantType = form?.get("grant_type");
  if (form === undefined || !grantType || hasRepeated(form)) {
    throw refusal("invalid_request");
  }
  const client = await authenticateClient(call, form);
  switch (grantType) {
    case "authorization_code":
      return json(200, await redeemCode(call, client, form));
    case "refresh_token":
      return json(200, await refresh(call, client, form));
    case "client_credentials":
      return json(200, await forMachine(call, client, form));
    default:
      throw refusal("unsupported_grant_type");
  }
}

async function redeemCode(call: Call, client: Client, form: URLSearchParams): Promise<Tokens> {
  const [code, redirectUri] = [form.get("code"), form.get("redirect_uri")];
  if (!code || !redirectUri) {
    throw refusal("invalid_request");
  }
  // Servers have been seen to answer so to a redirect URI that is not registered, as well as to a missing grant.
  if (!allowsFlow(client, "code") || !(client.CallbackURLs ?? []).includes(redirectUri)) {
    throw refusal("unauthorized_client");
  }
  const { service, poolId } = call;
  const holder = { poolId, clientId: client.ClientId };
  const earlier = service.codes.signInOf(code, holder);
  if (earlier !== undefined) {
    // Somebody has the code who should not: what was issued for it ends (RFC 6749, section 4.1.2).
    service.refreshTokens.revokeSignIn(earlier);
  }
  const originJti = randomUUID();
  const grant = service.codes.redeem(code, holder, originJti);
  if (grant?.redirectUri !== redirectUri || !isVerifier(form.get("code_verifier"), grant.codeChallenge)) {
    throw refusal("invalid_grant");
  }
  const user = await userOf(call, grant);
  const { clientId, username, sub, scopes, authTime, nonce, changes } = grant;
  const refreshGrant = { originJti, poolId, clientId, username, sub, scopes, authTime };
  const tokens = issueTokens(call, client, user, refreshGrant, { nonce, changes });
  return { ...tokens, refresh_token: service.refreshTokens.issue(refreshGrant, client) };
}

/** There is a new refresh token only where the client rotates them. */
async function refresh(call: Call, client: Client, form: URLSearchParams): Promise<Tokens> {
  const { refreshTokens } = call.service;
  const refreshToken = form.get("refresh_token");
  if (!refreshToken) {
    throw refusal("invalid_request");
  }
  const grant = refreshTokens.find(refreshToken);
  if (grant?.clientId !== client.ClientId || grant.poolId !== call.poolId) {
    throw refusal("invalid_grant");
  }
  const user = await userOf(call, grant);
  const asked = { user, scopes: grant.scopes, source: "TokenGeneration_RefreshTokens" } as const;
  const changes = await call.service.pools.signInTriggers.beforeTokens(client, asked).catch((error) => {
    // Amazon's documents do not say which error this is.
    throw error instanceof TriggerFailed ? refusal("invalid_grant") : error;
  });
  const tokens = issueTokens(call, client, user, grant, { changes });
  return client.RefreshTokenRotation?.Feature === "ENABLED"
    ? { ...tokens, refresh_token: refreshTokens.rotate(refreshToken, grant, client) }
    : tokens;
}

/** A client that signs in as itself, with the scopes of resource servers that it asks for, or all that it may have. */
async function forMachine({ service, poolId }: Call, client: Client, form: URLSearchParams): Promise<Tokens> {
  if (!allowsFlow(client, "client_credentials")) {
    throw refusal("unauthorized_client");
  }
  const { AllowedOAuthScopes: allowed = [] } = client;
  const requested = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  const scopes = requested.length > 0 ? requested : allowed;
  if (scopes.length === 0 || scopes.some((scope) => !allowed.includes(scope))) {
    throw refusal("invalid_scope");
  }
  const changes = await service.pools.signInTriggers.beforeMachineToken(client, scopes).catch((error) => {
    // Amazon's documents do not say which error this is.
    throw error instanceof TriggerFailed ? refusal("invalid_request") : error;
  });
  const shown = changedScopes(scopes, changes);
  const now = service.clock.now();
  const claims = machineTokenClaims({ issuer: service.pools.issuer(poolId), client, scopes: shown, now });
  return {
    access_token: signJwt(withChanges(claims, changes.accessToken), service.key),
    expires_in: accessTokenSeconds(client),
    token_type: "Bearer",
  };
}

interface Tokens {
  readonly id_token?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  /** Seconds for which the access token holds. */
  readonly expires_in: number;
  readonly token_type: "Bearer";
}

function issueTokens(
  { service }: Call,
  client: Client,
  user: User,
  { poolId, scopes: granted, authTime, originJti }: RefreshGrant,
  { nonce, changes }: Pick<CodeGrant, "changes" | "nonce">,
): Tokens {
  // A scope that was taken from the client meanwhile is no longer given.
  const scopes = granted.filter((scope) => client.AllowedOAuthScopes?.includes(scope));
  if (scopes.length === 0) {
    throw refusal("invalid_grant");
  }
  const common = { issuer: service.pools.issuer(poolId), client, user, scopes, authTime, originJti };
  const now = service.clock.now();
  const claims = accessTokenClaims({ ...common, now });
  const shown = changedScopes(scopes, changes);
  const accessToken = signJwt(withChanges({ ...claims, scope: shown.join(" ") }, changes?.accessToken), service.key);
  const idToken = () =>
    signJwt(withChanges(idTokenClaims({ ...common, accessToken, now, nonce }), changes?.idToken), service.key);
  return {
    ...(scopes.includes("openid") ? { id_token: idToken() } : {}),
    access_token: accessToken,
    expires_in: accessTokenSeconds(client),
    token_type: "Bearer",
  };
}

/** The user of a grant, who must still be the same and be let in. */
async function userOf(
  { service, poolId }: Call,
  grant: { readonly username: string; readonly sub: string },
): Promise<User> {
  const user = await service.pools.user(poolId, grant.username);
  if (!user?.enabled || user.sub !== grant.sub) {
    throw refusal("invalid_grant");
  }
  return user;
}

/** The form of a verifier: 43 to 128 unreserved characters (RFC 7636, section 4.1). */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** A code that was asked for with a challenge needs its verifier, any other none (RFC 7636, section 4.6). */
function isVerifier(verifier: string | null, challenge: string | undefined): boolean {
  if (challenge === undefined || verifier === null) {
    return challenge === undefined && verifier === null;
  }
  return VERIFIER.test(verifier) && sameText(sha256(verifier).toString("base64url"), challenge);
}

const refusal = (error: string): CognitoRefusal => new CognitoRefusal(jsonError(400, error));
