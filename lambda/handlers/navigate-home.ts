import { publicHandler } from "../library";
import { asksFor } from "../request";

/** "Go home", on a device with a screen: leaves in silence, for the home screen says enough. */
export const navigateHomeHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "AMAZON.NavigateHomeIntent"),
  handle: ({ responseBuilder }) => responseBuilder.withShouldEndSession(true).getResponse(),
});
