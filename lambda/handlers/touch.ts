import { canBeAnswered, publicHandler } from "../library";
import { speechOf } from "../request";

/**
 * A touch on the screen (`Alexa.Presentation.APL.UserEvent`, `Display.ElementSelected`), and the way back from another
 * skill or one of Amazon's tasks (`Connections.Response`, `SessionResumedRequest`). This skill shows nothing to touch and
 * sends nobody away; whoever is there hears what can be asked. A handler for screens or tasks of your own stands before
 * this one.
 */
export const touchHandler = publicHandler({
  canHandle: ({ requestEnvelope }) =>
    canBeAnswered(requestEnvelope) && !/^(Launch|Intent)Request$/.test(requestEnvelope.request.type),
  handle: (input) => {
    const { reprompt } = speechOf(input);
    return input.responseBuilder.speak(reprompt).reprompt(reprompt).getResponse();
  },
});
