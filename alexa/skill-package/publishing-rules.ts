import type { SkillKind } from "../../contract/smart-home";
import type { JsonNode } from "./json-node";
import { below, entriesOf, propertiesOf, textOf } from "./json-node";
import { isLatin } from "./locales";
import type { PackageFlaws } from "./package-flaw";
import { wordsOf } from "./spoken-words";
import { MAX_NAME_LENGTH, SHOWN_EXAMPLE_PHRASES } from "./store-limits";

/** What the manifest has to go with. */
export interface ManifestSurroundings {
  /** By locale; undefined where an interaction model has none. */
  readonly invocationNames: ReadonlyMap<string, string | undefined>;
  /** What the functions let in. */
  readonly kind: SkillKind;
  /** Every path of the skill package. */
  readonly files: ReadonlySet<string>;
}

/** What the skill store shows: Alexa Skills Kit, "Skill Manifest Schema", publishingInformation. */
export function checkPublishing(publishing: JsonNode, surroundings: ManifestSurroundings, flaws: PackageFlaws): void {
  const locales = below(publishing, "locales");
  if (locales.value === undefined) {
    flaws.warning(locales.path, "is missing; the skill would be available in no language.");
  }
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
  const name = below(fields, "name");
  const length = textOf(name)?.length ?? 0;
  if (length > MAX_NAME_LENGTH) {
    const over = `Remove ${length - MAX_NAME_LENGTH}.`;
    flaws.warning(name.path, `has ${length} characters; the store takes ${MAX_NAME_LENGTH} at most. ${over}`);
  }
  const phrases = below(fields, "examplePhrases");
  const phraseCount = entriesOf(phrases).length;
  if (phraseCount > SHOWN_EXAMPLE_PHRASES) {
    flaws.warning(phrases.path, `has ${phraseCount} entries; the store shows ${SHOWN_EXAMPLE_PHRASES}.`);
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
  // An export has an empty text where there is no icon.
  if (text === undefined || text === "" || text.startsWith("https://")) {
    return;
  }
  const file = text.startsWith("file://") ? text.slice("file://".length) : undefined;
  if (file === undefined) {
    flaws.warning(
      uri.path,
      `received ${flaws.show(uri.value)}; allowed is https://…, or file://assets/… for a file of the skill package.`,
    );
  } else if (!files.has(file)) {
    // Whether Amazon refuses it is not known.
    flaws.warning(uri.path, `received ${flaws.show(text)}; the skill package has no file ${flaws.show(file)}.`);
  }
}
