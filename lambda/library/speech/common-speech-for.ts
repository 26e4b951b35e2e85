import { arSA } from "./ar-SA";
import { deDE } from "./de-DE";
import { enGB } from "./en-GB";
import { enUS } from "./en-US";
import { esES } from "./es-ES";
import { frFR } from "./fr-FR";
import { hiIN } from "./hi-IN";
import { itIT } from "./it-IT";
import { jaJP } from "./ja-JP";
import { nlNL } from "./nl-NL";
import { ptBR } from "./pt-BR";
import type { CommonSpeech, SpeechFor } from "./speech";
import { speechByLocale } from "./speech";

/**
 * The phrases of this library in the language of a request: every language that Alexa has for custom skills. A locale
 * without phrases of its own gets its language's: `es-MX` and `es-US` those of Spain, `fr-CA` those of France, `en-AU`,
 * `en-CA` and `en-IN` American ones; a language that is unknown, American English.
 */
export const commonSpeechFor: SpeechFor<CommonSpeech> = /* @__PURE__ */ speechByLocale({
  "en-US": enUS,
  "en-GB": enGB,
  "ar-SA": arSA,
  "de-DE": deDE,
  "es-ES": esES,
  "fr-FR": frFR,
  "hi-IN": hiIN,
  "it-IT": itIT,
  "ja-JP": jaJP,
  "nl-NL": nlNL,
  "pt-BR": ptBR,
});
