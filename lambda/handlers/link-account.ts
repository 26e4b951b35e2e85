import type { RequestHandler } from "ask-sdk-core";
import type { AccountLookup } from "../account/account-lookup";
import { isIntent, speechOf } from "../request";

/** "Link my account": sends the card, unless there is nothing to link. */
export function linkAccountHandler(accounts: AccountLookup): RequestHandler {
  return {
    canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "LinkAccountIntent"),
    handle: async (input) => {
      const speech = speechOf(input);
      const response = input.responseBuilder.withShouldEndSession(true);
      const { kind } = await accounts.of(input);
      switch (kind) {
        case "linked":
          return response.speak(speech.alreadyLinked).getResponse();
        case "unavailable":
          return response.speak(speech.linkUnknown).getResponse();
        case "unlinked":
        case "invalid":
          return response.speak(speech.linkNow).withLinkAccountCard().getResponse();
      }
    },
  };
}
