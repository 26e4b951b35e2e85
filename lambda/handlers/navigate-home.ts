import type { RequestHandler } from "ask-sdk-core";
import { isIntent } from "../request";

/** "Go home", on a device with a screen: leaves in silence, for the home screen says enough. */
export const navigateHomeHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "AMAZON.NavigateHomeIntent"),
  handle: ({ responseBuilder }) => responseBuilder.withShouldEndSession(true).getResponse(),
};
