import { didYouMean } from "../../common/did-you-mean";
import { SLOT_TYPES } from "./built-in-slot-types";
import type { JsonNode } from "./json-node";
import { below, entriesOf, textOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";

const BUILT_IN = "AMAZON.";

/** The slot types that a model declares, and those that its slots name: "Slot Type Reference". */
export function checkSlotTypes(model: JsonNode, flaws: PackageFlaws): void {
  const declared = checkDeclared(below(model, "types"), flaws);
  for (const intent of entriesOf(below(model, "intents"))) {
    for (const slot of entriesOf(below(intent, "slots"))) {
      checkType(below(slot, "type"), declared, flaws);
    }
  }
}

/** @returns the names of the declared types */
function checkDeclared(types: JsonNode, flaws: PackageFlaws): readonly string[] {
  const names: string[] = [];
  for (const type of entriesOf(types)) {
    const name = textOf(below(type, "name"));
    if (name === undefined) {
      continue;
    }
    checkTypeName(name, below(type, "name").path, flaws);
    if (names.includes(name)) {
      flaws.error(below(type, "name").path, `there is another type with the name ${flaws.show(name)}. Make them one.`);
    }
    names.push(name);
    const hasValues = entriesOf(below(type, "values")).length > 0 || below(type, "valueSupplier").value !== undefined;
    if (!hasValues && !name.startsWith(BUILT_IN)) {
      flaws.warning(below(type, "values").path, `${flaws.show(name)} has no values until the skill sends some.`);
    }
  }
  return names;
}

/**
 * SMAPI refuses others (InvalidSlotTypeName). Alexa Skills Kit, "Create and Edit Custom Slot Types": letters and
 * underscores; a period in types that extend Amazon's. Digits have been seen to pass.
 */
function checkTypeName(name: string, path: string, flaws: PackageFlaws): void {
  if (!/^(AMAZON\.)?[a-z]\w*$/i.test(name)) {
    flaws.error(path, `received ${flaws.show(name)}; the name of a slot type has letters a to z and underscores.`);
  }
}

function checkType(type: JsonNode, declared: readonly string[], flaws: PackageFlaws): void {
  const name = textOf(type);
  if (name === undefined || name === "") {
    flaws.warning(type.path, "a slot needs a type, as in AMAZON.FirstName: Alexa builds no model without.");
  } else if (declared.includes(name)) {
    return;
  } else if (!name.startsWith(BUILT_IN)) {
    const meant = didYouMean(name, declared) ?? SLOT_TYPES.find((known) => known.toLowerCase() === name.toLowerCase());
    const whole = meant === undefined || declared.includes(meant) ? meant : `${BUILT_IN}${meant}`;
    const fix = whole === undefined ? "Declare it in types." : `Did you mean ${whole}?`;
    flaws.error(type.path, `there is no type ${flaws.show(name)} in types. ${fix}`);
  } else {
    const short = name.slice(BUILT_IN.length);
    const meant = SLOT_TYPES.includes(short) ? undefined : didYouMean(short, SLOT_TYPES);
    if (meant !== undefined) {
      flaws.warning(type.path, `${flaws.show(name)} is not among Amazon's types. Did you mean ${BUILT_IN}${meant}?`);
    }
  }
}
