/**
 * The locales that a skill can have: Alexa Skills Kit, "Develop Skills in Multiple Languages".
 */
export const LOCALES: readonly string[] = [
  "ar-SA",
  "de-DE",
  "en-AU",
  "en-CA",
  "en-GB",
  "en-IN",
  "en-US",
  "es-ES",
  "es-MX",
  "es-US",
  "fr-CA",
  "fr-FR",
  "hi-IN",
  "it-IT",
  "ja-JP",
  "nl-NL",
  "pt-BR",
];

/** Other scripts have rules of their own for letters and words, most of which are not known here. */
export const isLatin = (locale: string): boolean => !/^(ar|hi|ja)(-|$)/i.test(locale);
