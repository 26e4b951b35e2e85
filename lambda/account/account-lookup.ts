import { createHash } from "node:crypto";
import type { HandlerInput } from "ask-sdk-core";
import { getAccountLinkingAccessToken } from "ask-sdk-core";
import { Deadline } from "../deadline";
import { ExpiringCache } from "../expiring-cache";
import { stateOf } from "../request";
import type { Settings } from "../settings";
import { AccessTokenVerifier } from "./access-token";
import type { Account, Linked } from "./account";
import { invalid, UNLINKED, unavailable } from "./account";
import { fetchUserInfo } from "./user-info";

/** Alexa waits 8 s for an answer; a listener does not care to wait half as long. */
const LOOKUP_BUDGET_MS = 2500;

/** Left of the invocation for the answer itself. */
const RESERVE_MS = 500;

/** After this long a change of name is heard. */
const PROFILE_LIFETIME_MS = 5 * 60 * 1000;

/** A function instance serves one request at a time; few users meet the same one within a profile's lifetime. */
const MAX_PROFILES = 500;

/** Finds out who is asking, and remembers it between invocations. */
export class AccountLookup {
  private readonly tokens: AccessTokenVerifier;
  private readonly linked = new ExpiringCache<Linked>(MAX_PROFILES);

  constructor(private readonly settings: Settings) {
    this.tokens = new AccessTokenVerifier(settings);
  }

  /** Fetches ahead what every look-up needs; see {@link AccessTokenVerifier.prepare}. */
  prepare(): Promise<void> {
    return this.tokens.prepare();
  }

  /** The account of the user who sent this request; never raises an error for a token or for the user pool. */
  async of(input: HandlerInput): Promise<Account> {
    const state = stateOf(input);
    state.account ??= await this.lookUp(input);
    return state.account;
  }

  private async lookUp({ requestEnvelope, context }: HandlerInput): Promise<Account> {
    // The SDK types it as a string, yet Alexa leaves it out for users without a link. That of a recognized person
    // (`System.person.accessToken`) is left aside: it is of somebody else's account, and this skill greets the account
    // that the device is linked to.
    const token: unknown = getAccountLinkingAccessToken(requestEnvelope);
    if (!token) {
      return UNLINKED;
    }
    if (typeof token !== "string") {
      return invalid("malformed");
    }
    // The hash, lest a memory dump be a list of usable tokens.
    const key = createHash("sha256").update(token).digest("base64");
    const known = this.linked.get(key);
    if (known !== undefined) {
      return known;
    }
    const deadline = Deadline.in(Math.min(LOOKUP_BUDGET_MS, context.getRemainingTimeInMillis() - RESERVE_MS));
    return deadline.race(this.ask(token, key, deadline), unavailable("time-up"));
  }

  private async ask(token: string, key: string, deadline: Deadline): Promise<Account> {
    const checked = await this.tokens.verify(token);
    if (checked.kind !== "valid") {
      return checked;
    }
    const account = await fetchUserInfo(this.settings.userInfoUri, token, checked.subject, deadline);
    if (account.kind === "linked") {
      this.linked.set(key, account, Math.min(checked.expiresAt, Date.now() + PROFILE_LIFETIME_MS));
    }
    return account;
  }
}
