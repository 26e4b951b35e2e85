import type { GroupField, MapField } from "./field";
import { flag } from "./field";
import { providerName } from "./identity-provider-name";

/**
 * How far a provider is trusted to say whose an address is. An account is taken over by whoever gets a provider to vouch for its
 * address: list only providers of which you know that they verify.
 */
export interface JoinedProviderProps {
  /**
   * Whether an address counts as verified where the provider says nothing of it, as Login with Amazon and SAML providers
   * do. One of which it says that it is not verified never counts.
   * @default false
   */
  readonly addressesVerified?: boolean;
  /**
   * Whether a new account is linked when its address is confirmed, so that the first sign-in by the provider does not have to
   * fail once: for OIDC and SAML providers that verify every address, and never give the address of one person to another.
   * Needs `addressesVerified`, for nobody looks at `email_verified` then.
   * @default false
   */
  readonly linkAhead?: boolean;
}

const joinedProvider: GroupField<JoinedProviderProps> = {
  kind: "group",
  fields: { addressesVerified: flag(false), linkAhead: flag(false) },
};

/**
 * What may stand in `userPool.joinAccounts`.
 * @internal
 */
export const joinAccountsSchema: MapField = {
  kind: "map",
  known: true,
  max: 20, // with what the function is told of each, well below the 4 KB of its variables
  default: {},
  key: providerName,
  value: joinedProvider,
};
