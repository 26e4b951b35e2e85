import { asText, isObject, membersOf } from "../common/json";
import { computedBlocksOf } from "./computed";
import type { Configured, ConfiguredReader, DynamicBlocks } from "./configured";
import { referencesIn } from "./digest-configuration";
import { UNKNOWN } from "./masked";
import type { Plan, PlannedChange } from "./plan";

/**
 * What Terraform's plan JSON leaves out: ephemeral resources, the provisioners of `removed` blocks, and `dynamic` blocks.
 * Seen in plans of Terraform 1.11.4.
 *
 * @param files those of the configuration: JSON as it was parsed, any other as a text
 */
export function leftOutOf(
  files: readonly unknown[],
): Pick<Configured, "readers" | "removals"> & { readonly dynamicBlocks: DynamicBlocks } {
  const found = files.map((file) => (typeof file === "string" ? leftOutOfText(file) : leftOutOfJson(file)));
  const readers = new Map(
    found
      .flatMap(({ opened }) => opened)
      .map(([type, name]): [string, ConfiguredReader] => {
        const address = `ephemeral.${type}.${name}`;
        return [address, { address, mode: "ephemeral", type, tellsSecret: false }];
      }),
  );
  const dynamicBlocks = new Map<string, Set<string>>();
  for (const [type, name] of found.flatMap(({ dynamic }) => dynamic)) {
    dynamicBlocks.set(type, (dynamicBlocks.get(type) ?? new Set()).add(name));
  }
  return {
    readers: [...readers.values()],
    removals: [...new Set(found.flatMap(({ removals }) => removals))],
    dynamicBlocks,
  };
}

interface LeftOut {
  readonly opened: readonly (readonly [type: string, name: string])[];
  readonly removals: readonly string[];
  readonly dynamic: readonly (readonly [type: string, block: string])[];
}

/** A label stands beside its keyword, in quotes or not, and a comment may stand between the two. */
const DYNAMIC = /\bdynamic\b(?:[ \t]|\/\*[\s\S]*?\*\/)*(?:"((?:[^"\\\n]|\\.)*)"|([\w-]+))/g;

function leftOutOfText(file: string): LeftOut {
  const opened = file.matchAll(/^\s*ephemeral\s+"?([\w-]+)"?\s+"?([\w-]+)"?\s*\{/gm);
  // Where a block ends cannot be told without a parser: a file with both is read by a person.
  const removes = /^\s*removed\s*\{/m.test(file) && /^\s*provisioner\s+"/m.test(file);
  return {
    opened: [...opened].map(([, type = "", name = ""]) => [type, name] as const),
    removals: removes ? ["a resource"] : [],
    // Nor can be told of which type it is.
    dynamic: [...file.matchAll(DYNAMIC)].map(([, quoted, name = ""]) => ["", unescaped(quoted) ?? name] as const),
  };
}

/** A name in quotes may be written with escapes. */
function unescaped(quoted: string | undefined): string | undefined {
  return quoted?.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (_, short, long) =>
    String.fromCodePoint(Math.min(Number.parseInt(short ?? long, 16), 0x10ffff)),
  );
}

function leftOutOfJson(file: unknown): LeftOut {
  const members = membersOf(file);
  return {
    opened: [...membersOf(members.get("ephemeral"))].flatMap(([type, named]) =>
      [...membersOf(named).keys()].map((name) => [type, name] as const),
    ),
    removals: [members.get("removed") ?? []]
      .flat()
      .map(membersOf)
      .filter((block) => block.has("provisioner"))
      .map((block) => asText(block.get("from"))),
    dynamic: [...membersOf(members.get("resource"))].flatMap(([type, named]) =>
      dynamicIn(named).map((name) => [type, name] as const),
    ),
  };
}

/** The labels of `dynamic` blocks, at any depth. */
function dynamicIn(body: unknown): readonly string[] {
  const found: string[] = [];
  const bodies = [body];
  for (let next = bodies.pop(); next !== undefined; next = bodies.pop()) {
    if (Array.isArray(next)) {
      bodies.push(...next);
    } else if (isObject(next)) {
      for (const [name, value] of Object.entries(next)) {
        if (name === "dynamic") {
          found.push(...[value].flat().flatMap((block) => [...membersOf(block).keys()]));
        }
        bodies.push(value);
      }
    }
  }
  return found;
}

/**
 * Whether something of the configuration takes an attribute that nothing of the plan's configuration names: by a `dynamic`
 * block, which is left out of it, or by a local value.
 */
export function hasUnnamedReference(plan: unknown): boolean {
  const relevant = [membersOf(plan).get("relevant_attributes") ?? []].flat().map(membersOf);
  if (relevant.length === 0) {
    return false;
  }
  const named = new Set(referencesIn(membersOf(plan).get("configuration")).map(attributeOf));
  return relevant.some((one) => {
    const attribute = [one.get("attribute") ?? []].flat()[0];
    const resource = withoutKeys(asText(one.get("resource"))).replace(/^(?:module\.[^.]+\.)*/, "");
    return typeof attribute === "string" && !named.has(`${resource}.${attribute}`);
  });
}

/** Of `data.aws_region.x.name.y` what stands before `.y`. */
const attributeOf = (reference: string): string => {
  const steps = withoutKeys(reference).split(".");
  return steps.slice(0, steps[0] === "data" ? 4 : 3).join(".");
};

const withoutKeys = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

/**
 * A plan in which unknown blocks count as configured that a `dynamic` block may make. The provider computes some blocks
 * itself, and the plan shows the two in the same way.
 */
export function withDynamicBlocks(plan: Plan): Plan {
  const { dynamicBlocks } = plan.configured;
  return dynamicBlocks === undefined || dynamicBlocks.size === 0
    ? plan
    : { ...plan, changes: plan.changes.map((change) => withBlocks(change, dynamicBlocks)) };
}

/** Any block of any type. */
export const ANY_BLOCK: DynamicBlocks = new Map([["", new Set(["*"])]]);

function withBlocks(change: PlannedChange, dynamic: DynamicBlocks): PlannedChange {
  const { type, after, expressions } = change;
  const isDynamic = (name: string): boolean =>
    ["", type].some((one) => [name, "*"].some((block) => dynamic.get(one)?.has(block)));
  const names = computedBlocksOf(type).filter(
    (name) => after?.[name] === UNKNOWN && expressions?.has(name) === false && isDynamic(name),
  );
  return names.length === 0
    ? change
    : { ...change, expressions: new Map([...(expressions ?? []), ...names.map((name) => [name, {}] as const)]) };
}
