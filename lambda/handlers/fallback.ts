import { publicHandler } from "../library";
import { asksFor, speechOf } from "../request";

/** Words that fit no intent: says what does, and waits for it. */
export const fallbackHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "AMAZON.FallbackIntent"),
  handle: (input) => {
    const speech = speechOf(input);
    return input.responseBuilder.speak(speech.fallback).reprompt(speech.reprompt).getResponse();
  },
});
