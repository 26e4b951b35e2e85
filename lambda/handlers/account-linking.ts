import type { RequestHandler } from "ask-sdk-core";
import type { AccountLookup } from "../account/account-lookup";
import { isPersonal, speechOf } from "../request";

/**
 * Asks for the link wherever a personal intent comes without a usable token. Stands before the handlers of the
 * personal intents, so these meet linked users only, or users whose account cannot be reached just now.
 */
export function accountLinkingHandler(accounts: AccountLookup): RequestHandler {
  return {
    canHandle: async (input) => {
      if (!isPersonal(input.requestEnvelope)) {
        return false;
      }
      const { kind } = await accounts.of(input);
      return kind === "unlinked" || kind === "invalid";
    },
    handle: async (input) => {
      const speech = speechOf(input);
      const { kind } = await accounts.of(input);
      return input.responseBuilder
        .speak(kind === "invalid" ? speech.linkAgain : speech.linkFirst)
        .withLinkAccountCard()
        .withShouldEndSession(true)
        .getResponse();
    },
  };
}
