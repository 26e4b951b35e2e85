import { enUS } from "./en-US";
import type { CommonSpeech } from "./speech";

/** American English, but for the phrases that a British voice would put otherwise. */
export const enGB: CommonSpeech = {
  linkFirst: enUS.linkFirst,
  linkAgain: enUS.linkAgain,
  unreachable: enUS.unreachable,
  apology: "Sorry, something's gone wrong. Please try again in a moment.",
};
