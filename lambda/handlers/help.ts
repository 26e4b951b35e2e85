import type { RequestHandler } from "ask-sdk-core";
import { isIntent, speechOf } from "../request";

/** "Help": says what can be asked, and waits for it. */
export const helpHandler: RequestHandler = {
  canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "AMAZON.HelpIntent"),
  handle: (input) => {
    const speech = speechOf(input);
    return input.responseBuilder.speak(speech.help).reprompt(speech.reprompt).getResponse();
  },
};
