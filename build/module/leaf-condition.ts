import { allOf, conditionOf, receivedOf } from "./condition";
import type { Leaf, Scope } from "./leaves";

/** What has to hold for a value, whatever stands around it; undefined where the type alone does it. */
export function conditionOfLeaf(leaf: Leaf): string | undefined {
  const own = ownCondition(leaf);
  return own === undefined ? undefined : within(leaf.scopes, own);
}

/**
 * What was given: the value; of entries those that are wrong. Terraform evaluates it even when the condition holds, and
 * then nothing of an object that is null can be read.
 */
export function receivedOfLeaf(leaf: Leaf): string {
  const { field, foreign, scopes, value } = leaf;
  const at = scopes.findIndex(({ kind }) => kind === "entries");
  const entries = scopes[at];
  if (entries?.kind === "entries") {
    const isRight = onOneLine(within(scopes.slice(at + 1), ownCondition(leaf) ?? "true"));
    const { item, key, of, value: all } = entries;
    const wrong =
      of === "map"
        ? `{ for ${key}, ${item} in ${all} : ${key} => ${item} if !(${isRight}) }`
        : `[for ${item} in ${all} : ${item} if !(${isRight})]`;
    return `try(${wrong}, ${all})`;
  }
  const outermost = scopes.find(({ kind }) => kind === "nullable");
  return outermost?.value ?? (foreign === undefined ? receivedOf(field, value) : value);
}

function ownCondition({ field, foreign, scopes, value }: Leaf): string | undefined {
  if (foreign !== undefined) {
    return allOf(foreign.map((name) => `${value}.${name} == null`));
  }
  const condition = conditionOf(field, value);
  // Terraform's type lets a property be left out that only one type of an object has; what is null fits no condition.
  const isRequired = field.default === undefined && field.derived === undefined;
  if (!isRequired || !scopes.some(({ kind }) => kind === "variant")) {
    return condition;
  }
  return condition === undefined ? `${value} != null` : `try(${condition}, false)`;
}

/** For an expression inside of a text. Texts inside of it have no line ends, but escapes. */
const onOneLine = (expression: string): string =>
  expression
    .replace(/\[\n */g, "[")
    .replace(/,\n *\]/g, "]")
    .replace(/\n */g, " ");

const within = (scopes: readonly Scope[], condition: string): string => scopes.reduceRight(inScope, condition);

function inScope(condition: string, scope: Scope): string {
  switch (scope.kind) {
    case "nullable":
      return `${scope.value} == null ? true : ${condition}`;
    case "variant":
      return `try(${scope.value}.type != ${JSON.stringify(scope.type)}, true) ? true : ${condition}`;
    case "entries": {
      const names = scope.of === "map" ? `${scope.key}, ${scope.item}` : scope.item;
      return `alltrue([for ${names} in ${scope.value} : ${condition}])`;
    }
  }
}
