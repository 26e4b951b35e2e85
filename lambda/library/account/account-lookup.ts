import { createHash } from "node:crypto";
import type { HandlerInput } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import type { Deadline } from "../deadline";
import { deadlineOf } from "../deadline-of";
import { ExpiringCache } from "../expiring-cache";
import { stateOf } from "../request-state";
import type { Settings } from "../settings";
import { AccessTokenVerifier } from "./access-token";
import type { Account, Linked } from "./account";
import { invalid, UNLINKED, unavailable } from "./account";
import { fetchUserInfo } from "./user-info";

/** Alexa waits 8 s for an answer; a listener does not care to wait half as long. */
const LOOKUP_BUDGET_MS = 2500;

/** After this long a change of name is heard. */
const PROFILE_LIFETIME_MS = 5 * 60 * 1000;

/** A function instance serves one request at a time; few users meet the same one within a profile's lifetime. */
const MAX_PROFILES = 500;

/** What may be different in a look-up. */
export interface AccountLookupOptions {
  /**
   * Whether the account of the person who was recognized by voice comes before the one that the device is linked to,
   * where that person has linked one. Alexa names persons only to skills with the permission `alexa::person_id:read`,
   * and sends both tokens. Source: Alexa Skills Kit, "Use personalization with or without account linking".
   * @default false
   */
  readonly personFirst?: boolean;
}

/**
 * Finds out who is asking, and remembers up to 500 accounts for at most five minutes each, and no longer than their
 * tokens are valid. Tokens themselves are not kept.
 */
export class AccountLookup {
  private readonly tokens: AccessTokenVerifier;
  private readonly linked = new ExpiringCache<Linked>(MAX_PROFILES);

  /** Asks nobody yet. */
  constructor(
    private readonly settings: Omit<Settings, "skillIds">,
    private readonly options: AccountLookupOptions = {},
  ) {
    this.tokens = new AccessTokenVerifier(settings);
  }

  /** Fetches ahead what every look-up needs; see {@link AccessTokenVerifier.prepare}. */
  prepare(): Promise<void> {
    return this.tokens.prepare();
  }

  /**
   * The account of the user who sent this request, within 2.5 s and half a second before the invocation would end. Asks
   * once a request, however often it is called; never raises an error for a token or for the user pool.
   */
  async of(input: Pick<HandlerInput, "requestEnvelope" | "context">): Promise<Account> {
    const state = stateOf(input);
    state.account ??= await this.lookUp(input);
    return state.account;
  }

  private async lookUp({
    requestEnvelope,
    context,
  }: Pick<HandlerInput, "requestEnvelope" | "context">): Promise<Account> {
    const token = this.tokenIn(requestEnvelope);
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
    const deadline = deadlineOf(context, LOOKUP_BUDGET_MS);
    return deadline.race(this.ask(token, key, deadline), unavailable("time-up"));
  }

  /** The SDK's type says text, yet Alexa leaves the token out for users without a link, and a sender may send anything. */
  private tokenIn({ context }: RequestEnvelope): unknown {
    const { user, person } = context.System;
    return (this.options.personFirst === true && person?.accessToken) || user.accessToken;
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
