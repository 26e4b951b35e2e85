import { spokenWords } from "../../alexa/skill-package/spoken-words";
import type { InteractionModels } from "../alexa/interaction-model";
import { isSilent } from "../alexa/interaction-model";
import { firstQuestion } from "../alexa/suggestions";

/** What the demo's user says, in the words of the interaction model. */
export interface DemoScript {
  readonly locale: string;
  /** Undefined for a skill to which nothing can be said: then the account is linked, and no more. */
  readonly spoken?: SpokenScript;
}

export interface SpokenScript {
  /** Opens the skill by its name. */
  readonly launch: string;
  /** Undefined when the model has no intent that can be asked for. */
  readonly question?: Question;
}

export interface Question {
  /** Asked within a session. */
  readonly inSession: string;
  /** The same question, asked with the skill's name and outside of a session. */
  readonly named: string;
}

/**
 * Takes what to say from the model in English of the United States, or else from the first one. The question is the
 * first that one can say of the skill's own intents, so that a skill with intents of its own has a demo too.
 */
export function demoScript(models: InteractionModels): DemoScript {
  const locale = "en-US" in models ? "en-US" : (Object.keys(models)[0] ?? "en-US");
  const model = models[locale];
  if (model === undefined || isSilent(model)) {
    return { locale };
  }
  const { invocationName } = model.languageModel;
  const words = spokenWords(locale);
  const question = firstQuestion(model, locale);
  return {
    locale,
    spoken: {
      launch: `${words.launch[0]} ${invocationName}`,
      ...(question !== undefined && {
        question: { inSession: question, named: `${words.ask[0]} ${invocationName} ${question}` },
      }),
    },
  };
}
