import { asObject, listAt, member, valueAt } from "../../common/json";
import type { Claims } from "./jwt";

/** What a trigger has done to the claims of one token. */
export interface ClaimChanges {
  readonly set: Claims;
  readonly suppressed: readonly string[];
}

/** What the trigger `preTokenGeneration` has done to the tokens of a sign-in. */
export interface TokenChanges {
  readonly idToken: ClaimChanges;
  readonly accessToken: ClaimChanges;
  readonly scopesAdded: readonly string[];
  readonly scopesSuppressed: readonly string[];
}

/**
 * Reads the answer of the trigger. Of version 1 only the ID token is changed, and the groups of both tokens.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export function tokenChanges(answer: unknown): TokenChanges {
  const first = member(answer, "claimsOverrideDetails");
  const later = member(answer, "claimsAndScopeOverrideDetails");
  const accessToken = valueAt(later, ["accessTokenGeneration"]);
  const groups = valueAt(later ?? first, ["groupOverrideDetails", "groupsToOverride"]);
  const ofGroups = Array.isArray(groups) ? { "cognito:groups": groups } : {};
  return {
    idToken: claimChanges(valueAt(later, ["idTokenGeneration"]) ?? first, ofGroups, FIXED_IN_ID_TOKENS),
    accessToken: claimChanges(accessToken, ofGroups, FIXED_IN_ACCESS_TOKENS),
    scopesAdded: textsAt(accessToken, "scopesToAdd").filter((scope) => !scope.startsWith("aws.cognito")),
    scopesSuppressed: textsAt(accessToken, "scopesToSuppress"),
  };
}

/** A token's claims with what the trigger has done to them. */
export function withChanges(claims: Claims, changes: ClaimChanges | undefined): Claims {
  const all = Object.entries({ ...claims, ...changes?.set });
  return Object.fromEntries(all.filter(([name]) => !changes?.suppressed.includes(name)));
}

/** A token's scopes with what the trigger has done to them. */
export const changedScopes = (scopes: readonly string[], changes: TokenChanges | undefined): readonly string[] =>
  [...scopes, ...(changes?.scopesAdded ?? [])].filter((it) => !changes?.scopesSuppressed.includes(it));

const FIXED = [
  ...["acr", "amr", "at_hash", "auth_time", "azp", "cognito:username", "exp", "iat", "identities", "iss", "jti", "nbf"],
  ...["nonce", "origin_jti", "sub", "token_use"],
];
const FIXED_IN_ID_TOKENS: ReadonlySet<string> = new Set([...FIXED, "aud"]);
const FIXED_IN_ACCESS_TOKENS: ReadonlySet<string> = new Set([
  ...[...FIXED, "client_id", "device_key", "event_id", "scope", "username", "version"],
]);

function claimChanges(given: unknown, ofGroups: Claims, fixed: ReadonlySet<string>): ClaimChanges {
  const isFree = (name: string): boolean => !fixed.has(name) && !name.startsWith("dev:");
  const set = asObject(valueAt(given, ["claimsToAddOrOverride"])) ?? {};
  return {
    set: Object.fromEntries(Object.entries({ ...ofGroups, ...set }).filter(([name]) => isFree(name))),
    suppressed: textsAt(given, "claimsToSuppress").filter(isFree),
  };
}

const textsAt = (value: unknown, name: string): readonly string[] =>
  listAt(value, name).filter((text): text is string => typeof text === "string");
