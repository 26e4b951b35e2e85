import type { IsUnordered } from "../common/canonical-json";
import { canonicalJson } from "../common/canonical-json";
import { asList, asText, membersOf, objectOf, setAt } from "../common/json";
import { spelled } from "./digest-spelling";
import { unorderedListsOf } from "./digest-unordered";

/** What the configuration sets of one resource: expressions by attribute, as in Terraform's plan JSON. */
export type Expressions = ReadonlyMap<string, unknown>;

/** A module of the configuration, with what its addresses begin with. */
interface Module {
  /** `module.skill.`, or empty for the root. */
  readonly prefix: string;
  readonly members: ReadonlyMap<string, unknown>;
  readonly scope: Scope;
}

/** A module, and who calls it: so that what a variable of it is made of can be found. */
export interface Scope {
  readonly module: unknown;
  readonly caller?: {
    readonly scope: Scope;
    readonly expressions: unknown;
    /** What the module is called for again and again: the expressions of `for_each` and `count`. */
    readonly repeats: readonly unknown[];
  };
}

/** All modules, the root first. */
export function* modulesOf(configuration: unknown): Generator<Module> {
  const modules: { readonly prefix: string; readonly scope: Scope }[] = [
    { prefix: "", scope: { module: membersOf(configuration).get("root_module") } },
  ];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { prefix, scope } = next;
    const members = membersOf(scope.module);
    yield { prefix, members, scope };
    for (const [name, call] of membersOf(members.get("module_calls"))) {
      modules.push({ prefix: `${prefix}module.${name}.`, scope: calledIn(scope, call) });
    }
  }
}

/** The module of a call. */
export const calledIn = (scope: Scope, call: unknown): Scope => ({
  module: membersOf(call).get("module"),
  caller: {
    scope,
    expressions: membersOf(call).get("expressions"),
    repeats: ["for_each_expression", "count_expression"].flatMap((name) => membersOf(call).get(name) ?? []),
  },
});

/** A resource's expressions, by its address without instance keys: `module.skill.aws_lambda_alias.live`. */
export function configuredExpressions(configuration: unknown): ReadonlyMap<string, Expressions> {
  const found = new Map<string, Expressions>();
  for (const { prefix, members } of modulesOf(configuration)) {
    for (const resource of asList(members.get("resources")).map(membersOf)) {
      found.set(`${prefix}${asText(resource.get("address"))}`, membersOf(resource.get("expressions")));
    }
  }
  return found;
}

/** Kinds of provisioners by the address of their resource, as `configuredExpressions` has it. */
export function configuredProvisioners(configuration: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { prefix, members } of modulesOf(configuration)) {
    for (const resource of asList(members.get("resources")).map(membersOf)) {
      const kinds = asList(resource.get("provisioners")).map((it) => asText(membersOf(it).get("type")));
      if (kinds.length > 0) {
        found.set(`${prefix}${asText(resource.get("address"))}`, kinds);
      }
    }
  }
  return found;
}

/**
 * All that a plan has of its configuration: every resource with its expressions, provider, count and provisioners,
 * the providers' own settings, calls of modules, outputs, variables and their defaults. In it stands what an unknown
 * value is made of.
 *
 * @returns one text an entry, in whatever order
 */
export function* configurationEntries(configuration: unknown): Generator<string> {
  const { provider_config: providers, root_module: _, ...others } = objectOf(membersOf(configuration));
  yield canonicalJson(["others", others], SPELLED);
  for (const [key, provider] of membersOf(providers)) {
    yield canonicalJson(["provider", key, provider], SPELLED);
  }
  for (const { prefix, members } of modulesOf(configuration)) {
    const { resources, module_calls: calls, ...own } = objectOf(members);
    yield canonicalJson(["module", prefix, own], SPELLED);
    for (const [name, call] of membersOf(calls)) {
      const { module: __, ...itself } = objectOf(membersOf(call));
      yield canonicalJson(["call", prefix, name, itself], SPELLED);
    }
    for (const resource of asList(resources)) {
      yield resourceText(prefix, resource);
    }
  }
}

/** To a module, null is another input than none. */
const isUnset = (member: unknown): boolean => member === undefined;

const SPELLED = { spelled, isUnordered: isListOfReferences, isUnset };

/** The version of a resource's schema is the provider's, and says nothing of what is configured. */
function resourceText(prefix: string, resource: unknown): string {
  const { schema_version: _, ...members } = objectOf(membersOf(resource));
  const lists = unorderedListsOf(asText(members.type));
  const isUnordered: IsUnordered = (path, list) =>
    isListOfReferences(path, list) ||
    path === ".depends_on" ||
    (path.startsWith(EXPRESSIONS) && lists(path.slice(EXPRESSIONS.length).replace(".constant_value", "")));
  return `resource ${JSON.stringify(prefix)} ${canonicalJson(members, { spelled, isUnordered, isUnset })}`;
}

const EXPRESSIONS = ".expressions.";

/** References stand in the order in which the text names them. A member of a constant, or a block, may have that name. */
function isListOfReferences(path: string, list: readonly unknown[]): boolean {
  return (
    path.endsWith(".references") && !path.includes(".constant_value") && list.every((it) => typeof it === "string")
  );
}

/** The address of a change without the keys of `count` and `for_each`, as the configuration has it. */
export function configurationAddress(change: unknown): string {
  const module = setAt(change, "module_address");
  const path = typeof module === "string" ? `${module.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "")}.` : "";
  const data = setAt(change, "mode") === "data" ? "data." : "";
  return `${path}${data}${asText(setAt(change, "type"))}.${asText(setAt(change, "name"))}`;
}

/** Every reference in an expression, sorted: what an unknown value will be made of. */
export function referencesIn(expression: unknown): readonly string[] {
  const found = new Set<string>();
  const values: unknown[] = [expression];
  while (values.length > 0) {
    const value = values.pop();
    for (const item of asList(value)) {
      values.push(item);
    }
    for (const [name, member] of membersOf(value)) {
      if (name !== "references") {
        values.push(member);
      } else {
        for (const reference of asList(member)) {
          found.add(asText(reference));
        }
      }
    }
  }
  return [...found].sort();
}

/** The outputs that the configuration does not mark as sensitive. */
export function outputsShown(configuration: unknown): ReadonlySet<string> {
  const outputs = membersOf(membersOf(membersOf(configuration).get("root_module")).get("outputs"));
  return new Set([...outputs].filter(([, it]) => membersOf(it).get("sensitive") !== true).map(([name]) => name));
}
