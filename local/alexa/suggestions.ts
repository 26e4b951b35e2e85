import { spokenWords } from "../../alexa/skill-package/spoken-words";
import type { InteractionModel } from "./interaction-model";
import { isSilent } from "./interaction-model";
import { sayableSamples } from "./sayable";

/** How many samples of one intent are worth suggesting. */
const SAMPLES_OF_AN_INTENT = 2;

/**
 * Good things to say, from the model: how to open the skill, the skill's own intents, help and stop.
 *
 * @param locale as in `de-DE`
 */
export function suggestions(model: InteractionModel, locale: string): readonly string[] {
  if (isSilent(model)) {
    return [];
  }
  const { invocationName, intents } = model.languageModel;
  const known = spokenWords(locale);
  const own = intents.filter(({ name }) => !name.startsWith("AMAZON."));
  const samples = own.flatMap((intent) => sayableSamples(model, locale, intent).slice(0, SAMPLES_OF_AN_INTENT));
  const builtIn = ["AMAZON.HelpIntent", "AMAZON.StopIntent"]
    .filter((wanted) => intents.some(({ name }) => name === wanted))
    .flatMap((name) => known.builtIn[name]?.slice(0, 1) ?? []);
  const first = samples[0];
  return [
    `${known.launch[0]} ${invocationName}`,
    ...samples,
    ...(first === undefined ? [] : [`${known.ask[0]} ${invocationName} ${first}`]),
    ...builtIn,
  ];
}
