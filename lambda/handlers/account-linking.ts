import type { RequestHandler } from "ask-sdk-core";
import { isPersonal, speechOf, stateOf } from "../request";

/**
 * Asks for the link wherever a personal intent comes without a usable token. Stands before the handlers of the
 * personal intents, so these meet linked users only, or users whose account cannot be reached just now.
 */
export const accountLinkingHandler: RequestHandler = {
  canHandle: (input) => {
    const kind = stateOf(input).account?.kind;
    return isPersonal(input.requestEnvelope) && (kind === "unlinked" || kind === "invalid");
  },
  handle: (input) => {
    const speech = speechOf(input);
    return input.responseBuilder
      .speak(stateOf(input).account?.kind === "invalid" ? speech.linkAgain : speech.linkFirst)
      .withLinkAccountCard()
      .withShouldEndSession(true)
      .getResponse();
  },
};
