import { isObject, kindOf } from "../../common/json";
import type { JsonNode } from "./json-node";
import { below, entriesOf, propertiesOf, textOf } from "./json-node";
import { isLatin } from "./locales";
import type { PackageFlaws } from "./package-flaw";
import { wordsOf } from "./spoken-words";
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_EXAMPLE_PHRASE_LENGTH,
  MAX_EXAMPLE_PHRASES,
  MAX_KEYWORD_LENGTH,
  MAX_KEYWORDS,
  MAX_NAME_LENGTH,
  MAX_SUMMARY_LENGTH,
  MAX_TESTING_INSTRUCTIONS_LENGTH,
  MIN_NAME_LENGTH,
  SHOWN_EXAMPLE_PHRASES,
} from "./store-limits";
import { checkKeys, checkList, checkText } from "./value-rules";

/** What the manifest has to go with. */
export interface ManifestSurroundings {
  /** By locale; undefined where an interaction model has none. */
  readonly invocationNames: ReadonlyMap<string, string | undefined>;
  /** Every path of the skill package. */
  readonly files: ReadonlySet<string>;
}

/** The schema of the manifest in npm's ask-smapi-model (`spec.json`, SkillManifestLocalizedPublishingInformation). */
const LOCALE_FIELDS: readonly string[] = [
  "name",
  "summary",
  "description",
  "updatesDescription",
  "examplePhrases",
  "keywords",
  "smallIconUri",
  "largeIconUri",
  "customProductPrompts",
];

/** What the skill store shows: Alexa Skills Kit, "Skill Manifest Schema", publishingInformation. */
export function checkPublishing(publishing: JsonNode, surroundings: ManifestSurroundings, flaws: PackageFlaws): void {
  const locales = below(publishing, "locales");
  if (!isObject(locales.value) || Object.keys(locales.value).length === 0) {
    flaws.error(
      locales.path,
      `received ${kindOf(locales.value)}; allowed is an object with one locale at least, as en-US.`,
    );
  }
  checkText(below(publishing, "testingInstructions"), { max: MAX_TESTING_INSTRUCTIONS_LENGTH }, flaws);
  const countries = below(publishing, "distributionCountries");
  if (below(publishing, "isAvailableWorldwide").value === false && entriesOf(countries).length === 0) {
    flaws.warning(countries.path, "is empty, and isAvailableWorldwide is false: the skill would be available nowhere.");
  }
  for (const { key, node } of propertiesOf(locales)) {
    checkLocale(node, key, surroundings, flaws);
  }
}

function checkLocale(
  fields: JsonNode,
  locale: string,
  { invocationNames, files }: ManifestSurroundings,
  flaws: PackageFlaws,
): void {
  if (!isObject(fields.value)) {
    flaws.error(fields.path, `received ${kindOf(fields.value)}; allowed is an object with a name at least.`);
    return;
  }
  checkKeys(fields, LOCALE_FIELDS, flaws);
  checkText(below(fields, "name"), { min: MIN_NAME_LENGTH, max: MAX_NAME_LENGTH, isNeeded: true }, flaws);
  checkText(below(fields, "summary"), { max: MAX_SUMMARY_LENGTH }, flaws);
  checkText(below(fields, "description"), { max: MAX_DESCRIPTION_LENGTH }, flaws);
  checkText(below(fields, "updatesDescription"), { max: MAX_DESCRIPTION_LENGTH }, flaws);
  checkList(below(fields, "keywords"), { max: MAX_KEYWORDS, maxLength: MAX_KEYWORD_LENGTH }, flaws);
  const phrases = below(fields, "examplePhrases");
  checkList(phrases, { max: MAX_EXAMPLE_PHRASES, maxLength: MAX_EXAMPLE_PHRASE_LENGTH }, flaws);
  if (entriesOf(phrases).length === MAX_EXAMPLE_PHRASES) {
    flaws.warning(phrases.path, `has ${MAX_EXAMPLE_PHRASES} entries; the store shows ${SHOWN_EXAMPLE_PHRASES}.`);
  }
  for (const phrase of entriesOf(phrases)) {
    checkPhrase(phrase, locale, invocationNames.get(locale), flaws);
  }
  for (const icon of ["smallIconUri", "largeIconUri"]) {
    checkIcon(below(fields, icon), files, flaws);
  }
}

/**
 * `[wake word], [launch word] [invocation name] …`: "Crafting Great Example Phrases that Meet Certification
 * Requirements", Alexa blogs. The commonest reason for which a submitted skill is sent back.
 */
function checkPhrase(phrase: JsonNode, locale: string, invocationName: string | undefined, flaws: PackageFlaws): void {
  const text = textOf(phrase);
  if (text === undefined) {
    return;
  }
  const words = ` ${wordsOf(text, locale).join(" ")} `;
  if (isLatin(locale) && !words.startsWith(" alexa ")) {
    flaws.warning(phrase.path, `received ${flaws.show(text)}; for publishing it has to begin with "Alexa, ".`);
  }
  const named = wordsOf(invocationName ?? "", locale).join(" ");
  // Not every language has spaces between words.
  if (named !== "" && !words.replaceAll(" ", "").includes(named.replaceAll(" ", ""))) {
    flaws.warning(
      phrase.path,
      `received ${flaws.show(text)}; for publishing it has to contain the invocation name, ${flaws.show(invocationName)}.`,
    );
  }
}

/** An icon in the package is named by `file://` and its path, which is how an export has it. */
function checkIcon(uri: JsonNode, files: ReadonlySet<string>, flaws: PackageFlaws): void {
  const text = textOf(uri);
  if (uri.value === undefined || text?.startsWith("https://")) {
    return;
  }
  const file = text?.startsWith("file://") ? text.slice("file://".length) : undefined;
  if (file === undefined) {
    flaws.error(
      uri.path,
      `received ${flaws.show(uri.value)}; allowed is https://…, or file://assets/… for a file of the skill package.`,
    );
  } else if (!files.has(file)) {
    flaws.error(uri.path, `received ${flaws.show(text)}; the skill package has no file ${flaws.show(file)}.`);
  }
}
