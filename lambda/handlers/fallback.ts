import type { RequestHandler } from "ask-sdk-core";
import { isIntent, speechOf } from "../request";

/** Words that fit no intent: says what does, and waits for it. */
export const fallbackHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "AMAZON.FallbackIntent"),
  handle: (input) => {
    const speech = speechOf(input);
    return input.responseBuilder.speak(speech.fallback).reprompt(speech.reprompt).getResponse();
  },
};
