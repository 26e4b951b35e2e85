import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseJson, valueAt } from "../../common/json";
import { Problem } from "../../common/problem";

/**
 * What people can say to the skill in one locale, as `skill-package/interactionModels/custom/{locale}.json` has it.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/interaction-model-schema.html
 */
export interface InteractionModel {
  readonly languageModel: LanguageModel;
}

export interface LanguageModel {
  /** What follows "Alexa, open …". */
  readonly invocationName: string;
  readonly intents: readonly ModelIntent[];
}

export interface ModelIntent {
  /** The skill's own name for it, or one of Amazon's (`AMAZON.HelpIntent`), whose usual words Alexa knows herself. */
  readonly name: string;
  readonly slots?: readonly ModelSlot[];
  /** Sentences that mean it; `{name}` stands for a slot. */
  readonly samples: readonly string[];
}

export interface ModelSlot {
  readonly name: string;
  readonly type: string;
}

/** The models by locale, as in `en-US`. */
export type InteractionModels = Readonly<Record<string, InteractionModel>>;

/**
 * Reads the models of all locales.
 *
 * @param skillPackage the folder `skill-package`
 * @throws Problem when there is none, or a file is not an interaction model
 */
export function readInteractionModels(skillPackage: string): InteractionModels {
  const folder = join(skillPackage, "interactionModels", "custom");
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  if (files.length === 0) {
    throw new Problem(`${folder} holds no interaction model. Add one file a locale, such as en-US.json.`);
  }
  return Object.fromEntries(
    files.sort().map((file) => [basename(file, ".json"), readInteractionModel(join(folder, file))]),
  );
}

/** @throws Problem when the file is not an interaction model */
export function readInteractionModel(file: string): InteractionModel {
  const json = parseJson(readFileSync(file));
  const { invocationName, intents } = (valueAt(json, ["interactionModel", "languageModel"]) ??
    {}) as Partial<LanguageModel>;
  if (typeof invocationName !== "string" || !Array.isArray(intents) || !intents.every(isIntent)) {
    throw new Problem(
      `${file} is not an interaction model. It must hold interactionModel.languageModel with an invocationName and ` +
        "intents, each with a name.",
    );
  }
  return { languageModel: { invocationName, intents: intents.map(withSamples) } };
}

/** An intent needs no more than a name: Amazon's have their words from Amazon. */
const withSamples = (intent: PublishedIntent): ModelIntent => ({ ...intent, samples: intent.samples ?? [] });

type PublishedIntent = Omit<ModelIntent, "samples"> & Partial<Pick<ModelIntent, "samples">>;

function isIntent(value: unknown): value is PublishedIntent {
  const { name, samples = [] } = (value ?? {}) as Partial<ModelIntent>;
  return typeof name === "string" && Array.isArray(samples) && samples.every((sample) => typeof sample === "string");
}
