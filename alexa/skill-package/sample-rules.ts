import { didYouMean } from "../../common/did-you-mean";
import { SEARCH_QUERY } from "./built-in-slot-types";
import type { JsonNode } from "./json-node";
import { below, entriesOf, textOf } from "./json-node";
import { isLatin } from "./locales";
import { checkName } from "./name-rules";
import type { PackageFlaws } from "./package-flaw";

/** By name. */
type SlotTypes = ReadonlyMap<string, string | undefined>;

/** `{name}`, and the older `{words|name}`. */
const SLOT = /\{(?:[^{}|]*\|)?([^{}|]*)\}/g;

/**
 * What people say for each intent, and the slots in it.
 *
 * @param dialogSlots the names of the slots that a dialog asks for, by intent
 */
export function checkSamples(
  model: JsonNode,
  dialogSlots: ReadonlyMap<string, ReadonlySet<string>>,
  locale: string,
  flaws: PackageFlaws,
): void {
  const seen = new Map<string, { readonly intent: string; readonly path: string }>();
  for (const intent of entriesOf(below(model, "intents"))) {
    const name = textOf(below(intent, "name")) ?? intent.path;
    const slots = checkSlots(intent, flaws);
    const samples = below(intent, "samples");
    const used = new Set<string>();
    for (const sample of entriesOf(samples)) {
      checkSample(sample, slots, locale, flaws);
      checkIsNew(sample, { intent: name, slots }, seen, flaws);
      for (const slot of slotsIn(textOf(sample) ?? "")) {
        used.add(slot);
      }
    }
    const asked = dialogSlots.get(name);
    for (const slot of [...slots.keys()].filter((slot) => !used.has(slot) && !asked?.has(slot))) {
      flaws.warning(below(intent, "slots").path, `no sample of the intent has {${slot}}, so nobody can say it.`);
    }
  }
}

function checkSlots(intent: JsonNode, flaws: PackageFlaws): SlotTypes {
  const slots = new Map<string, string | undefined>();
  for (const slot of entriesOf(below(intent, "slots"))) {
    const node = below(slot, "name");
    const name = textOf(node) ?? "";
    if (slots.has(name)) {
      flaws.error(node.path, `the intent has another slot with the name ${flaws.show(name)}. Rename one of them.`);
    }
    slots.set(name, textOf(below(slot, "type")));
    // Amazon's own ask-sdk-controls names slots after Amazon's types, as AMAZON.Ordinal.
    if (name !== "" && !name.startsWith("AMAZON.")) {
      checkName(name, "a slot", node.path, flaws);
    }
  }
  return slots;
}

function checkSample(sample: JsonNode, slots: SlotTypes, locale: string, flaws: PackageFlaws): void {
  const text = textOf(sample);
  if (text === undefined) {
    return;
  }
  if (text.trim() === "") {
    flaws.warning(
      sample.path,
      `received ${flaws.show(sample.value)}; allowed is text of at least one word. Remove it.`,
    );
    return;
  }
  const names = slotsIn(text);
  for (const name of names.filter((name) => !slots.has(name))) {
    const meant = didYouMean(name, [...slots.keys()]);
    const fix = meant === undefined ? "Add it to the intent's slots." : `Did you mean {${meant}}?`;
    flaws.error(sample.path, `received ${flaws.show(text)}; the intent has no slot {${name}}. ${fix}`);
  }
  const words = text.replace(SLOT, "").trim();
  checkCharacters(words, text, sample.path, locale, flaws);
  checkPhraseSlots(names.filter((name) => slots.get(name) === SEARCH_QUERY).length, names.length, words, sample, flaws);
}

/**
 * SMAPI's words (InvalidCharInSamples): "Sample utterances can consist of only unicode characters, spaces, periods for
 * abbreviations, underscores, possessive apostrophes, and hyphens." It refuses invisible characters too.
 */
function checkCharacters(words: string, text: string, path: string, locale: string, flaws: PackageFlaws): void {
  const wrong = [...new Set(words.replace(/[\p{L}\p{M}\p{N} ._'’-]/gu, ""))];
  if (wrong.length > 0) {
    flaws.add(
      isLatin(locale) ? "error" : "warning",
      path,
      `received ${flaws.show(text)}, which has ${wrong.map(visible).join(", ")}; allowed are letters, spaces, periods of abbreviations, underscores, apostrophes, hyphens and {slots}.`,
    );
  }
}

/**
 * SMAPI's words: "Sample intent utterances with phrase types cannot consist of only slots." Alexa Skills Kit, "Slot
 * Type Reference", AMAZON.SearchQuery: no other slot beside it.
 */
function checkPhraseSlots(phrases: number, slots: number, words: string, sample: JsonNode, flaws: PackageFlaws): void {
  if (phrases > 0 && words.trim() === "") {
    flaws.error(sample.path, `a slot of the type ${SEARCH_QUERY} needs words around it, as in "search for {query}".`);
  }
  if (phrases > 0 && slots > 1) {
    flaws.error(sample.path, `a slot of the type ${SEARCH_QUERY} has to be the only one in a sample.`);
  }
}

function checkIsNew(
  sample: JsonNode,
  { intent, slots }: { readonly intent: string; readonly slots: SlotTypes },
  seen: Map<string, { readonly intent: string; readonly path: string }>,
  flaws: PackageFlaws,
): void {
  // Two slots of one type take the same words, whatever their names.
  const typed = (textOf(sample) ?? "").replace(SLOT, (_, slot: string) => `{${slots.get(slot.trim()) ?? slot}}`);
  const text = typed.toLowerCase().replace(/\s+/g, " ").trim();
  const first = seen.get(text);
  if (text === "") {
    return;
  }
  if (first === undefined) {
    seen.set(text, { intent, path: sample.path });
  } else if (first.intent === intent) {
    flaws.warning(
      sample.path,
      `received ${flaws.show(sample.value)}, which is ${first.path} again. Remove one of them.`,
    );
  } else {
    // Alexa Skills Kit, "Utterance Conflicts": the model is built, and Alexa decides for one of them.
    flaws.warning(
      sample.path,
      `received ${flaws.show(sample.value)}, which is also a sample of ${first.intent}: Alexa takes one of them. Remove the other.`,
    );
  }
}

const slotsIn = (text: string): readonly string[] => [...text.matchAll(SLOT)].map(([, name]) => (name ?? "").trim());

const visible = (character: string): string =>
  /[\p{C}\p{Z}]/u.test(character)
    ? `an invisible U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`
    : JSON.stringify(character);
