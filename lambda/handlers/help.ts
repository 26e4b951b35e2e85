import { publicHandler } from "../library";
import { asksFor, speechOf } from "../request";

/** "Help": says what can be asked, and waits for it. */
export const helpHandler = publicHandler({
  canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "AMAZON.HelpIntent"),
  handle: (input) => {
    const speech = speechOf(input);
    return input.responseBuilder.speak(speech.help).reprompt(speech.reprompt).getResponse();
  },
});
