import type { AccountLookup, AudienceHandler, Linked, Memory } from "../library";
import { publicHandler } from "../library";
import type { Remembered } from "../remembered";
import { speechOf } from "../request";
import type { Speech } from "../speech/speech";

/** "Alexa, open …": greets and waits for a question. Whoever asked before hears what. */
export function launchHandler(accounts: AccountLookup, memory: Memory<Remembered>): AudienceHandler {
  return publicHandler({
    canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "LaunchRequest",
    handle: async (input) => {
      const speech = speechOf(input);
      const account = await accounts.of(input);
      const greeting =
        account.kind === "linked"
          ? greetingFor(account, (await memory.read(input, account)).kind === "found", speech)
          : STRANGERS[account.kind](speech);
      return input.responseBuilder.speak(greeting).reprompt(speech.reprompt).getResponse();
    },
  });
}

const STRANGERS = {
  unlinked: (speech: Speech) => speech.welcomeUnlinked,
  invalid: (speech: Speech) => speech.welcomeLinkLost,
  unavailable: (speech: Speech) => speech.welcome,
} as const;

function greetingFor({ profile: { name } }: Linked, isRemembered: boolean, speech: Speech): string {
  if (isRemembered) {
    return speech.welcomeAgain(name);
  }
  return name ? speech.welcomeByName(name) : speech.welcome;
}
