import type { RequestHandler } from "ask-sdk-core";
import type { AccountLookup } from "../account/account-lookup";
import { isIntent, speechOf } from "../request";

/** "What is your technology stack?": the example of a personal intent. */
export function technologyStackHandler(accounts: AccountLookup): RequestHandler {
  return {
    canHandle: ({ requestEnvelope }) => isIntent(requestEnvelope, "TechnologyStackIntent"),
    handle: async (input) => {
      const speech = speechOf(input);
      const account = await accounts.of(input);
      const answer =
        account.kind === "linked" ? speech.technologyStack(account.profile.name) : speech.technologyStackUnreached;
      return input.responseBuilder.speak(answer).withShouldEndSession(true).getResponse();
    },
  };
}
