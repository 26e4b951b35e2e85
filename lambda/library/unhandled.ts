import type { RequestHandler } from "ask-sdk-core";
import { apologize } from "./apology";
import { log } from "./log";
import { requestFields } from "./request";
import type { CommonSpeech, SpeechFor } from "./speech/speech";

/**
 * Takes what no handler before it took: an intent that is in the interaction model and not in the code, or a request of
 * an interface that the manifest names and the code does not know. The log says so; the user hears an apology, where
 * somebody listens. Comes last.
 *
 * @param speechFor what to say, such as `commonSpeechFor`
 */
export function unhandledHandler(speechFor: SpeechFor<CommonSpeech>): RequestHandler {
  return {
    canHandle: () => true,
    handle: (input) => {
      log("error", "no handler took the request", requestFields(input.requestEnvelope));
      return apologize(input, speechFor);
    },
  };
}
