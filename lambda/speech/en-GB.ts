import { enGB as common } from "../library";
import { enUS } from "./en-US";
import type { Speech } from "./speech";

/** American English, but for the phrases that a British voice would put otherwise. */
export const enGB: Speech = {
  ...enUS,
  ...common,
  linkNow: "Of course. I've sent a card to your Alexa app. Open it to link your account.",
  alreadyLinked: "Your account is already linked. There's nothing left to do.",
  fallback: "Sorry, I'm afraid I can't help with that. You can ask: what is your technology stack?",
  goodbye: "Bye for now.",
};
