import { LOCALES } from "../../alexa/skill-package/locales";
import { InvalidSkillPackageError } from "../../alexa/skill-package/package-flaw";
import type { SkillPackage } from "../../alexa/skill-package/skill-package";
import { localeOfModelFile, MANIFEST_FILE, readJson } from "../../alexa/skill-package/skill-package";
import { readSkillPackage } from "../../alexa/skill-package/skill-package-files";
import { asObject, listAt, member, textAt } from "../../common/json";
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
  /** What follows "Alexa, open …". Empty for a skill to which nothing can be said. */
  readonly invocationName: string;
  readonly intents: readonly ModelIntent[];
  /** The skill's own types of slots. @default none */
  readonly types?: readonly ModelType[];
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

export interface ModelType {
  readonly name: string;
  /** What people say for it, without synonyms. */
  readonly values: readonly string[];
  /** What people may say in place of a value. @default none */
  readonly synonyms?: readonly string[];
}

/** The models by locale, as in `en-US`. */
export type InteractionModels = Readonly<Record<string, InteractionModel>>;

/** Nothing can be said: the skill is of another kind than custom, or has no model yet. */
export const isSilent = ({ languageModel: { invocationName, intents } }: InteractionModel): boolean =>
  invocationName === "" && intents.length === 0;

/**
 * The skill package, as Alexa's side on this machine reads it: the files that a push would send.
 *
 * @param folder `skill-package` of the project
 * @throws Problem with everything that is wrong, when it cannot be read
 */
export function readLocalSkillPackage(folder: string): SkillPackage {
  try {
    return readSkillPackage(folder);
  } catch (error) {
    throw error instanceof InvalidSkillPackageError ? new Problem(error.message) : error;
  }
}

/**
 * The models of all locales. A skill without any (smart home, flash briefing) has one to which nothing can be said, for
 * each locale of its manifest: its account is linked in a language, too.
 *
 * @throws Problem when a file is not an interaction model
 */
export function interactionModelsOf({ files }: SkillPackage): InteractionModels {
  const models = [...files.keys()].flatMap((path) => {
    const locale = localeOfModelFile(path);
    // Of another name it is no model to Alexa: samples have some beside, to be put in the place of one.
    return locale === undefined || !LOCALES.includes(locale)
      ? []
      : [[locale, interactionModelIn(path, readJson(files, path))] as const];
  });
  if (models.length > 0) {
    return Object.fromEntries(models);
  }
  const described = Object.keys(descriptionsIn({ files }));
  return Object.fromEntries((described.length === 0 ? ["en-US"] : described).map((locale) => [locale, SILENT]));
}

/**
 * The models of a skill package in a folder.
 *
 * @throws Problem when it cannot be read, or a file is not an interaction model
 */
export const readInteractionModels = (folder: string): InteractionModels =>
  interactionModelsOf(readLocalSkillPackage(folder));

const SILENT: InteractionModel = { languageModel: { invocationName: "", intents: [] } };

/** What the manifest says of each locale. */
export function descriptionsIn({ files }: SkillPackage): Readonly<Record<string, unknown>> {
  const publishing = member(member(readJson(files, MANIFEST_FILE), "manifest"), "publishingInformation");
  return asObject(member(publishing, "locales")) ?? {};
}

function interactionModelIn(path: string, file: unknown): InteractionModel {
  const model = member(member(file, "interactionModel"), "languageModel");
  const invocationName = member(model, "invocationName");
  const intents = member(model, "intents");
  if (typeof invocationName !== "string" || !Array.isArray(intents) || !intents.every((it) => textAt(it, "name"))) {
    throw new Problem(
      `${path} of the skill package is not an interaction model. It must hold interactionModel.languageModel with an ` +
        "invocationName and intents, each with a name. `npx alexa-link skill <environment>` says all that is wrong.",
    );
  }
  return {
    languageModel: { invocationName, intents: intents.map(intentOf), types: listAt(model, "types").map(typeOf) },
  };
}

/** An intent needs no more than a name: Amazon's have their words from Amazon. */
const intentOf = (intent: unknown): ModelIntent => ({
  name: textAt(intent, "name") ?? "",
  samples: textsOf(listAt(intent, "samples")),
  slots: listAt(intent, "slots").map((slot) => ({
    name: textAt(slot, "name") ?? "",
    type: textAt(slot, "type") ?? "",
  })),
});

const typeOf = (type: unknown): ModelType => ({
  name: textAt(type, "name") ?? "",
  values: listAt(type, "values").flatMap((value) => textAt(member(value, "name"), "value") ?? []),
  synonyms: listAt(type, "values").flatMap((value) => textsOf(listAt(member(value, "name"), "synonyms"))),
});

const textsOf = (list: readonly unknown[]): readonly string[] =>
  list.filter((item): item is string => typeof item === "string");
