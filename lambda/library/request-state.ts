import type { HandlerInput } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import type { Account } from "./account/account";
import type { AudienceHandler } from "./audience";
import type { LogFields } from "./log";

/** What one request gathers on its way to the response and to its log line. */
export interface RequestState {
  /** When the request came in, on the monotonic clock. */
  startedAt?: number;
  /** The personal handler that takes the request, if one does. */
  personal?: AudienceHandler;
  /** Who is asking, once something needed to know; before the handlers are asked, if the request is personal. */
  account?: Account;
}

/** Not in the SDK's request attributes: these are the skill's own, and may be replaced as a whole. */
const STATES = /* @__PURE__ */ new WeakMap<RequestEnvelope, RequestState>();

/** The state of this request, which ends with its envelope. */
export function stateOf({ requestEnvelope }: Pick<HandlerInput, "requestEnvelope">): RequestState {
  const known = STATES.get(requestEnvelope);
  if (known !== undefined) {
    return known;
  }
  const state: RequestState = {};
  STATES.set(requestEnvelope, state);
  return state;
}

/** The part of a log line that this side adds. */
export function stateFields({ startedAt, account }: RequestState): LogFields {
  return {
    account: account?.kind,
    reason: account !== undefined && "reason" in account ? account.reason : undefined,
    durationMs: startedAt === undefined ? undefined : Math.round(performance.now() - startedAt),
  };
}
