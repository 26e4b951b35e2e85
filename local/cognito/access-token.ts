import { randomUUID } from "node:crypto";
import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../../common/problem";
import { tokenLifetimeSeconds } from "../../contract/token-lifetime";
import type { Claims } from "./jwt";
import type { User } from "./user-pools";

export interface AccessTokenRequest {
  readonly issuer: string;
  readonly client: UserPoolClientType;
  readonly user: User;
  /** @default every scope that is allowed on the client */
  readonly scopes?: readonly string[];
  /** Seconds since 1970. @default now */
  readonly now?: number;
  /** When the user signed in, seconds since 1970. @default now */
  readonly authTime?: number;
  /** The sign-in that all tokens of a refresh token come from. @default a new one */
  readonly originJti?: string;
}

/**
 * The claims of an access token as Cognito's token endpoint issues it. There is no `aud` and no e-mail address in it.
 *
 * Only tokens of the token endpoint carry a client's OAuth scopes; those that a sign-in through the API gives have
 * nothing but `aws.cognito.signin.user.admin`.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 *
 * @throws Problem when the client does not allow one of the scopes
 */
export function accessTokenClaims({ issuer, client, user, ...request }: AccessTokenRequest): Claims {
  const allowed = client.AllowedOAuthScopes ?? [];
  const scopes = request.scopes ?? allowed;
  const refused = scopes.filter((scope) => !allowed.includes(scope));
  if (refused.length > 0 || scopes.length === 0) {
    throw new Problem(
      `The client ${client.ClientName} may not ask for the scopes "${scopes.join(" ")}". It allows: ${allowed.join(", ") || "none"}.`,
    );
  }
  const now = request.now ?? Math.floor(Date.now() / 1000);
  return {
    sub: user.sub,
    iss: issuer,
    version: 2,
    client_id: client.ClientId,
    // Only where tokens can be revoked does Cognito say from which sign-in a token comes.
    ...(client.EnableTokenRevocation ? { origin_jti: request.originJti ?? randomUUID() } : {}),
    token_use: "access",
    scope: scopes.join(" "),
    auth_time: request.authTime ?? now,
    exp: now + accessTokenSeconds(client),
    iat: now,
    jti: randomUUID(),
    username: user.username,
  };
}

export interface MachineTokenRequest {
  readonly issuer: string;
  readonly client: UserPoolClientType;
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * The claims of an access token of the client-credentials grant: the client is the subject, and there is no user.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const machineTokenClaims = ({ issuer, client, scopes, now }: MachineTokenRequest): Claims => ({
  sub: client.ClientId,
  iss: issuer,
  version: 2,
  client_id: client.ClientId,
  token_use: "access",
  scope: scopes.join(" "),
  auth_time: now,
  exp: now + accessTokenSeconds(client),
  iat: now,
  jti: randomUUID(),
});

/** A client's access token lifetime in seconds. Cognito's defaults: one hour, and hours as the unit. */
export const accessTokenSeconds = ({ AccessTokenValidity, TokenValidityUnits }: UserPoolClientType): number =>
  tokenLifetimeSeconds("access", AccessTokenValidity, TokenValidityUnits?.AccessToken);
