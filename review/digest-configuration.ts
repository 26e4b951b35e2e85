import { canonicalJson } from "../common/canonical-json";
import { membersOf } from "../common/json";

/** What the configuration sets of one resource: expressions by attribute, as in Terraform's plan JSON. */
export type Expressions = ReadonlyMap<string, unknown>;

/** A resource's expressions, by its address without instance keys: `module.skill.aws_lambda_alias.live`. */
export function configuredExpressions(configuration: unknown): ReadonlyMap<string, Expressions> {
  const found = new Map<string, Expressions>();
  const modules = [{ prefix: "", module: membersOf(configuration).get("root_module") }];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { prefix } = next;
    const module = membersOf(next.module);
    for (const resource of listOf(module.get("resources")).map(membersOf)) {
      found.set(`${prefix}${String(resource.get("address"))}`, membersOf(resource.get("expressions")));
    }
    for (const [name, call] of membersOf(module.get("module_calls"))) {
      modules.push({ prefix: `${prefix}module.${name}.`, module: membersOf(call).get("module") });
    }
  }
  return found;
}

/** Kinds of provisioners by the address of their resource, as `configuredExpressions` has it. */
export function configuredProvisioners(configuration: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const modules = [{ prefix: "", module: membersOf(configuration).get("root_module") }];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { prefix } = next;
    const module = membersOf(next.module);
    for (const resource of listOf(module.get("resources")).map(membersOf)) {
      const kinds = listOf(resource.get("provisioners")).map((it) => String(membersOf(it).get("type")));
      if (kinds.length > 0) {
        found.set(`${prefix}${String(resource.get("address"))}`, kinds);
      }
    }
    for (const [name, call] of membersOf(module.get("module_calls"))) {
      modules.push({ prefix: `${prefix}module.${name}.`, module: membersOf(call).get("module") });
    }
  }
  return found;
}

/** The address of a change without the keys of `count` and `for_each`, as the configuration has it. */
export function configurationAddress(change: ReadonlyMap<string, unknown>): string {
  const module = change.get("module_address");
  const path = typeof module === "string" ? `${module.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "")}.` : "";
  return `${path}${change.get("mode") === "data" ? "data." : ""}${String(change.get("type"))}.${String(change.get("name"))}`;
}

/** Every reference in an expression, sorted: what an unknown value will be made of. */
export function referencesIn(expression: unknown): readonly string[] {
  const found = new Set<string>();
  const values: unknown[] = [expression];
  while (values.length > 0) {
    const value = values.pop();
    for (const item of listOf(value)) {
      values.push(item);
    }
    for (const [name, member] of membersOf(value)) {
      if (name !== "references") {
        values.push(member);
      } else {
        for (const reference of listOf(member)) {
          found.add(String(reference));
        }
      }
    }
  }
  return [...found].sort();
}

/** Where the providers work: regions and account guards that are written out. Others are not in a plan. */
export function destinations(configuration: unknown): readonly string[] {
  return [...membersOf(membersOf(configuration).get("provider_config"))]
    .map(([key, provider]) => {
      const expressions = membersOf(membersOf(provider).get("expressions"));
      return canonicalJson([key, expressions.get("region"), expressions.get("allowed_account_ids")]);
    })
    .sort();
}

/** The outputs that the configuration does not mark as sensitive. */
export function outputsShown(configuration: unknown): ReadonlySet<string> {
  const outputs = membersOf(membersOf(membersOf(configuration).get("root_module")).get("outputs"));
  return new Set([...outputs].filter(([, it]) => membersOf(it).get("sensitive") !== true).map(([name]) => name));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
