import { createHash } from "node:crypto";
import type { CanonicalJsonOptions } from "../common/canonical-json";
import { canonicalJson as anyCanonicalJson } from "../common/canonical-json";
import type { JsonObject } from "../common/json";
import { asText, isObject, membersOf, setAt } from "../common/json";
import type { Expressions } from "./digest-configuration";
import {
  configurationAddress,
  configurationEntries,
  configuredExpressions,
  outputsShown,
  referencesIn,
} from "./digest-configuration";
import { spelled } from "./digest-spelling";
import { isCounter, someUnorderedListsOf } from "./digest-unordered";

/** With every policy document in one spelling. */
const canonicalJson = (value: unknown, options: CanonicalJsonOptions = {}): string =>
  typeof value === "string" ? JSON.stringify(spelled(value)) : anyCanonicalJson(value, { spelled, ...options });

/** An attribute of a change, in canonical JSON; empty where there is none. */
type Attribute = readonly [name: string, before: string, after: string, unknown: string, references: string];

/**
 * What a plan does, as one text: equal for two plans of the same change, different for any other. Holds
 * plain hashes of what may be secret: for the digest only.
 *
 * @param raw Terraform's plan JSON, or anything else, all of which counts then
 */
export function planMeaning(raw: unknown): string {
  const plan = membersOf(raw);
  const resources = plan.get("resource_changes") ?? [];
  if (!plan.has("format_version") || !Array.isArray(resources)) {
    return `not a plan ${canonicalJson(raw)}`;
  }
  const configuration = plan.get("configuration");
  const expressions = configuredExpressions(configuration);
  const changes = byAddress(resources, (change) => resourceChange(change, expressions));
  const shown = outputsShown(configuration);
  const outputs = hashes([...membersOf(plan.get("output_changes"))].map((output) => outputChange(output, shown)));
  // Not judged today, or newer than this program: they are something that an apply does.
  const others = ["deferred_changes", "action_invocations"].map((name) => canonicalJson(plan.get(name) ?? []));
  const idle = changes === undefined && outputs.length === 0;
  const reads = idle
    ? []
    : resources.map((change) => deferredRead(change, expressions)).filter((entry) => entry !== "");
  // A plan that changes nothing is that, whatever it is made of.
  const made = idle ? [] : [...hashes(configurationEntries(configuration)), canonicalJson(plan.get("variables") ?? {})];
  return canonicalJson([changes ?? "", outputs, reads, others, made]);
}

/**
 * The entries of a list of resources in one order, whatever theirs, without those that say nothing: one hash of all, so
 * that a hundred thousand of them need neither their texts at once nor a hash each.
 *
 * @returns undefined where none says anything
 */
function byAddress(resources: readonly unknown[], entry: (resource: unknown) => string): string | undefined {
  const keys = resources.map((resource) => {
    const members = isObject(resource) ? resource : {};
    return `${asText(members.address)}\n${asText(members.deposed ?? "")}`;
  });
  const order = [...keys.keys()].sort((a, b) => compareTexts(keys[a] ?? "", keys[b] ?? ""));
  const hash = createHash("sha256");
  let isEmpty = true;
  for (let index = 0; index < order.length; ) {
    const texts: string[] = [];
    const key = keys[order[index] ?? 0];
    // Only a plan that somebody made by hand has two of one place.
    for (; index < order.length && keys[order[index] ?? 0] === key; index += 1) {
      texts.push(entry(resources[order[index] ?? 0]));
    }
    for (const text of texts.sort(compareTexts)) {
      if (text !== "") {
        hash.update(`${text.length} ${text}`);
        isEmpty = false;
      }
    }
  }
  return isEmpty ? undefined : hash.digest("hex");
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Entries in whatever order, without those that say nothing; hashed, so that large plans need little memory. */
function hashes(entries: Iterable<string>): readonly string[] {
  const found: string[] = [];
  for (const entry of entries) {
    if (entry !== "") {
      found.push(createHash("sha256").update(entry).digest("hex"));
    }
  }
  return found.sort();
}

/** One entry of `resource_changes`, or nothing if it changes nothing. */
function resourceChange(resource: unknown, expressions: ReadonlyMap<string, Expressions>): string {
  const change = setAt(resource, "change");
  const actions = setAt(change, "actions");
  if (!Array.isArray(actions)) {
    return canonicalJson(["not understood", resource]);
  }
  if (actions.includes("read")) {
    return "";
  }
  const idle = actions.length === 1 && actions[0] === "no-op";
  const moved = setAt(resource, "previous_address");
  const imported = setAt(change, "importing");
  if (idle && moved === undefined && imported === undefined) {
    return "";
  }
  const type = asText(setAt(resource, "type"));
  const facts = ["address", "type", "provider_name", "deposed"].map((name) => setAt(resource, name));
  return joined([
    canonicalJson([facts, moved, imported, setAt(change, "generated_config"), actions]),
    joined(sortedPaths(setAt(change, "replace_paths"))),
    ...(idle ? identity(type, change) : attributes(type, change, expressions.get(configurationAddress(resource)))).map(
      joined,
    ),
  ]);
}

/** Texts in one, with the length of each: no other texts give the same, and nothing in them has to be escaped. */
function joined(texts: readonly string[]): string {
  let whole = "";
  for (const text of texts) {
    whole += `${text.length} ${text}`;
  }
  return whole;
}

/**
 * Data that can only be read during the apply, such as a policy document that names a new function. What it says is
 * part of the change, for the attribute that takes it is unknown.
 */
function deferredRead(resource: unknown, expressions: ReadonlyMap<string, Expressions>): string {
  const change = setAt(resource, "change");
  const actions = setAt(change, "actions");
  const forCheck = setAt(resource, "action_reason") === "read_because_check_nested";
  if (!Array.isArray(actions) || !actions.includes("read") || forCheck) {
    return "";
  }
  const configured = expressions.get(configurationAddress(resource));
  const type = asText(setAt(resource, "type"));
  return JSON.stringify([canonicalJson(setAt(resource, "address")), attributes(type, change, configured)]);
}

/** Terraform marks both sides of an output that was sensitive or will be: `shown` has those that no longer are. */
function outputChange([name, raw]: readonly [string, unknown], shown: ReadonlySet<string>): string {
  const change = membersOf(raw);
  const actions = change.get("actions");
  const sensitivity = ["before_sensitive", "after_sensitive"].map((key) => marks(change.get(key)));
  const [before, after] = [outputValue(change.get("before")), outputValue(change.get("after"))];
  const idle = Array.isArray(actions) && actions.length === 1 && actions[0] === "no-op" && before === after;
  if (idle && sensitivity[0] === sensitivity[1]) {
    return "";
  }
  return canonicalJson([
    name,
    actions,
    before,
    after,
    marks(change.get("after_unknown")),
    sensitivity,
    shown.has(name),
  ]);
}

/** Null in an output's value is a value. */
const outputValue = (value: unknown): string => canonicalJson(value ?? null, { isUnset: (it) => it === undefined });

/**
 * The attributes that change. What is deleted or replaced is included in full, so that another resource at the same address
 * is another change; an update by what differs, and by what distinguishes the resource from others.
 */
function attributes(type: string, change: unknown, configured: Expressions | undefined): readonly Attribute[] {
  const [was, willBe] = [sideOf(setAt(change, "before")), sideOf(setAt(change, "after"))];
  const unknown = sideOf(setAt(change, "after_unknown"));
  const isUnordered = someUnorderedListsOf(type);
  const text = (side: JsonObject, name: string): string => {
    const value = setAt(side, name);
    return value === undefined ? "" : canonicalJson(value, { isUnordered, path: name });
  };
  const update = isUpdate(change);

  const attributes: Attribute[] = [];
  const consequences: Attribute[] = [];
  for (const name of attributeNames(type, [was, willBe, unknown], update)) {
    const marked = marks(setAt(unknown, name));
    const isConsequence = marked !== "" && configured !== undefined && !configured.has(name);
    const references = marked === "" ? "" : canonicalJson(referencesIn(configured?.get(name)));
    const [before, after] = [text(was, name), text(willBe, name)];
    if (isConsequence) {
      consequences.push([name, before, after, marked, ""]);
    }
    if (isConsequence && !update && before !== "") {
      attributes.push([name, before, after, "", ""]);
    }
    if (!isConsequence && (!update || before !== after || marked !== "")) {
      attributes.push([name, before, after, marked, references]);
    }
  }
  // An update for which nothing else accounts: then the unknown values are the change.
  const all = attributes.length === 0 ? consequences : attributes;
  return [...all, ...(update ? identity(type, change) : [])].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** In an update, what stays as it is counts for nothing, and need not be written to be compared. */
function attributeNames(
  type: string,
  sides: readonly [before: JsonObject, after: JsonObject, unknown: JsonObject],
  update: boolean,
): ReadonlySet<string> {
  const [before, after, unknown] = sides;
  const names = new Set<string>();
  for (const side of sides) {
    for (const name of Object.keys(side)) {
      const stays = update && setAt(unknown, name) === undefined && setAt(before, name) === setAt(after, name);
      if (!stays && setAt(side, name) !== undefined && !isCounter(type, name)) {
        names.add(name);
      }
    }
  }
  return names;
}

/** What distinguishes a resource from any other at the same address. */
function identity(type: string, change: unknown): readonly Attribute[] {
  const before = sideOf(setAt(change, "before"));
  return ["arn", "id"]
    .filter((name) => setAt(before, name) !== undefined)
    .map((name) => [
      `identity ${name}`,
      canonicalJson(before[name], { isUnordered: someUnorderedListsOf(type), path: name }),
      "",
      "",
      "",
    ]);
}

/** Whether a resource stays the one it is. */
function isUpdate(change: unknown): boolean {
  const actions = setAt(change, "actions");
  const ends = Array.isArray(actions) && (actions.includes("delete") || actions.includes("forget"));
  return !ends && setAt(change, "before") !== undefined && setAt(change, "after") !== undefined;
}

/** A side of a change by attribute; what is no object counts as one nameless attribute. */
function sideOf(value: unknown): JsonObject {
  return value === undefined ? NOTHING : isObject(value) ? value : { "": value };
}

const NOTHING: JsonObject = {};

function sortedPaths(paths: unknown): readonly string[] {
  return Array.isArray(paths) ? paths.map((path) => canonicalJson(path)).sort() : [];
}

/** A tree of marks (`after_unknown`, `after_sensitive`) in canonical JSON; empty when nothing in it is marked. */
function marks(tree: unknown): string {
  const values: unknown[] = [tree];
  while (values.length > 0) {
    const value = values.pop();
    if (value === true) {
      return canonicalJson(tree);
    }
    if (typeof value === "object" && value !== null) {
      for (const member of Object.values(value)) {
        values.push(member);
      }
    }
  }
  return "";
}
