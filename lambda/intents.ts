/** Whom an intent answers: everybody, or only a user whose account is linked. */
export type Audience = "public" | "personal";

/**
 * Every intent of the interaction model. A new intent is a line here and a handler; making it personal is all it
 * takes for users without a linked account to be asked for the link.
 */
export const INTENTS = {
  TechnologyStackIntent: "personal",
  LinkAccountIntent: "public",
  "AMAZON.HelpIntent": "public",
  "AMAZON.CancelIntent": "public",
  "AMAZON.StopIntent": "public",
  "AMAZON.NavigateHomeIntent": "public",
  "AMAZON.FallbackIntent": "public",
} as const satisfies Record<string, Audience>;

export type IntentName = keyof typeof INTENTS;
