import type { HandlerInput } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import type { Account } from "./account/account";
import type { IntentName } from "./intents";
import { INTENTS } from "./intents";
import type { LogFields } from "./log";
import { speechFor } from "./speech";
import type { Speech } from "./speech/speech";

/** What one request gathers on its way to the response and to its log line. */
export interface RequestState {
  /** When the request came in, on the monotonic clock. */
  startedAt?: number;
  /** Who is asking, once something needed to know; before the handlers are asked, if the intent is personal. */
  account?: Account;
}

/** The state of this request, kept in the SDK's request attributes. */
export function stateOf(input: HandlerInput): RequestState {
  return input.attributesManager.getRequestAttributes();
}

export function isIntent({ request }: RequestEnvelope, ...names: readonly IntentName[]): boolean {
  return request.type === "IntentRequest" && names.some((name) => name === request.intent.name);
}

export function isPersonal({ request }: RequestEnvelope): boolean {
  return request.type === "IntentRequest" && INTENTS[request.intent.name as IntentName] === "personal";
}

/** Alexa speaks answers to these requests only; to others a response must be silent. */
export function canBeAnswered({ request }: RequestEnvelope): boolean {
  return request.type === "LaunchRequest" || request.type === "IntentRequest";
}

/** The phrases in the language of the request. */
export function speechOf({ requestEnvelope }: HandlerInput): Speech {
  return speechFor(localeOf(requestEnvelope));
}

/** The part of a log line that the request tells. */
export function requestFields(envelope: RequestEnvelope): LogFields {
  const { request } = envelope;
  return {
    requestId: request.requestId,
    requestType: request.type,
    intent: request.type === "IntentRequest" ? request.intent.name : undefined,
    locale: localeOf(envelope),
  };
}

/** The part of a log line that this side adds. */
export function stateFields({ startedAt, account }: RequestState): LogFields {
  return {
    account: account?.kind,
    reason: account !== undefined && "reason" in account ? account.reason : undefined,
    durationMs: startedAt === undefined ? undefined : Math.round(performance.now() - startedAt),
  };
}

function localeOf({ request }: RequestEnvelope): string | undefined {
  return "locale" in request ? request.locale : undefined;
}
