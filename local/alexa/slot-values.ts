import { wordsOf } from "../../alexa/skill-package/spoken-words";
import type { InteractionModel, ModelIntent, ModelType } from "./interaction-model";

/** Whether the words are a value of an intent's slot; undefined when nobody here knows the values of its type. */
export type SlotValues = (slot: string, words: string) => boolean | undefined;

/** Whole numbers as they are written; which words Alexa takes for numbers, Amazon's pages do not say in full. */
const NUMBERS = ["AMAZON.NUMBER", "AMAZON.FOUR_DIGIT_NUMBER"];

/**
 * The values that the model itself gives for the slots of an intent: those of its own types with their synonyms, and numbers.
 *
 * @param locale as in `de-DE`
 */
export function slotValues(model: InteractionModel, locale: string, { slots = [] }: ModelIntent): SlotValues {
  return (name, words) => {
    const type = slots.find((slot) => slot.name === name)?.type ?? "";
    const own = model.languageModel.types?.find((it) => it.name === type);
    const isNumber = NUMBERS.includes(type) && /^\d+$/.test(words);
    return isNumber || (own && valuesOf(own, locale).has(words));
  };
}

/** The values of a type are the same for each intent. */
const REMEMBERED = new WeakMap<ModelType, Map<string, ReadonlySet<string>>>();

function valuesOf(type: ModelType, locale: string): ReadonlySet<string> {
  const byLocale = REMEMBERED.get(type) ?? new Map<string, ReadonlySet<string>>();
  REMEMBERED.set(type, byLocale);
  const { synonyms = [], values } = type;
  const known = byLocale.get(locale) ?? new Set([...values, ...synonyms].map((it) => wordsOf(it, locale).join(" ")));
  byLocale.set(locale, known);
  return known;
}
