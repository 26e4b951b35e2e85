import { personalHandler } from "../library";
import { asksFor, speechOf } from "../request";

/** "What is your technology stack?": the example of a personal intent. */
export const technologyStackHandler = personalHandler({
  canHandle: ({ requestEnvelope }) => asksFor(requestEnvelope, "TechnologyStackIntent"),
  handle: (input, { profile }) =>
    input.responseBuilder.speak(speechOf(input).technologyStack(profile.name)).withShouldEndSession(true).getResponse(),
  handleUnreachable: (input) =>
    input.responseBuilder.speak(speechOf(input).technologyStackUnreached).withShouldEndSession(true).getResponse(),
});
