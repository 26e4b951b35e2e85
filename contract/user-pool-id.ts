import type { AccountLinking } from "./account-linking";

/** The id of the user pool that issues the tokens of a link: the last part of its issuer. */
export const userPoolIdOf = ({ issuer }: Pick<AccountLinking, "issuer">): string =>
  issuer.slice(issuer.lastIndexOf("/") + 1);
