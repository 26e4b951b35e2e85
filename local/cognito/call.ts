import type { AuthorizationCodes } from "./authorization-code";
import type { Clock } from "./clock";
import type { SignInFaults } from "./faults";
import type { HttpRequest } from "./http-request";
import type { PublicJwk, SigningKey } from "./jwt";
import type { RefreshTokens } from "./refresh-token";
import type { Sessions } from "./session";
import type { UserPools } from "./user-pools";

/** What all endpoints share. */
export interface Service {
  readonly pools: UserPools;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly faults: SignInFaults;
  readonly codes: AuthorizationCodes;
  readonly refreshTokens: RefreshTokens;
  readonly sessions: Sessions;
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
