import type { ErrorHandler } from "ask-sdk-core";
import { apologize } from "./apology";
import { errorFacts, log } from "./log";
import { requestFields } from "./request";
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
      log("error", "request failed", {
        ...requestFields(input.requestEnvelope),
        ...stateFields(stateOf(input)),
        error: errorFacts(error),
      });
      return apologize(input, speechFor);
    },
  };
}
