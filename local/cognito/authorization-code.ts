import { randomUUID } from "node:crypto";
import { ExpiringMap } from "./expiring-map";
import type { SignInFaults } from "./faults";
import type { TokenChanges } from "./token-changes";

/** What a code stands for: who signed in, for which client, and how it may be redeemed. */
export interface CodeGrant {
  readonly poolId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly username: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  /** When the user signed in, seconds since 1970. */
  readonly authTime: number;
  readonly nonce?: string;
  /** What the pool's trigger has done to the tokens. @default - nothing */
  readonly changes?: TokenChanges;
  /** S256 of RFC 7636. */
  readonly codeChallenge?: string;
}

type Holder = Pick<CodeGrant, "poolId" | "clientId">;

/** For how long a used code is remembered, in seconds: no access token lives longer. */
const USED_SECONDS = 86_400;

/** The authorization codes: those that nobody has redeemed yet, and what became of the others. */
export class AuthorizationCodes {
  private readonly codes = new ExpiringMap<CodeGrant>(1000);
  private readonly used = new ExpiringMap<Holder & { readonly originJti: string }>(10_000);

  constructor(private readonly faults: Pick<SignInFaults, "codeLifetimeSeconds">) {}

  /** A new code; like Cognito's a UUID. */
  issue(grant: CodeGrant): string {
    const code = randomUUID();
    this.codes.set(code, grant, this.faults.codeLifetimeSeconds);
    return code;
  }

  /**
   * What the code stands for. It is used up thereby, even if the rest of the request turns out to be wrong, except when
   * it was issued to another client.
   *
   * @param originJti the `origin_jti` of the tokens that will come from it
   */
  redeem(code: string, { poolId, clientId }: Holder, originJti = ""): CodeGrant | undefined {
    const grant = this.codes.get(code);
    if (grant === undefined || grant.poolId !== poolId || grant.clientId !== clientId) {
      return undefined;
    }
    this.codes.delete(code);
    this.used.set(code, { poolId, clientId, originJti }, USED_SECONDS);
    return grant;
  }

  /** The `origin_jti` of the tokens for which this client used the code already, or undefined. */
  signInOf(code: string, { poolId, clientId }: Holder): string | undefined {
    const used = this.used.get(code);
    return used?.poolId === poolId && used.clientId === clientId ? used.originJti : undefined;
  }
}
