import type { TrustedProvider } from "../../../contract/joined-accounts";

export type TrustedProviders = Readonly<Record<string, TrustedProvider>>;

/** Who signs in: at a provider that is trusted, under the provider's own id of the user. */
export interface TrustedIdentity {
  readonly provider: string;
  readonly settings: TrustedProvider;
  readonly subject: string;
}

/**
 * The trusted provider in the name of somebody's first sign-in, `{provider}_{subject}`; undefined for any other. Cognito has
 * been seen to write the provider in lower case. No provider's name has an underscore behind its second character (Amazon
 * Cognito API, CreateIdentityProvider), and none has fewer than three: what stands before the first underscore after that is the
 * whole name, and no other provider's users can have it in theirs.
 */
export function trustedIdentity(userName: string, providers: TrustedProviders): TrustedIdentity | undefined {
  const end = userName.indexOf("_", 2);
  const [name, subject] = [userName.slice(0, end), userName.slice(end + 1)];
  if (end === -1 || subject === "") {
    return undefined;
  }
  const provider = Object.keys(providers).find((it) => it === name || it.toLowerCase() === name);
  const settings = provider === undefined ? undefined : providers[provider];
  return provider === undefined || settings === undefined ? undefined : { provider, settings, subject };
}
