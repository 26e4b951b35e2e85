import { spokenWords } from "../../alexa/skill-package/spoken-words";
import { Problem } from "../../common/problem";
import type { InteractionModels, ModelIntent } from "../alexa/interaction-model";

/** What the demo's user says, in the words of the interaction model. */
export interface DemoScript {
  readonly locale: string;
  /** Opens the skill by its name. */
  readonly launch: string;
  /** Asked within a session. */
  readonly question: string;
  /** The same question, asked with the skill's name and outside of a session. */
  readonly namedQuestion: string;
}

/**
 * Takes what to say from the model in English of the United States, or else from the first one. The question is the
 * first sample of the skill's first own intent, so that a skill with intents of its own has a demo too.
 *
 * @throws Problem when the model has no intent that can be asked for without filling in slots
 */
export function demoScript(models: InteractionModels): DemoScript {
  const locale = "en-US" in models ? "en-US" : (Object.keys(models)[0] ?? "en-US");
  const { invocationName = "", intents = [] } = models[locale]?.languageModel ?? {};
  const question = intents.filter(isAskable).flatMap(({ samples }) => samples.find(isSayable) ?? [])[0];
  if (question === undefined) {
    throw new Problem(
      `The interaction model of ${locale} has nothing that the demo could ask: it needs an intent of the skill's own ` +
        "with a sample that has no slot, beside the one that links the account. Add one to " +
        `skill-package/interactionModels/custom/${locale}.json.`,
    );
  }
  const words = spokenWords(locale);
  return {
    locale,
    question,
    launch: `${words.launch[0]} ${invocationName}`,
    namedQuestion: `${words.ask[0]} ${invocationName} ${question}`,
  };
}

/** Amazon's intents tell nothing of the skill; one that links the account has nothing to say once it is linked. */
const isAskable = ({ name }: ModelIntent): boolean => !name.startsWith("AMAZON.") && !name.includes("LinkAccount");

/** What can be said as it stands: without a slot, and with at least a word. */
const isSayable = (sample: string): boolean => !sample.includes("{") && sample.trim() !== "";
