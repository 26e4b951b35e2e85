import type { SpokenWords } from "../../alexa/skill-package/spoken-words";
import { spokenWords, wordsOf } from "../../alexa/skill-package/spoken-words";
import type { InteractionModel } from "./interaction-model";
import type { SampleMatch, SamplePart } from "./sample-match";
import { matchSample, samplePartsOf } from "./sample-match";
import type { SlotValues } from "./slot-values";
import { slotValues } from "./slot-values";

/** What Alexa takes something that was said for. */
export type Utterance =
  /** The skill's name alone: "open stack guide". */
  | { readonly kind: "launch"; readonly named: true }
  | {
      readonly kind: "intent";
      readonly name: string;
      readonly slots: Readonly<Record<string, string>>;
      /** Whether the skill's name was said: "ask stack guide …". */
      readonly named: boolean;
    }
  /** The word that ends a session without an intent: "exit". */
  | { readonly kind: "exit"; readonly named: false }
  /** Nothing in the model; within a session the skill gets `AMAZON.FallbackIntent`. */
  | { readonly kind: "fallback"; readonly named: boolean };

/** In characters. Nobody says more to Alexa at once. */
const MAX_UTTERANCE_LENGTH = 500;

/**
 * Resolves what somebody typed by the interaction model: the skill's name, then its samples, then the words of
 * Amazon's own intents.
 *
 * Amazon's recognizer is a trained one and generalizes from the samples in ways nobody can copy. This one forgives
 * case, punctuation, accents, politeness and a mistyped letter, and nothing else: what it resolves, Alexa resolves
 * too; what it does not, Alexa may. Of several intents, it takes the one whose own words are most of what was said.
 */
export function resolveUtterance(model: InteractionModel, locale: string, said: string): Utterance {
  const known = spokenWords(locale);
  const words = wordsOf(said.slice(0, MAX_UTTERANCE_LENGTH), locale);
  // A sample may hold words of politeness itself: "yes please".
  const readings = [words, withoutPoliteness(words, known, locale)];
  const name = wordsOf(model.languageModel.invocationName, locale);
  const named = readings.flatMap((reading) => requestAfterName(reading, name, known, locale) ?? []);
  if (named.length === 0) {
    return resolveRequest(model, locale, readings, false);
  }
  if (named.some(({ request }) => request.length === 0)) {
    return { kind: "launch", named: true };
  }
  const meaning = resolveRequest(
    model,
    locale,
    named.map(({ request }) => request),
    true,
  );
  // Without "open" or "ask", a sample may begin with the skill's name.
  const alone = meaning.kind === "fallback" && named.some(({ isAsked }) => !isAsked);
  const unnamed = alone ? resolveRequest(model, locale, readings, false) : meaning;
  return unnamed.kind === "intent" ? unnamed : meaning;
}

/** @param requests the same request, read in several ways: with and without the word that may connect it */
function resolveRequest(
  model: InteractionModel,
  locale: string,
  requests: readonly (readonly string[])[],
  named: boolean,
): Utterance {
  const known = spokenWords(locale);
  const matches = samplesOf(model, locale).flatMap(({ name, parts, isValue }) =>
    requests.flatMap((words) => {
      const match = matchSample(parts, words, isValue);
      return match === undefined ? [] : [{ name, ...match }];
    }),
  );
  const best = matches.sort(better)[0];
  if (best !== undefined) {
    return { kind: "intent", name: best.name, slots: best.slots, named };
  }
  const exits = !named && requests.some((words) => known.exit.includes(words.join(" ")));
  return exits ? { kind: "exit", named: false } : { kind: "fallback", named };
}

interface ReadSample {
  /** Of its intent. */
  readonly name: string;
  readonly parts: readonly SamplePart[];
  readonly isValue: SlotValues;
}

/** A model may have thousands of samples, and the simulator asks for each what it means before it suggests some. */
const REMEMBERED = new WeakMap<InteractionModel, Map<string, readonly ReadSample[]>>();

/** All that can be said, with the words that Alexa knows for Amazon's own intents. */
function samplesOf(model: InteractionModel, locale: string): readonly ReadSample[] {
  const byLocale = REMEMBERED.get(model) ?? new Map<string, readonly ReadSample[]>();
  REMEMBERED.set(model, byLocale);
  const known = byLocale.get(locale);
  if (known !== undefined) {
    return known;
  }
  const { builtIn } = spokenWords(locale);
  const samples = model.languageModel.intents.flatMap((intent) => {
    const isValue = slotValues(model, locale, intent);
    return [...intent.samples, ...(builtIn[intent.name] ?? [])].map((sample) => ({
      name: intent.name,
      parts: samplePartsOf(sample, locale),
      isValue,
    }));
  });
  byLocale.set(locale, samples);
  return samples;
}

/** The sample that says more of it by itself; of two alike, the first one of the model stays first. */
const better = (one: SampleMatch, other: SampleMatch): number =>
  one.typos - other.typos || one.slotWords - other.slotWords || one.misfits - other.misfits;

interface NamedRequest {
  readonly request: readonly string[];
  /** Whether a word such as "ask" stands before the name. */
  readonly isAsked: boolean;
}

/**
 * What follows the skill's name, or undefined when the skill is not named. "ask" by itself, and the name by itself,
 * open the skill.
 */
function requestAfterName(
  words: readonly string[],
  name: readonly string[],
  known: SpokenWords,
  locale: string,
): readonly NamedRequest[] | undefined {
  const at = words.findIndex((_, index) => name.every((word, offset) => words[index + offset] === word));
  if (name.length === 0 || at === -1) {
    return undefined;
  }
  const around = (word: string): boolean => known.aroundName.includes(word);
  const before = words.slice(0, at).filter((word) => !around(word));
  const phrases = [...known.launch, ...known.ask].map((phrase) => wordsOf(phrase, locale).join(" "));
  if (before.length > 0 && !phrases.includes(before.join(" "))) {
    return undefined;
  }
  const after = words.slice(at + name.length);
  const request = after[0] !== undefined && around(after[0]) ? after.slice(1) : after;
  const connected = known.connecting
    .map((phrase) => wordsOf(phrase, locale))
    .filter((phrase) => phrase.every((word, index) => request[index] === word))
    .map((phrase) => withoutPoliteness(request.slice(phrase.length), known, locale))
    .filter((rest) => rest.length > 0);
  // "the" after the name may belong to the request: "ask daily counter the count".
  return [after, request, ...connected].map((it) => ({ request: it, isAsked: before.length > 0 }));
}

/** Also without the wake word. A sentence of nothing but politeness keeps its last words. */
function withoutPoliteness(words: readonly string[], known: SpokenWords, locale: string): readonly string[] {
  const phrases = ["alexa", ...known.polite].map((phrase) => wordsOf(phrase, locale));
  const spare = words.filter((word) => !known.fillers.includes(word));
  let rest = spare.length === 0 ? words : spare;
  for (let polite: Affix | undefined = affixOf(rest, phrases); polite !== undefined; polite = affixOf(rest, phrases)) {
    rest = polite.atStart ? rest.slice(polite.length) : rest.slice(0, -polite.length);
  }
  return rest;
}

interface Affix {
  readonly atStart: boolean;
  readonly length: number;
}

/** The phrase that begins or ends the words, unless it is all there is. */
function affixOf(words: readonly string[], phrases: readonly (readonly string[])[]): Affix | undefined {
  for (const phrase of phrases.filter(({ length }) => length < words.length)) {
    const end = words.length - phrase.length;
    if (phrase.every((word, index) => words[index] === word)) {
      return { atStart: true, length: phrase.length };
    }
    if (phrase.every((word, index) => words[end + index] === word)) {
      return { atStart: false, length: phrase.length };
    }
  }
  return undefined;
}
