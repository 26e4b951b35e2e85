import { randomUUID } from "node:crypto";
import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { tokenLifetimeSeconds } from "../../contract/token-lifetime";
import { sha256 } from "../secret-text";
import type { Claims } from "./jwt";
import { userInfo } from "./user-info";
import type { User } from "./user-pools";

export interface IdTokenRequest {
  readonly issuer: string;
  readonly client: UserPoolClientType;
  readonly user: User;
  readonly scopes: readonly string[];
  /** The access token that is issued with it. */
  readonly accessToken: string;
  /** Seconds since 1970. */
  readonly now: number;
  /** When the user signed in, seconds since 1970. */
  readonly authTime: number;
  readonly originJti: string;
  /** Of the authorization request. */
  readonly nonce?: string;
}

/**
 * The claims of an ID token as Cognito's token endpoint issues it: the audience is the client, and of the user's
 * attributes there are those that the scopes open.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export function idTokenClaims({ issuer, client, user, scopes, now, ...request }: IdTokenRequest): Claims {
  const { username, ...attributes } = userInfo(user, client, scopes);
  return {
    // OpenID Connect Core 1.0, section 3.1.3.6: the left half of the access token's hash.
    at_hash: sha256(request.accessToken).subarray(0, 16).toString("base64url"),
    ...Object.fromEntries(Object.entries(attributes).map(claim)),
    iss: issuer,
    "cognito:username": username,
    ...(client.EnableTokenRevocation ? { origin_jti: request.originJti } : {}),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    aud: client.ClientId,
    event_id: randomUUID(),
    token_use: "id",
    auth_time: request.authTime,
    exp: now + idTokenSeconds(client),
    iat: now,
    jti: randomUUID(),
  };
}

/** In an ID token, other than in a user-info answer, `email_verified` and `phone_number_verified` are booleans. */
function claim([name, value]: readonly [string, string]): readonly [string, string | boolean] {
  return [name, name.endsWith("_verified") ? value === "true" : value];
}

/** A client's ID token lifetime in seconds. Cognito's defaults: one hour, and hours as the unit. */
export const idTokenSeconds = ({ IdTokenValidity, TokenValidityUnits }: UserPoolClientType): number =>
  tokenLifetimeSeconds("id", IdTokenValidity, TokenValidityUnits?.IdToken);
