import type { RequestHandler } from "ask-sdk-core";
import { log } from "../log";
import { canBeAnswered, requestFields, speechOf } from "../request";

/**
 * Takes what no handler before it took: an intent that is in the interaction model and not in the code, or a request of
 * an interface that the manifest names and the code does not know. The log says so; the user hears an apology, where
 * somebody listens.
 */
export const unhandledHandler: RequestHandler = {
  canHandle: () => true,
  handle: (input) => {
    log("error", "no handler took the request", requestFields(input.requestEnvelope));
    return canBeAnswered(input.requestEnvelope)
      ? input.responseBuilder.speak(speechOf(input).apology).withShouldEndSession(true).getResponse()
      : input.responseBuilder.getResponse();
  },
};
