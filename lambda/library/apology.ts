import type { HandlerInput } from "ask-sdk-core";
import type { Response } from "ask-sdk-model";
import { canBeAnswered, localeOf } from "./request";
import type { CommonSpeech, SpeechFor } from "./speech/speech";

/** The answer to a request that cannot be served: an apology and the end, where somebody listens. */
export function apologize(
  { requestEnvelope, responseBuilder }: HandlerInput,
  speechFor: SpeechFor<CommonSpeech>,
): Response {
  return canBeAnswered(requestEnvelope)
    ? responseBuilder
        .speak(speechFor(localeOf(requestEnvelope)).apology)
        .withShouldEndSession(true)
        .getResponse()
    : responseBuilder.getResponse();
}
