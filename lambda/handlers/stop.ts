import { publicHandler } from "../library";
import { asksFor, speechOf } from "../request";

/** "Stop" and "cancel": says goodbye. */
export const stopHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "AMAZON.StopIntent", "AMAZON.CancelIntent"),
  handle: (input) => input.responseBuilder.speak(speechOf(input).goodbye).withShouldEndSession(true).getResponse(),
});
