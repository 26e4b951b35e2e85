import type { AudienceHandler, Memory } from "../library";
import { personalHandler } from "../library";
import type { Remembered } from "../remembered";
import { asksFor, speechOf } from "../request";

/** "What is your technology stack?": the example of a personal intent. Remembers that the user asked. */
export function technologyStackHandler(memory: Memory<Remembered>): AudienceHandler {
  return personalHandler({
    canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "TechnologyStackIntent"),
    handle: async (input, account) => {
      // Waited for, since Lambda stops the function with the answer. Whether it came to pass changes nothing of that.
      await memory.update(input, account, () => ({ lastAsked: "technology-stack" }));
      const speech = speechOf(input).technologyStack(account.profile.name);
      return input.responseBuilder.speak(speech).withShouldEndSession(true).getResponse();
    },
    handleUnreachable: (input) =>
      input.responseBuilder.speak(speechOf(input).technologyStackUnreached).withShouldEndSession(true).getResponse(),
  });
}
