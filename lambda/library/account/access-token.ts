import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { decomposeUnverifiedJwt } from "aws-jwt-verify/jwt";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import { Deadline } from "../deadline";
import { httpsGet } from "../https-client";
import type { LogFields } from "../log";
import { errorFacts, log } from "../log";
import type { Settings } from "../settings";
import type { InvalidLink, InvalidReason, Unavailable } from "./account";
import { invalid, unavailable } from "./account";
import { JwksStatusError, outcomeOf } from "./verification-error";

/** A token that passed every check. */
export interface AccessToken {
  readonly kind: "valid";
  /** The user's id in the user pool, the claim `sub`. */
  readonly subject: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What a token is checked against. */
export type AccessTokenSettings = Pick<Settings, "issuer" | "clientId" | "scopes">;

/** Both attempts of one fetch; a look-up's own deadline may end sooner. */
const KEYS_BUDGET_MS = 2000;

/** By how much Cognito's clock may be ahead of Lambda's. */
const CLOCK_SKEW_SECONDS = 30;

/**
 * Checks access tokens of one app client: issuer, token use, client, expiry, scopes and RS256 signature
 * (Amazon Cognito developer guide, "Verifying JSON web tokens").
 */
export class AccessTokenVerifier {
  private readonly jwksUri: string;
  private readonly jwksCache = new SimpleJwksCache({ fetcher: { fetch: fetchJwks } });
  private readonly verifier: ReturnType<typeof createVerifier>;
  private keysReady: Promise<void> = Promise.resolve();

  /** Asks nobody yet. */
  constructor(private readonly settings: AccessTokenSettings) {
    this.jwksUri = `${settings.issuer}/.well-known/jwks.json`;
    this.verifier = createVerifier(settings.issuer, this.jwksUri, this.jwksCache);
  }

  /**
   * Gets the pool's signing keys and makes them ready for use, so that the first user does not wait for it.
   * Tokens that come in meanwhile wait. A failure is logged; the next token then fetches the keys anew.
   */
  prepare(): Promise<void> {
    this.keysReady = this.fetchAndRehearse().catch((error: unknown) =>
      log("warn", "signing keys could not be fetched ahead", reasonOrError(error)),
    );
    return this.keysReady;
  }

  /**
   * Checks one token. Keys that are not there yet are fetched, which takes up to 2 s.
   *
   * @throws Error only what speaks neither of the token nor of the keys
   */
  async verify(token: string): Promise<AccessToken | InvalidLink | Unavailable> {
    try {
      // Every check must pass, in whatever order. Claims come first: a token with a wrong claim needs no keys.
      const { payload } = decomposeUnverifiedJwt(token);
      const { sub, exp, auth_time: authTime = 0 } = payload;
      // Of the times, the library leaves this one unread.
      if (sub === undefined || exp === undefined || typeof authTime !== "number") {
        return invalid("malformed");
      }
      const reason = wrongClaim(payload, this.settings);
      if (reason !== undefined) {
        return invalid(reason);
      }
      if (isOfTheFuture(payload)) {
        return unavailable("not-yet-valid");
      }
      await this.keysReady;
      await this.verifier.verify(token);
      return { kind: "valid", subject: sub, expiresAt: exp * 1000 };
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome === undefined) {
        throw error;
      }
      return outcome;
    }
  }

  private async fetchAndRehearse(): Promise<void> {
    const { keys } = await this.jwksCache.getJwks(this.jwksUri);
    for (const { kid } of keys) {
      // The verifier makes a key object of a JWK, and OpenSSL loads RSA, at the first token that needs them.
      // A token with an impossible signature brings that forward.
      const rehearsal = [{ alg: "RS256", kid }, { iss: this.settings.issuer }].map(encode).join(".");
      await this.verifier.verify(`${rehearsal}.AA`).catch(() => undefined);
    }
  }
}

function createVerifier(issuer: string, jwksUri: string, jwksCache: SimpleJwksCache) {
  // Cognito's access tokens have no audience; they name the client in client_id.
  return JwtVerifier.create({ issuer, jwksUri, audience: null }, { jwksCache });
}

/**
 * By hand: the library checks claims only once it has the keys, and of several scopes is content with any. Its own
 * functions for the same, called ahead, say no more and make the zip half a kilobyte larger.
 */
function wrongClaim(payload: JwtPayload, { issuer, clientId, scopes }: AccessTokenSettings): InvalidReason | undefined {
  if (payload.iss !== issuer) {
    return "issuer";
  }
  if (payload.token_use !== "access") {
    return "token-use";
  }
  if (payload.client_id !== clientId) {
    return "client";
  }
  if (payload.exp !== undefined && payload.exp <= Date.now() / 1000) {
    return "expired";
  }
  const granted = new Set(payload.scope?.split(" "));
  return scopes.every((scope) => granted.has(scope)) ? undefined : "scope";
}

function isOfTheFuture({ nbf, iat, auth_time }: JwtPayload): boolean {
  const now = Date.now() / 1000;
  return isAhead(nbf, now) || [iat, auth_time].some((time) => isAhead(time, now + CLOCK_SKEW_SECONDS));
}

/** Whether a claim is a moment after that one (RFC 7519, section 2, NumericDate). */
const isAhead = (claim: unknown, seconds: number): boolean => typeof claim === "number" && claim > seconds;

function reasonOrError(error: unknown): LogFields {
  const outcome = outcomeOf(error);
  return outcome === undefined ? { error: errorFacts(error) } : { reason: outcome.reason };
}

async function fetchJwks(uri: string): Promise<ArrayBuffer> {
  const { status, body } = await httpsGet(uri, { deadline: Deadline.in(KEYS_BUDGET_MS) });
  if (status !== 200) {
    throw new JwksStatusError(status);
  }
  return Uint8Array.from(body).buffer;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
