import type { SpeechFor } from "../library";
import { speechByLocale } from "../library";
import { deDE } from "./de-DE";
import { enGB } from "./en-GB";
import { enUS } from "./en-US";
import type { Speech } from "./speech";

/** The first locale of each language also serves the language's other locales. */
const SPEECH_BY_LOCALE = {
  "en-US": enUS,
  "en-GB": enGB,
  "de-DE": deDE,
} as const satisfies Record<string, Speech>;

/** Locales with phrases of their own. */
export const LOCALES = Object.keys(SPEECH_BY_LOCALE) as readonly (keyof typeof SPEECH_BY_LOCALE)[];

/** The phrases for a locale such as `de-AT`: its own, else those of its language, else American English. */
export const speechFor: SpeechFor<Speech> = speechByLocale(SPEECH_BY_LOCALE);
