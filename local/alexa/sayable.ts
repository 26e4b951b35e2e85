import type { InteractionModel, ModelIntent } from "./interaction-model";
import { resolveUtterance } from "./utterance";

/**
 * The samples of an intent as a person can say them: those without slots, and then those whose slots can be filled with
 * a value that the model gives. Each is taken for this intent and no other, alone and after the skill's name. One by one:
 * each is held against all samples of the model, of which there may be thousands.
 *
 * @param locale as in `de-DE`
 */
export function* sayableSamples(model: InteractionModel, locale: string, intent: ModelIntent): Generator<string> {
  const plain = intent.samples.filter((sample) => !hasSlot(sample));
  for (const sample of [...plain, ...intent.samples.filter(hasSlot)]) {
    const said = (hasSlot(sample) ? withValues(sample, model, intent) : sample)?.trim();
    if (said !== undefined && means(said, model, locale, intent)) {
      yield said;
    }
  }
}

const SLOT = /\{(?:([^}|]*)\|)?\s*(\w+)\s*\}/g;

const hasSlot = (sample: string): boolean => sample.includes("{");

/** Undefined when a slot is of a type for which the model has no value, such as Amazon's. */
function withValues(sample: string, { languageModel }: InteractionModel, intent: ModelIntent): string | undefined {
  const firstValueOf = (name: string): string | undefined => {
    const type = intent.slots?.find((slot) => slot.name === name)?.type;
    return languageModel.types?.find((it) => it.name === type)?.values[0];
  };
  const said = sample.replace(SLOT, (whole, example: string | undefined, name: string) =>
    example === undefined || example.trim() === "" ? (firstValueOf(name) ?? whole) : example,
  );
  return hasSlot(said) ? undefined : said;
}

function means(said: string, model: InteractionModel, locale: string, { name }: ModelIntent): boolean {
  const meaning = resolveUtterance(model, locale, said);
  return meaning.kind === "intent" && meaning.name === name;
}
