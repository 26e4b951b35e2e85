import { randomUUID } from "node:crypto";
import type { TimeUnitsType, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../problem";
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
}

/**
 * The claims of an access token as Cognito's token endpoint issues it. There is no `aud` and no e-mail address in it.
 *
 * Only tokens of the token endpoint carry a client's OAuth scopes; those that a sign-in through the API gives have
 * nothing but `aws.cognito.signin.user.admin`.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
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
    ...(client.EnableTokenRevocation ? { origin_jti: randomUUID() } : {}),
    token_use: "access",
    scope: scopes.join(" "),
    auth_time: now,
    exp: now + accessTokenSeconds(client),
    iat: now,
    jti: randomUUID(),
    username: user.username,
  };
}

/** A client's access token lifetime in seconds. Cognito's defaults: one hour, and hours as the unit. */
export function accessTokenSeconds(client: UserPoolClientType): number {
  const unit = client.TokenValidityUnits?.AccessToken ?? "hours";
  return client.AccessTokenValidity ? client.AccessTokenValidity * secondsIn[unit] : 3600;
}

const secondsIn: Readonly<Record<TimeUnitsType, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
