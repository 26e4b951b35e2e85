import type { HandlerInput } from "ask-sdk-core";
import type { Intent, RequestEnvelope } from "ask-sdk-model";
import type { Account } from "./account/account";
import type { Audience, IntentName } from "./intents";
import { INTENTS } from "./intents";
import type { LogFields } from "./log";
import { textOf } from "./log";
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

/** The name of the intent that is asked for; of other requests, and of one that breaks Alexa's promise, undefined. */
export function intentNameOf({ request }: RequestEnvelope): string | undefined {
  return request.type === "IntentRequest" ? nameOf(request.intent) : undefined;
}

/** An intent's name, whatever stands in its place. */
export const nameOf = (intent: Partial<Intent> | null | undefined): string | undefined => textOf(intent?.name);

export function isIntent(envelope: RequestEnvelope, ...names: readonly IntentName[]): boolean {
  const asked = intentNameOf(envelope);
  return names.some((name) => name === asked);
}

export function isPersonal(envelope: RequestEnvelope): boolean {
  return audienceOf(intentNameOf(envelope)) === "personal";
}

/** Whom an intent answers; undefined for one that this skill does not have. */
export const audienceOf = (intent: string | undefined): Audience | undefined =>
  intent !== undefined && Object.hasOwn(INTENTS, intent) ? INTENTS[intent as IntentName] : undefined;

/** A touch on the skill's screen. */
const TOUCH = /^Alexa\.Presentation\.\w+\.UserEvent$|^Display\.ElementSelected$/;

/** What a session goes on with after it was handed to another skill, or to one of Amazon's tasks. */
const RESUMED = /^Connections\.Response$|^SessionResumedRequest$/;

export const isTouch = ({ request }: RequestEnvelope): boolean => TOUCH.test(request.type);

export const isResumed = ({ request }: RequestEnvelope): boolean => RESUMED.test(request.type);

/**
 * Whether somebody listens. Alexa speaks answers to what a user said, touched or came back from; to other requests, such
 * as those of an audio player, a response with speech is an error. Sources: Alexa Skills Kit, "Request and response JSON
 * reference", "AudioPlayer interface reference", "PlaybackController interface reference".
 */
export function canBeAnswered(envelope: RequestEnvelope): boolean {
  const { type } = envelope.request;
  return type === "LaunchRequest" || type === "IntentRequest" || isTouch(envelope) || isResumed(envelope);
}

/** The phrases in the language of the request. */
export function speechOf({ requestEnvelope }: HandlerInput): Speech {
  return speechFor(localeOf(requestEnvelope));
}

/** The part of a log line that is known of the request. */
export function requestFields(envelope: RequestEnvelope): LogFields {
  const { request } = envelope;
  return {
    requestId: textOf(request.requestId),
    requestType: request.type,
    intent: "intent" in request ? nameOf(request.intent) : undefined,
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
  return "locale" in request ? textOf(request.locale) : undefined;
}
