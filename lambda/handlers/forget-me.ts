import type { AccountLookup, AudienceHandler, Memory } from "../library";
import { publicHandler } from "../library";
import type { Remembered } from "../remembered";
import { asksFor, speechOf } from "../request";

/**
 * "Forget me": deletes what is remembered of the user, and says that it did only where it did. Whoever is not linked is
 * nobody that anything could be found of, and hears so.
 */
export function forgetMeHandler(accounts: AccountLookup, memory: Memory<Remembered>): AudienceHandler {
  return publicHandler({
    canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "ForgetMeIntent"),
    handle: async (input) => {
      const speech = speechOf(input);
      const response = input.responseBuilder.withShouldEndSession(true);
      if (!memory.isOn) {
        return response.speak(speech.nothingRemembered).getResponse();
      }
      const account = await accounts.of(input);
      switch (account.kind) {
        case "linked": {
          const { kind } = await memory.forget(input, account);
          return response.speak(kind === "forgotten" ? speech.forgotten : speech.notForgotten).getResponse();
        }
        case "unavailable":
          return response.speak(speech.unreachable).getResponse();
        case "unlinked":
          return response.speak(speech.forgetWhom).withLinkAccountCard().getResponse();
        case "invalid":
          return response.speak(speech.linkAgain).withLinkAccountCard().getResponse();
      }
    },
  });
}
