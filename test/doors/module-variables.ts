/**
 * Values of the module's variables, as many at once as there are: what Terraform refuses is what the project's own check
 * of the same value refuses, and nothing else. A case is one plan of the variables alone, some hundred values.
 */
import fc from "fast-check";
import { removeFolder } from "../../common/temporary-folder";
import type { Field } from "../../constructs/environment/field";
import { anyText } from "../any-text";
import { isRefusedHere, ModuleConditions } from "../e2e/module-conditions";
import type { Leaf } from "../e2e/module-samples";
import { GOOD, moduleLeaves, samplesOf } from "../e2e/module-samples";
import { smallFilesFolder } from "../run-folder";
import type { Door, OpenDoor } from "./door";
import { hold } from "./door";

/** By the path of the property. */
interface Case {
  readonly values: Readonly<Record<string, unknown>>;
}

/** While the name is wrong, Terraform says nothing else: the messages of all others begin with it. */
const LEAVES: readonly Leaf[] = moduleLeaves().filter(({ path }) => path !== "name");

const SEEDS = LEAVES.flatMap(({ samples }) => samples).filter((it): it is string => typeof it === "string");

/** A text of one of the tables with a part of another one in it, or any text. Half of a pair is no text to Terraform. */
const texts = fc.oneof(
  fc.constantFrom(...SEEDS),
  fc
    .tuple(
      fc.constantFrom(...SEEDS),
      fc.nat(80),
      fc.nat(4),
      fc.oneof(fc.constantFrom(...SEEDS), fc.string({ maxLength: 3 })),
    )
    .map(([text, at, remove, insert]) => text.slice(0, at) + insert + text.slice(at + remove))
    .map((text) => text.replace(/\p{Cs}/gu, "")),
  anyText({ maxLength: 40 }),
);

function valuesOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "text":
      return texts;
    case "number": {
      const { max, min } = field;
      return fc.oneof(fc.constantFrom(min - 1, min, max, max + 1, -1, 0, 0.5, 1e9), fc.integer({ min, max }));
    }
    case "flag":
      return fc.boolean();
    case "choice":
      return typeof field.values[0] === "number"
        ? fc.constantFrom(...field.values, 0, -1)
        : fc.oneof(fc.constantFrom(...field.values), texts);
    case "list":
      return field.item.kind === "group"
        ? fc.constantFrom(...samplesOf(field))
        : fc.oneof(fc.constantFrom(...samplesOf(field)), fc.array(valuesOf(field.item), { maxLength: 3 }));
    case "map":
      return fc.dictionary(texts, texts, { maxKeys: 3 });
    default:
      return fc.constant(undefined);
  }
}

const variables = [...new Set(LEAVES.map(({ path }) => path.replace(/\..*/, "")))];

/** Of some variables everything: in a part of one Terraform would miss what has to be given there, and judge nothing. */
const cases: fc.Arbitrary<Case> = fc.subarray(variables, { minLength: 1 }).chain((chosen) => {
  const leaves = LEAVES.filter(({ path }) => chosen.includes(path.replace(/\..*/, "")));
  return fc.record({ values: fc.record(Object.fromEntries(leaves.map(({ path, field }) => [path, valuesOf(field)]))) });
});

async function open(): Promise<OpenDoor<Case>> {
  const folder = smallFilesFolder();
  const conditions = await ModuleConditions.start(folder);
  return {
    enter: async ({ values }) => {
      const tried = LEAVES.filter(({ path }) => values[path] !== undefined);
      const refused = await conditions.refused(new Map([...Object.entries(GOOD), ...Object.entries(values)]));
      for (const { path, field } of tried) {
        const value = values[path];
        const isRefused = refused.includes(path);
        const says = `Terraform ${isRefused ? "refuses" : "takes"} ${JSON.stringify(value)} as ${path}, and synth does not`;
        hold(isRefusedHere(field, value, path) === isRefused, says);
      }
    },
    close: () => removeFolder(folder),
  };
}

export const door: Door<Case> = { cases, casesInTests: 2, casesAtNight: 1000, deadlineMs: 15_000, open };
