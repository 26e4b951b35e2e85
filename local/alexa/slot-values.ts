import { wordsOf } from "../../alexa/skill-package/spoken-words";
import type { InteractionModel, ModelIntent } from "./interaction-model";

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
  const typeOf = (name: string): string | undefined => slots.find((slot) => slot.name === name)?.type;
  return (name, words) => {
    const type = typeOf(name) ?? "";
    const known = valuesOf(model, locale).get(type);
    const isNumber = NUMBERS.includes(type) && /^\d+$/.test(words);
    return isNumber || known?.has(words);
  };
}

/** A model may have thousands of values, and is asked at every word. */
const REMEMBERED = new WeakMap<InteractionModel, Map<string, ReadonlyMap<string, ReadonlySet<string>>>>();

function valuesOf(model: InteractionModel, locale: string): ReadonlyMap<string, ReadonlySet<string>> {
  const byLocale = REMEMBERED.get(model) ?? new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  REMEMBERED.set(model, byLocale);
  const known = byLocale.get(locale);
  if (known !== undefined) {
    return known;
  }
  const values = new Map(
    (model.languageModel.types ?? []).map(({ name, values: said, synonyms = [] }) => [
      name,
      new Set([...said, ...synonyms].map((value) => wordsOf(value, locale).join(" "))),
    ]),
  );
  byLocale.set(locale, values);
  return values;
}
