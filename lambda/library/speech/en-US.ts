import type { CommonSpeech } from "./speech";

/** American English. */
export const enUS: CommonSpeech = {
  linkFirst:
    "For that I need to know who you are. Please link your account: I've sent a card to your Alexa app. " +
    "Then ask me again.",
  linkAgain:
    "The link to your account is no longer valid. Please link it again: I've sent a card to your Alexa app. " +
    "Then ask me again.",
  unreachable: "I can't reach your account just now. Please try again in a few minutes.",
  apology: "Sorry, something went wrong. Please try again in a moment.",
};
