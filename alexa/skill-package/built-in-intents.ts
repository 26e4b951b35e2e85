/**
 * Intents that the developer console puts into every custom skill, and that certification asks for. SMAPI builds models
 * without: Amazon's own samples and Alexa Conversations' packages lack some.
 */
export const REQUIRED_INTENTS: readonly string[] = [
  "AMAZON.CancelIntent",
  "AMAZON.HelpIntent",
  "AMAZON.NavigateHomeIntent",
  "AMAZON.StopIntent",
];

export const FALLBACK_INTENT = "AMAZON.FallbackIntent";

/** Alexa Skills Kit, "Standard Built-in Intents". Others exist for some kinds of skills, as `AMAZON.SearchAction<…>`. */
export const STANDARD_INTENTS: readonly string[] = [
  ...REQUIRED_INTENTS,
  FALLBACK_INTENT,
  "AMAZON.LoopOffIntent",
  "AMAZON.LoopOnIntent",
  "AMAZON.MoreIntent",
  "AMAZON.NavigateSettingsIntent",
  "AMAZON.NextIntent",
  "AMAZON.NoIntent",
  "AMAZON.PageDownIntent",
  "AMAZON.PageUpIntent",
  "AMAZON.PauseIntent",
  "AMAZON.PreviousIntent",
  "AMAZON.RepeatIntent",
  "AMAZON.ResumeIntent",
  "AMAZON.ScrollDownIntent",
  "AMAZON.ScrollLeftIntent",
  "AMAZON.ScrollRightIntent",
  "AMAZON.ScrollUpIntent",
  "AMAZON.SelectIntent",
  "AMAZON.ShuffleOffIntent",
  "AMAZON.ShuffleOnIntent",
  "AMAZON.StartOverIntent",
  "AMAZON.YesIntent",
];
