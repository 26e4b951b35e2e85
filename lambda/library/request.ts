import type { Intent, RequestEnvelope } from "ask-sdk-model";
import type { LogFields } from "./log";
import { textOf } from "./log";

/** Whether a request asks for one of these intents. */
export function isIntent({ request }: RequestEnvelope, ...names: readonly string[]): boolean {
  const asked = request.type === "IntentRequest" ? nameOf(request.intent) : undefined;
  return names.some((name) => name === asked);
}

/** An intent's name, whatever stands in its place. */
const nameOf = (intent: Partial<Intent> | null | undefined): string | undefined => textOf(intent?.name);

/** A touch on the skill's screen; the way back from another skill, or from one of Amazon's tasks. */
const SCREEN_OR_RETURN =
  /^Alexa\.Presentation\.\w+\.UserEvent$|^Display\.ElementSelected$|^Connections\.Response$|^SessionResumedRequest$/;

/**
 * Whether somebody listens. Alexa speaks answers to what a user said, touched or came back from; to other requests, such
 * as those of an audio player, a response with speech is an error. Sources: Alexa Skills Kit, "Request and response JSON
 * reference", "AudioPlayer interface reference", "PlaybackController interface reference".
 */
export function canBeAnswered({ request: { type } }: RequestEnvelope): boolean {
  return type === "LaunchRequest" || type === "IntentRequest" || SCREEN_OR_RETURN.test(type);
}

/** The locale of a request, such as `de-DE`; events have none. */
export function localeOf({ request }: RequestEnvelope): string | undefined {
  return "locale" in request ? textOf(request.locale) : undefined;
}

/** The part of a log line that is known of the request: its id, type, intent and locale. */
export function requestFields(envelope: RequestEnvelope): LogFields {
  const { request } = envelope;
  return {
    requestId: textOf(request.requestId),
    requestType: request.type,
    intent: "intent" in request ? nameOf(request.intent) : undefined,
    locale: localeOf(envelope),
  };
}
