import type { RequestHandler } from "ask-sdk-core";
import { localeOf } from "./request";
import { stateOf } from "./request-state";
import type { CommonSpeech, SpeechFor } from "./speech/speech";

/**
 * Asks for the link, with a LinkAccount card, wherever a personal request comes without a usable token, and says so
 * where the account cannot be reached and the handler has no answer for that. Stands before the personal handlers, so
 * that these meet linked users only. Source: Alexa Skills Kit, "Handle Alexa requests for skills with account linking".
 *
 * @param speechFor what to say, such as `commonSpeechFor`
 */
export function accountLinkingHandler(speechFor: SpeechFor<CommonSpeech>): RequestHandler {
  return {
    canHandle: (input) => {
      const { personal, account } = stateOf(input);
      const isReady = account?.kind === "linked" || (account?.kind === "unavailable" && personal?.takesUnreachable);
      return personal !== undefined && account !== undefined && isReady !== true;
    },
    handle: (input) => {
      const speech = speechFor(localeOf(input.requestEnvelope));
      const response = input.responseBuilder.withShouldEndSession(true);
      const kind = stateOf(input).account?.kind;
      return kind === "unavailable"
        ? response.speak(speech.unreachable).getResponse()
        : response
            .speak(kind === "invalid" ? speech.linkAgain : speech.linkFirst)
            .withLinkAccountCard()
            .getResponse();
    },
  };
}
