import type { SessionEndedRequest } from "ask-sdk-model";
import { log, publicHandler, requestFields, textOf } from "../library";

/** The session is over: nothing can be said any more, but the log should know of a response Alexa could not use. */
export const sessionEndedHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "SessionEndedRequest",
  handle: ({ requestEnvelope, responseBuilder }) => {
    const { reason, error } = requestEnvelope.request as SessionEndedRequest;
    if (reason === "ERROR") {
      log("warn", "session ended by an error", { ...requestFields(requestEnvelope), reason: textOf(error?.type) });
    }
    return responseBuilder.getResponse();
  },
});
