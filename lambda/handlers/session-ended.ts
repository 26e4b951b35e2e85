import type { RequestHandler } from "ask-sdk-core";
import type { SessionEndedRequest } from "ask-sdk-model";
import { log, textOf } from "../log";
import { requestFields } from "../request";

/** The session is over: nothing can be said any more, but the log should know of a response Alexa could not use. */
export const sessionEndedHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "SessionEndedRequest",
  handle: ({ requestEnvelope, responseBuilder }) => {
    const { reason, error } = requestEnvelope.request as SessionEndedRequest;
    if (reason === "ERROR") {
      log("warn", "session ended by an error", { ...requestFields(requestEnvelope), reason: textOf(error?.type) });
    }
    return responseBuilder.getResponse();
  },
};
