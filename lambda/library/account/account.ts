import type { HttpsFailureReason } from "../https-client";
import type { Profile } from "./profile";

/** Who is asking. */
export type Account = Unlinked | InvalidLink | Linked | Unavailable;

/** Alexa sent no access token: the user never linked an account, or removed the link. */
export interface Unlinked {
  readonly kind: "unlinked";
}

/** Alexa sent a token that will not do; only linking again helps. */
export interface InvalidLink {
  readonly kind: "invalid";
  readonly reason: InvalidReason;
}

/** The token passed every check, and the user pool knows its holder. */
export interface Linked {
  readonly kind: "linked";
  /** The user's id in the user pool, the claim `sub`: stays the same when the user links anew. */
  readonly subject: string;
  readonly profile: Profile;
}

/** There was nothing to build on, such as an answer of the user pool's; the link itself may be in order. */
export interface Unavailable {
  readonly kind: "unavailable";
  readonly reason: UnavailableReason;
}

/** Why a token will not do. */
export type InvalidReason =
  | "malformed"
  | "issuer"
  | "token-use"
  | "client"
  | "expired"
  | "scope"
  /** Another claim that the library checks. */
  | "claim"
  | "unknown-key"
  | "signature"
  /** The user-info endpoint answered 401: signed out everywhere, disabled or deleted. */
  | "revoked";

/** Why there was nothing to build on. */
export type UnavailableReason =
  | `${"keys" | "user-info"}-${HttpsFailureReason | "status" | "malformed"}`
  /** A token names a key that is not in the JWKS, which was fetched only seconds ago. */
  | "keys-back-off"
  /** A token says of itself that it was made, or begins, in the future: the clocks differ. A new link would not help. */
  | "not-yet-valid"
  /** The time for the whole look-up was up. */
  | "time-up";

export const UNLINKED: Unlinked = { kind: "unlinked" };

export function invalid(reason: InvalidReason): InvalidLink {
  return { kind: "invalid", reason };
}

export function unavailable(reason: UnavailableReason): Unavailable {
  return { kind: "unavailable", reason };
}
