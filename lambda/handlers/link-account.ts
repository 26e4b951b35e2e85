import type { AccountLookup, AudienceHandler } from "../library";
import { publicHandler } from "../library";
import { asksFor, speechOf } from "../request";

/** "Link my account": sends the card, unless there is nothing to link. */
export function linkAccountHandler(accounts: AccountLookup): AudienceHandler {
  return publicHandler({
    canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "LinkAccountIntent"),
    handle: async (input) => {
      const speech = speechOf(input);
      const response = input.responseBuilder.withShouldEndSession(true);
      const { kind } = await accounts.of(input);
      switch (kind) {
        case "linked":
          return response.speak(speech.alreadyLinked).getResponse();
        case "unavailable":
          return response.speak(speech.unreachable).getResponse();
        case "unlinked":
        case "invalid":
          return response.speak(speech.linkNow).withLinkAccountCard().getResponse();
      }
    },
  });
}
