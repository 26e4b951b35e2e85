import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { tokenLifetimeSeconds } from "../../contract/token-lifetime";
import { randomText } from "../secret-text";
import { ExpiringMap } from "./expiring-map";
import type { SignInFaults } from "./faults";

/** The sign-in that a refresh token continues. */
export interface RefreshGrant {
  /** The `origin_jti` of every token that comes from the sign-in. */
  readonly originJti: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  /** When the user signed in, seconds since 1970. */
  readonly authTime: number;
}

/** Longer than any access token lives. */
const REVOCATION_SECONDS = 86_400;

/** The refresh tokens, which to everybody else are opaque. */
export class RefreshTokens {
  private readonly grants = new ExpiringMap<RefreshGrant>(10_000);
  private readonly revoked = new ExpiringMap<true>(10_000);

  constructor(private readonly faults: Pick<SignInFaults, "expireRefreshTokens">) {}

  issue(grant: RefreshGrant, client: UserPoolClientType): string {
    const token = randomText();
    this.grants.set(token, grant, refreshTokenSeconds(client));
    return token;
  }

  /** What the token continues, unless it has expired or was revoked. */
  find(token: string): RefreshGrant | undefined {
    const grant = this.grants.get(token);
    return grant === undefined || this.faults.expireRefreshTokens || this.isRevoked(grant.originJti)
      ? undefined
      : grant;
  }

  /**
   * The token that follows one under rotation; the old one holds for the client's grace period.
   *
   * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
   */
  rotate(token: string, grant: RefreshGrant, client: UserPoolClientType): string {
    this.grants.set(token, grant, client.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0);
    return this.issue(grant, client);
  }

  /** Ends a refresh token and everything that was or would be issued from the same sign-in. */
  revoke(token: string, { originJti }: RefreshGrant): void {
    this.grants.delete(token);
    this.revokeSignIn(originJti);
  }

  /** Ends everything that was or would be issued from a sign-in. */
  revokeSignIn(originJti: string): void {
    this.revoked.set(originJti, true, REVOCATION_SECONDS);
  }

  /** Whether tokens with that `origin_jti` were revoked. */
  isRevoked(originJti: unknown): boolean {
    return typeof originJti === "string" && this.revoked.get(originJti) === true;
  }
}

/** A client's refresh token lifetime in seconds. Cognito's defaults: 30 days, and days as the unit. */
export const refreshTokenSeconds = ({ RefreshTokenValidity, TokenValidityUnits }: UserPoolClientType): number =>
  tokenLifetimeSeconds("refresh", RefreshTokenValidity, TokenValidityUnits?.RefreshToken);
