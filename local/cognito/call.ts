import type { PoolAtProvider } from "../providers/provider-stand-in";
import type { AuthorizationCodes } from "./authorization-code";
import type { Clock } from "./clock";
import type { ExpiringMap } from "./expiring-map";
import type { SignInFaults } from "./faults";
import type { PendingSignIn } from "./federation";
import type { HttpRequest } from "./http-request";
import type { IdentityProvider, ProviderEndpoints } from "./identity-provider";
import type { PublicJwk, SigningKey } from "./jwt";
import type { Passkeys } from "./passkeys";
import type { RefreshTokens } from "./refresh-token";
import type { SamlResponse } from "./saml";
import type { Sessions } from "./session";
import type { UserPools } from "./user-pools";

/** What stands on this machine for identity providers. */
export interface ProviderStandIns {
  /** Lets a provider be reached here, and know the user pool. */
  serve(provider: IdentityProvider, pool: PoolAtProvider): Promise<void>;
  /** What Cognito reads of a SAML provider, and again every six hours. */
  samlMetadata(provider: IdentityProvider, pool: PoolAtProvider): Promise<string>;
}

/** What all endpoints share. */
export interface Service {
  readonly pools: UserPools;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly faults: SignInFaults;
  readonly codes: AuthorizationCodes;
  readonly refreshTokens: RefreshTokens;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  /** By their state, the sign-ins at identity providers that have not come back yet. */
  readonly federation: ExpiringMap<PendingSignIn>;
  /** By a name that nobody guesses, what SAML providers sent that nobody has read yet. */
  readonly samlResponses: ExpiringMap<SamlResponse>;
  readonly standIns: ProviderStandIns;
  /** Where on the Internet a provider is asked what. */
  readonly endpoints: (provider: IdentityProvider) => Promise<ProviderEndpoints>;
  /** Where people read the mail that the pools send, if anywhere. */
  readonly mailPage: () => string | undefined;
  /** Where on this machine a browser goes that is sent to a URL of the Internet; other URLs as they are. */
  readonly toLocal: (url: string) => string;
}

/** One request to a domain whose pool is known. */
export interface Call {
  readonly service: Service;
  readonly request: HttpRequest;
  /** The production host that is asked. */
  readonly host: string;
  readonly poolId: string;
  /** Whether the domain's pages are those of managed login. */
  readonly managedLogin: boolean;
}

/** The keys of this server's tokens and of those that the emulator's own API gives. */
export async function publicKeys({ key, pools }: Pick<Service, "key" | "pools">): Promise<readonly PublicJwk[]> {
  return [key.publicJwk, ...(await pools.publicKeys())];
}
