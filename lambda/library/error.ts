import type { ErrorHandler } from "ask-sdk-core";
import { errorFacts, log } from "./log";
import { canBeAnswered, localeOf, requestFields } from "./request";
import { stateFields, stateOf } from "./request-state";
import type { CommonSpeech, SpeechFor } from "./speech/speech";

/**
 * The last resort: logs the error without its message, and apologizes where somebody listens.
 *
 * @param speechFor what to say, such as `commonSpeechFor`
 */
export function errorHandler(speechFor: SpeechFor<CommonSpeech>): ErrorHandler {
  return {
    canHandle: () => true,
    handle: (input, error) => {
      const { requestEnvelope, responseBuilder } = input;
      log("error", "request failed", {
        ...requestFields(requestEnvelope),
        ...stateFields(stateOf(input)),
        error: errorFacts(error),
      });
      return canBeAnswered(requestEnvelope)
        ? responseBuilder
            .speak(speechFor(localeOf(requestEnvelope)).apology)
            .withShouldEndSession(true)
            .getResponse()
        : responseBuilder.getResponse();
    },
  };
}
