/**
 * What the trigger of `userPool.joinAccounts` refuses a first sign-in with, after it has linked it to the account that has the
 * same address: the next sign-in is that account's. Cognito hands it to the app as `error_description`, behind words of its own.
 * It begins with what Cognito says itself where a trigger links and lets go on, so that both are known by the same words.
 */
export const ACCOUNTS_JOINED = "Already found an entry with this address, and joined it. Please sign in once more";

/** What it refuses the sign-in of somebody with whose account was disabled. */
export const ACCOUNT_DISABLED = "The account with this address is disabled";

/** What it refuses a sign-in with that may work a moment later. */
export const JOIN_LATER = "Your accounts could not be joined just now. Please sign in once more";

/**
 * Identities of other providers that a user may have. Source: Amazon Cognito API, AdminLinkProviderForUser.
 */
export const MAX_LINKED_IDENTITIES = 5;

/** The environment variable of the trigger that names the providers it trusts. */
export const TRUSTED_PROVIDERS_VARIABLE = "TRUSTED_PROVIDERS";

/** What the trigger is told of a provider, by its name; in the variable as JSON. */
export interface TrustedProvider {
  /** Whether every address counts as verified that comes without `email_verified`. */
  readonly addressesVerified: boolean;
  /** What the provider calls the address, where accounts are linked to it before anybody has signed in by it. */
  readonly aheadBy?: string | null;
}
