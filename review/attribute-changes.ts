import { sortedJson } from "../common/canonical-json";
import type { Path } from "../common/json";
import { asList, isObject, isSame, member, valueAt } from "../common/json";
import { isComputedByProvider, isComputedInBlock } from "./computed";
import { unorderedListsOf } from "./digest-unordered";
import { policyLines, readIamPolicy } from "./iam-policy";
import { UNKNOWN } from "./masked";
import type { PlannedChange } from "./plan";
import type { AttributeChange } from "./review";
import { jsonIn, shorten, showValue } from "./show-value";
import { withoutUnset } from "./unset";

type IsUnordered = (path: string) => boolean;
type Add = (path: Path, before: string, after: string) => void;

/** Of a set, so many items are shown on a side. */
const MAX_ITEMS = 20;

/**
 * What changes of a resource, attribute by attribute, safe to show. Sets are shown by what comes and what goes:
 * `- a, - b` and `+ c`. Policies are compared by what they grant. Left out: values that become unknown only because
 * something else changes, `tags_all` where it says the same as `tags`, and all of what is deleted.
 */
export function attributeChanges(change: PlannedChange): readonly AttributeChange[] {
  const { action } = change;
  if (action === "no-op" || action === "delete" || action === "forget") {
    return [];
  }
  const found = known.get(change) ?? changesOf(change);
  known.set(change, found);
  return found;
}

/** A report and the search for what nobody examined both want them. */
const known = new WeakMap<PlannedChange, readonly AttributeChange[]>();

function changesOf(change: PlannedChange): readonly AttributeChange[] {
  const { action, before, after } = change;
  const replaced = [...new Set(change.replacePaths.map(pathText))];
  const found: AttributeChange[] = [];
  const tops: string[] = [];
  const names = stepsOf(before, after) as readonly string[];
  const isUnordered = unorderedListsOf(change.type);
  for (const name of names) {
    const [old, planned] = [member(before, name), member(after, name)];
    if (old === planned) {
      continue;
    }
    compare([name], old, planned, isUnordered, (path, was, willBe) => {
      const text = pathText(path);
      const forcesReplacement = replaced.some((one) => one === text || isBelow(text, one) || isBelow(one, text));
      if (willBe === UNKNOWN.description && !forcesReplacement && isComputedWithin(change, path)) {
        return;
      }
      found.push({ path: text, before: was, after: willBe, forcesReplacement });
      tops.push(name);
    });
  }
  const real = found.filter((one, index) => one.forcesReplacement || !isConsequence(change, tops[index] ?? ""));
  // An update that nothing else accounts for: then the unknown values are all that there is to show.
  const shown = real.length === 0 && action === "update" ? found : real;
  return withoutRepeatedTags(shown);
}

/** Whether an attribute is not configured and becomes unknown, or is computed anew with a new resource. */
function isConsequence(change: PlannedChange, name: string): boolean {
  const { action, before, after, expressions } = change;
  if (expressions?.has(name)) {
    return false;
  }
  const willBe = member(after, name);
  if (willBe === UNKNOWN) {
    // Terraform's plan leaves dynamic blocks out of the configuration; AWS computes no block of a thing that stays.
    if (action === "update" && Array.isArray(member(before, name))) {
      return false;
    }
    if (expressions !== undefined && !isComputedByProvider(change, name)) {
      return false;
    }
    // Where the plan does not bring the configuration, nobody knows whether it sets what is unknown.
    return expressions !== undefined || action !== "update" || isComputed(name);
  }
  if (expressions === undefined) {
    return false;
  }
  // What AWS computed for the old object and will compute for the new one, or counts by itself.
  return (action === "replace" && willBe === undefined) || (isComputed(name) && member(before, name) !== undefined);
}

/** Whether a value inside a configured block is not configured itself. */
function isComputedWithin(change: PlannedChange, path: Path): boolean {
  const { action, expressions } = change;
  const isDynamic = action === "update" && expressions?.has(String(path[0])) === false;
  const name = path.findLast((step) => typeof step === "string") ?? "";
  if (path.length < 2 || expressions === undefined || isDynamic || !isComputedInBlock(change, name)) {
    return false;
  }
  let found: unknown = expressions.get(String(path[0]));
  for (const step of path.slice(1)) {
    // An expression stands for all that is below it.
    if ((found === undefined || member(found, "references")) ?? member(found, "constant_value")) {
      return found === undefined;
    }
    if (typeof step === "string") {
      found = member(found, step);
    } else if (Array.isArray(found)) {
      found = found[step];
    }
  }
  return found === undefined;
}

const isComputed = (name: string): boolean =>
  /^(?:last_modified(?:_date)?|creation_date|version|qualified_arn|(?:qualified_|response_streaming_)?invoke_arn|code_sha256|source_code_size|estimated_number_of_users)$/.test(
    name,
  );

function compare(path: Path, before: unknown, after: unknown, isUnordered: IsUnordered, add: Add): void {
  if (isSame(emptyAsNone(before), emptyAsNone(after))) {
    return;
  }
  const areLists = isListOrNone(before) && isListOrNone(after);
  if (areLists && isUnordered(schemaPath(path))) {
    compareSets(path, itemsOf(before), itemsOf(after), add);
  } else if (isScalarList(before) && isScalarList(after) && before.length !== after.length) {
    add(path, showValue(before), showValue(after));
  } else if (areLists || (isObjectOrNone(before) && isObjectOrNone(after))) {
    compareMembers(path, before, after, isUnordered, add);
  } else {
    compareScalars(path, before, after, add);
  }
}

function compareMembers(path: Path, before: unknown, after: unknown, isUnordered: IsUnordered, add: Add): void {
  for (const step of stepsOf(before, after)) {
    const [was, willBe] = [valueAt(before, [step]), valueAt(after, [step])];
    const signs = blockSigns(was, willBe);
    if (signs === undefined) {
      compare([...path, step], was, willBe, isUnordered, add);
    } else {
      add([...path, step], ...signs);
    }
  }
}

/** A block without arguments says something by being there: a web ACL's rule has `none {}` or `count {}`. */
const isEmptyBlock = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

/** How a block without arguments that comes or goes is shown; undefined for anything else. */
function blockSigns(was: unknown, willBe: unknown): readonly [string, string] | undefined {
  const none = showValue(undefined);
  if (was === undefined && isEmptyBlock(willBe)) {
    return [none, "{}"];
  }
  return willBe === undefined && isEmptyBlock(was) ? ["{}", none] : undefined;
}

/** The indexes of two lists, or the names of two objects. */
function stepsOf(before: unknown, after: unknown): readonly (string | number)[] {
  if (Array.isArray(before) || Array.isArray(after)) {
    return [...Array(Math.max(asList(before).length, asList(after).length)).keys()];
  }
  // Terraform writes both sides with the same members, in order.
  const [was, willBe] = [Object.keys(before ?? {}), Object.keys(after ?? {})];
  const isSame = was.length === willBe.length && was.every((name, index) => name === willBe[index]);
  const steps = isSame || willBe.length === 0 ? was : was.length === 0 ? willBe : [...new Set([...was, ...willBe])];
  return steps.every((step, index) => index === 0 || (steps[index - 1] as string) <= step) ? steps : steps.sort();
}

function compareScalars(path: Path, before: unknown, after: unknown, add: Add): void {
  const [old, planned] = [readIamPolicy(before), readIamPolicy(after)];
  if (old !== undefined && planned !== undefined) {
    compareSets(path, policyLines(old), policyLines(planned), add);
    return;
  }
  const was = jsonIn(before);
  const willBe = was === undefined ? undefined : jsonIn(after);
  if (was !== undefined && willBe !== undefined && isSame(was, willBe)) {
    return;
  }
  const [text, newText] = [showValue(before), showValue(after)];
  // Long values may differ where they are cut.
  const looksSame = text === newText && typeof before === "string";
  add(path, text, looksSame ? `${newText} (differs further on)` : newText);
}

function compareSets(path: Path, before: readonly string[], after: readonly string[], add: Add): void {
  const [old, planned] = [new Set(before), new Set(after)];
  const gone = [...old].filter((item) => !planned.has(item)).sort();
  const come = [...planned].filter((item) => !old.has(item)).sort();
  if (gone.length + come.length === 0) {
    return;
  }
  add(path, signed("-", gone, "(nothing removed)"), signed("+", come, "(nothing added)"));
}

function signed(sign: string, items: readonly string[], none: string): string {
  const shown = items.slice(0, MAX_ITEMS).map((item) => `${sign} ${shorten(item)}`);
  const more = items.length > MAX_ITEMS ? [`${sign} ${items.length - MAX_ITEMS} more`] : [];
  return items.length === 0 ? none : [...shown, ...more].join(", ");
}

/** `tags_all` repeats the change of `tags`; a change of the provider's default tags is in `tags_all` only. */
function withoutRepeatedTags<T extends AttributeChange>(changes: readonly T[]): readonly T[] {
  if (!changes.some(({ path }) => path.startsWith("tags_all"))) {
    return changes;
  }
  const tags = new Set(changes.filter(({ path }) => /^tags\b/.test(path)).map(tagKey));
  return changes.filter((change) => !(change.path.startsWith("tags_all") && tags.has(tagKey(change))));
}

const tagKey = ({ path, before, after }: AttributeChange): string =>
  JSON.stringify([path.replace(/^tags(?:_all)?/, ""), before, after]);

/** `password_policy[0].minimum_length`; `tags["a b"]` for a name that is no identifier. */
export function pathText(path: Path): string {
  const [first] = path;
  // Mostly it is one name.
  if (path.length === 1 && typeof first === "string" && /^[\w-]{1,128}$/.test(first)) {
    return first;
  }
  return path
    .map((step, index) => {
      if (typeof step === "number") {
        return `[${step}]`;
      }
      if (!/^[\w-]{1,128}$/.test(step)) {
        return `[${JSON.stringify(shorten(step, 128))}]`;
      }
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** As the sets are listed by: `account_recovery_setting[].recovery_mechanism`. */
const schemaPath = (path: Path): string => pathText(path).replace(/\[\d+\]/g, "[]");

const isBelow = (path: string, parent: string): boolean =>
  path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);

/** Terraform knows no difference between an empty block, list or text and none. */
function emptyAsNone(value: unknown): unknown {
  if (value === undefined || value === "") {
    return null;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value;
  }
  return isObject(value) && Object.keys(value).length === 0 ? null : value;
}

const itemsOf = (value: unknown): readonly string[] =>
  asList(value).map((item) => (typeof item === "string" ? item : showItem(item)));

/** Members that are not set say nothing about an item. */
const showItem = (item: unknown): string => (isObject(item) ? sortedJson(withoutUnset(item) ?? {}) : showValue(item));

const isListOrNone = (value: unknown): boolean => value === undefined || value === null || Array.isArray(value);

const isObjectOrNone = (value: unknown): boolean => value === undefined || value === null || isObject(value);

const isScalarList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== "object");
