import type { RequestHandler } from "ask-sdk-core";
import { isIntent, speechOf } from "../request";

/** "Stop" and "cancel": says goodbye. */
export const stopHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "AMAZON.StopIntent", "AMAZON.CancelIntent"),
  handle: (input) => input.responseBuilder.speak(speechOf(input).goodbye).withShouldEndSession(true).getResponse(),
};
