import { spokenWords } from "../../alexa/skill-package/spoken-words";
import type { InteractionModel, ModelIntent } from "./interaction-model";
import { isSilent } from "./interaction-model";
import { sayableSamples } from "./sayable";

/** How many samples of one intent are worth suggesting. */
const SAMPLES_OF_AN_INTENT = 2;

/**
 * Good things to say, from the model: how to open the skill, the skill's own intents, help and stop.
 *
 * @param locale as in `de-DE`
 * @param linked whether the account is linked, and asking for the link is no good thing to say
 */
export function suggestions(model: InteractionModel, locale: string, linked = false): readonly string[] {
  if (isSilent(model)) {
    return [];
  }
  const { invocationName, intents } = model.languageModel;
  const known = spokenWords(locale);
  const own = intents.filter((intent) => isOwn(intent) && !(linked && isForTheLink(intent)));
  const samples = own.flatMap((intent) => firstOf(sayableSamples(model, locale, intent), SAMPLES_OF_AN_INTENT));
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

/** The first thing that one can say of the skill's own, but for asking for the link; undefined when there is none. */
export function firstQuestion(model: InteractionModel, locale: string): string | undefined {
  const asked = model.languageModel.intents.filter((intent) => isOwn(intent) && !isForTheLink(intent));
  for (const intent of asked) {
    const [first] = firstOf(sayableSamples(model, locale, intent), 1);
    if (first !== undefined) {
      return first;
    }
  }
  return undefined;
}

function firstOf(samples: Iterable<string>, count: number): readonly string[] {
  const first: string[] = [];
  for (const sample of samples) {
    first.push(sample);
    if (first.length === count) {
      break;
    }
  }
  return first;
}

/** Amazon's intents tell nothing of the skill. */
const isOwn = ({ name }: ModelIntent): boolean => !name.startsWith("AMAZON.");

/** An intent that links the account has nothing to say once it is linked. */
const isForTheLink = ({ name }: ModelIntent): boolean => name.includes("LinkAccount");
