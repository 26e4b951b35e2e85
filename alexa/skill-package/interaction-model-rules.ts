import { didYouMean } from "../../common/did-you-mean";
import { FALLBACK_INTENT, REQUIRED_INTENTS, STANDARD_INTENTS } from "./built-in-intents";
import { checkDialog } from "./dialog-rules";
import { checkInvocationName } from "./invocation-name-rules";
import type { JsonNode } from "./json-node";
import { below, entriesOf, textOf } from "./json-node";
import { checkName } from "./name-rules";
import type { PackageFlaws } from "./package-flaw";
import { checkSamples } from "./sample-rules";
import { checkSlotTypes } from "./slot-rules";

/** As far as an interaction model has one. */
export const invocationNameIn = (file: JsonNode): string | undefined =>
  textOf(below(file, "interactionModel", "languageModel", "invocationName"));

/** Alexa Skills Kit, "Interaction Model Schemas". */
export function checkInteractionModel(file: JsonNode, locale: string, flaws: PackageFlaws): void {
  const model = below(file, "interactionModel", "languageModel");
  checkInvocationName(below(model, "invocationName"), locale, flaws);
  const intents = below(model, "intents");
  if (entriesOf(intents).length === 0) {
    return;
  }
  checkIntentNames(intents, flaws);
  checkSlotTypes(model, flaws);
  checkDialog(below(file, "interactionModel"), flaws);
  checkSamples(model, dialogSlotsIn(below(file, "interactionModel", "dialog")), locale, flaws);
}

function checkIntentNames(intents: JsonNode, flaws: PackageFlaws): void {
  const first = new Map<string, string>();
  for (const intent of entriesOf(intents)) {
    const name = below(intent, "name");
    const text = textOf(name);
    if (text === undefined || text === "") {
      continue;
    }
    const same = first.get(text.toLowerCase());
    if (same !== undefined) {
      flaws.error(name.path, `${flaws.show(text)} is also the name of ${same}. Put their samples into one intent.`);
    }
    first.set(text.toLowerCase(), intent.path);
    checkIntentName(text, name.path, flaws);
  }
  checkBuiltIns(intents.path, new Set(first.keys()), flaws);
}

function checkIntentName(name: string, path: string, flaws: PackageFlaws): void {
  if (name.startsWith("AMAZON.")) {
    const meant = STANDARD_INTENTS.includes(name) ? undefined : didYouMean(name, STANDARD_INTENTS);
    if (meant !== undefined) {
      flaws.warning(path, `${flaws.show(name)} is no standard intent of Amazon's. Did you mean ${meant}?`);
    }
    return;
  }
  checkName(name, "an intent", path, flaws);
}

function checkBuiltIns(path: string, names: ReadonlySet<string>, flaws: PackageFlaws): void {
  const has = (name: string): boolean => names.has(name.toLowerCase());
  const missing = REQUIRED_INTENTS.filter((name) => !has(name));
  if (missing.length > 0) {
    flaws.warning(path, `lacks ${missing.join(", ")}, which certification asks custom skills for.`);
  }
  if (!has(FALLBACK_INTENT)) {
    flaws.warning(path, `lacks ${FALLBACK_INTENT}. Without it, words that mean nothing reach some other intent.`);
  }
  if ([...names].every((name) => name.startsWith("amazon."))) {
    flaws.warning(path, "has no intent of the skill's own. Alexa builds no model without one that has samples.");
  }
}

/** The names of the slots that a dialog asks for, by intent: they need not be in a sample. */
function dialogSlotsIn(dialog: JsonNode): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    entriesOf(below(dialog, "intents")).map((intent) => [
      textOf(below(intent, "name")) ?? "",
      new Set(entriesOf(below(intent, "slots")).flatMap((slot) => textOf(below(slot, "name")) ?? [])),
    ]),
  );
}
