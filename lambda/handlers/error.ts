import type { ErrorHandler } from "ask-sdk-core";
import { errorFacts, log } from "../log";
import { canBeAnswered, requestFields, speechOf, stateFields, stateOf } from "../request";

/** The last resort: logs the error and, where somebody listens, apologizes. */
export const errorHandler: ErrorHandler = {
  canHandle: () => true,
  handle: (input, error) => {
    log("error", "request failed", {
      ...requestFields(input.requestEnvelope),
      ...stateFields(stateOf(input)),
      error: errorFacts(error),
    });
    if (!canBeAnswered(input.requestEnvelope)) {
      return input.responseBuilder.getResponse();
    }
    return input.responseBuilder.speak(speechOf(input).apology).withShouldEndSession(true).getResponse();
  },
};
