import {
  ACCOUNT_DISABLED,
  ACCOUNTS_JOINED,
  JOIN_LATER,
  MAX_LINKED_IDENTITIES,
} from "../../../contract/joined-accounts";
import { isPlainAddress } from "./address";
import type { TriggerEvent } from "./trigger-event";
import type { TrustedProviders } from "./trusted-providers";
import { trustedIdentity } from "./trusted-providers";
import type { PoolUser, UserPoolApi } from "./user-pool-api";
import { UserPoolError } from "./user-pool-api";

/** Why an account was not joined, or that it was: for the log, without anything of the person. */
export type JoinOutcome =
  | "not-trusted"
  | "no-plain-address"
  | "not-verified-at-provider"
  | "no-account"
  | "several-accounts"
  | "not-verified-here"
  | "not-confirmed"
  | "other-identity"
  | "too-many-identities"
  | "linked-before"
  | "linked"
  | "linked-ahead"
  | "nothing-ahead"
  | "failed";

/** Ends somebody's sign-in: Cognito says so to the app. */
export class SignInRefused extends Error {
  override readonly name = "SignInRefused";
}

export interface Joining {
  readonly api: Pick<UserPoolApi, "link" | "usersWithEmail">;
  readonly providers: TrustedProviders;
  readonly log: (outcome: JoinOutcome, reason?: string) => void;
}

const EXTERNAL = "EXTERNAL_PROVIDER";
const SUBJECT = "Cognito_Subject";

/**
 * Somebody comes from a provider for the first time. Where the pool has one account with the same address, and provider and
 * account have both verified it, the two become one, and this attempt ends: Cognito would make a second account, or fail with
 * "Already found an entry for username". The next attempt is the account's own, and never comes here. In all other
 * cases the person gets an account beside the other, as without this trigger.
 *
 * @throws SignInRefused after it has linked, where the account is disabled, and where linking may work a moment later
 */
export async function joinAtFirstSignIn(
  { request: { userAttributes }, userName }: TriggerEvent,
  { api, log, providers }: Joining,
): Promise<void> {
  const identity = trustedIdentity(userName, providers);
  if (identity === undefined) {
    return log("not-trusted");
  }
  const { email, email_verified } = userAttributes;
  if (!isPlainAddress(email)) {
    return log("no-plain-address");
  }
  const isVerified = email_verified === undefined ? identity.settings.addressesVerified : email_verified === "true";
  if (!isVerified) {
    return log("not-verified-at-provider");
  }
  const { provider, subject } = identity;
  try {
    const found = await accountFor(api, email);
    if (typeof found === "string") {
      return log(found);
    }
    const state = stateOf(found, provider, subject);
    if (state !== undefined) {
      // Cognito has come here although the identity is linked: another first sign-in was faster, or it knows the person
      // under another id. Refusing would be for good then.
      return log(state);
    }
    await api.link(found.username, { provider, attribute: SUBJECT, value: subject });
  } catch (error) {
    if (!(error instanceof UserPoolError)) {
      throw error;
    }
    log("failed", error.reason);
    if (!(await isForGood(error, api, { email, provider, subject }))) {
      throw new SignInRefused(JOIN_LATER);
    }
    return undefined;
  }
  log("linked");
  throw new SignInRefused(ACCOUNTS_JOINED);
}

/** What Cognito answers to a link that it will never make, or that another first sign-in made in the meantime. */
const REFUSED: readonly string[] = ["AliasExistsException", "InvalidParameterException", "LimitExceededException"];

/**
 * Whether the next attempt would fail as this one did. Then the person gets an account beside the other, rather than none for
 * ever: Cognito links no account with attributes that cannot be changed, for one.
 */
async function isForGood(
  { reason }: UserPoolError,
  api: Joining["api"],
  { email, provider, subject }: { readonly email: string; readonly provider: string; readonly subject: string },
): Promise<boolean> {
  if (!REFUSED.includes(reason)) {
    return false;
  }
  try {
    const found = await accountFor(api, email);
    return typeof found === "string" || stateOf(found, provider, subject) !== "linked-before";
  } catch {
    return false;
  }
}

/**
 * Somebody has confirmed the address of a new account. At providers that never give an address that is another's, who signs in
 * with it is that account from the first time on: no attempt has to fail. What fails here is made good at the first sign-in.
 */
export async function linkAhead(
  { request: { userAttributes }, userName }: TriggerEvent,
  { api, log, providers }: Joining,
): Promise<void> {
  const { email, email_verified } = userAttributes;
  const ahead = Object.entries(providers).flatMap(([provider, { addressesVerified, aheadBy }]) =>
    addressesVerified && aheadBy ? [{ provider, attribute: aheadBy }] : [],
  );
  const isNative = userAttributes["cognito:user_status"] !== EXTERNAL;
  if (!isNative || !isPlainAddress(email) || email_verified !== "true" || ahead.length === 0) {
    return log("nothing-ahead");
  }
  try {
    const found = await accountFor(api, email);
    if (typeof found === "string" || found.username !== userName) {
      return log(typeof found === "string" ? found : "several-accounts");
    }
    for (const identity of ahead.slice(0, MAX_LINKED_IDENTITIES - identitiesOf(found).length)) {
      await api.link(found.username, { ...identity, value: email });
    }
    log("linked-ahead");
  } catch (error) {
    log("failed", error instanceof UserPoolError ? error.reason : "unexpected");
  }
}

/**
 * The one account of the pool's own that has verified the address; or why there is none.
 *
 * @throws SignInRefused where it is disabled
 */
async function accountFor(api: Joining["api"], email: string): Promise<PoolUser | JoinOutcome> {
  // Cognito compares as the pool does; what counts here is that both wrote the same.
  const users = (await api.usersWithEmail(email)).filter(({ attributes }) => attributes.email === email);
  const own = users.filter(({ status }) => status !== EXTERNAL);
  const [account] = own;
  if (account === undefined) {
    return "no-account";
  }
  if (own.length > 1) {
    return "several-accounts";
  }
  if (account.attributes.email_verified !== "true") {
    return "not-verified-here";
  }
  if (!account.enabled) {
    throw new SignInRefused(ACCOUNT_DISABLED);
  }
  return account.status === "CONFIRMED" ? account : "not-confirmed";
}

interface LinkedIdentity {
  readonly providerName?: string;
  readonly userId?: string;
}

/** Why nothing is to be linked, if so. */
function stateOf(account: PoolUser, provider: string, subject: string): JoinOutcome | undefined {
  const identities = identitiesOf(account);
  const ofProvider = identities.filter(({ providerName }) => providerName === provider);
  if (ofProvider.some(({ userId }) => userId === subject)) {
    return "linked-before";
  }
  // One account at a provider is one person's: an address that comes with another has changed hands.
  if (ofProvider.some(({ userId }) => userId !== account.attributes.email)) {
    return "other-identity";
  }
  return identities.length >= MAX_LINKED_IDENTITIES ? "too-many-identities" : undefined;
}

function identitiesOf({ attributes }: PoolUser): readonly LinkedIdentity[] {
  try {
    const list: unknown = JSON.parse(attributes.identities ?? "[]");
    return Array.isArray(list) ? (list as readonly LinkedIdentity[]) : [];
  } catch {
    return [];
  }
}
