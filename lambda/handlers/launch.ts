import type { Account, AccountLookup, AudienceHandler } from "../library";
import { publicHandler } from "../library";
import { speechOf } from "../request";
import type { Speech } from "../speech/speech";

/** "Alexa, open …": greets and waits for a question. */
export function launchHandler(accounts: AccountLookup): AudienceHandler {
  return publicHandler({
    canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "LaunchRequest",
    handle: async (input) => {
      const speech = speechOf(input);
      const greeting = greetingFor(await accounts.of(input), speech);
      return input.responseBuilder.speak(greeting).reprompt(speech.reprompt).getResponse();
    },
  });
}

function greetingFor(account: Account, speech: Speech): string {
  switch (account.kind) {
    case "linked":
      return account.profile.name ? speech.welcomeByName(account.profile.name) : speech.welcome;
    case "unlinked":
      return speech.welcomeUnlinked;
    case "invalid":
      return speech.welcomeLinkLost;
    case "unavailable":
      return speech.welcome;
  }
}
