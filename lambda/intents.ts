/** Every intent of the interaction model. A new intent is a line here and a handler, which says whom it answers. */
export const INTENTS = [
  "TechnologyStackIntent",
  "LinkAccountIntent",
  "ForgetMeIntent",
  "AMAZON.HelpIntent",
  "AMAZON.CancelIntent",
  "AMAZON.StopIntent",
  "AMAZON.NavigateHomeIntent",
  "AMAZON.FallbackIntent",
] as const;

export type IntentName = (typeof INTENTS)[number];
