import { didYouMean } from "../../common/did-you-mean";
import type { JsonNode } from "./json-node";
import { below, entriesOf, propertiesOf, textOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

/**
 * What a dialog refers to is in the model: intents, their slots, prompts. No published schema can say so, and the words
 * with which Amazon refuses it are not known here.
 *
 * @param model the file's `interactionModel`
 */
export function checkDialog(model: JsonNode, flaws: PackageFlaws): void {
  const dialog = below(model, "dialog");
  const intents = new Map(
    entriesOf(below(model, "languageModel", "intents")).map((intent) => [nameOf(intent), intent] as const),
  );
  const prompts = checkPromptIds(below(model, "prompts"), flaws);
  for (const asked of entriesOf(below(dialog, "intents"))) {
    const intent = intents.get(nameOf(asked));
    if (intent === undefined) {
      unknown(below(asked, "name"), "intent in languageModel", [...intents.keys()], flaws);
    }
    checkPrompts(asked, prompts, flaws);
    const slots = new Map(
      entriesOf(below(intent ?? asked, "slots")).map((slot) => [nameOf(slot), textOf(below(slot, "type"))] as const),
    );
    for (const slot of entriesOf(below(asked, "slots"))) {
      if (!slots.has(nameOf(slot))) {
        unknown(below(slot, "name"), `slot of ${nameOf(asked)}`, [...slots.keys()], flaws);
      }
      checkPrompts(slot, prompts, flaws);
      for (const validation of entriesOf(below(slot, "validations"))) {
        checkPrompt(below(validation, "prompt"), prompts, flaws);
      }
    }
  }
}

/** @returns the ids */
function checkPromptIds(prompts: JsonNode, flaws: PackageFlaws): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const prompt of entriesOf(prompts)) {
    const id = below(prompt, "id");
    const text = textOf(id);
    if (text !== undefined && ids.has(text)) {
      flaws.warning(id.path, `there is another prompt with the id ${flaws.show(text)}. Rename one of them.`);
    }
    ids.add(text ?? "");
  }
  return ids;
}

function checkPrompts(place: JsonNode, ids: ReadonlySet<string>, flaws: PackageFlaws): void {
  for (const { node } of propertiesOf(below(place, "prompts"))) {
    checkPrompt(node, ids, flaws);
  }
}

function checkPrompt(prompt: JsonNode, ids: ReadonlySet<string>, flaws: PackageFlaws): void {
  const id = textOf(prompt);
  if (id !== undefined && id !== "" && !ids.has(id)) {
    unknown(prompt, "prompt", [...ids], flaws);
  }
}

function unknown(node: JsonNode, what: string, known: readonly string[], flaws: PackageFlaws): void {
  const text = textOf(node);
  if (text === undefined) {
    return;
  }
  const meant = didYouMean(text, known);
  const fix = meant === undefined ? "Add it, or remove this." : `Did you mean ${meant}?`;
  flaws.error(node.path, `received ${flaws.show(text)}; there is no such ${what}. ${fix}`);
}

const nameOf = (node: JsonNode): string => textOf(below(node, "name")) ?? "";
