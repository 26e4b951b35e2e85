import { isObject } from "../../common/json";
import type { Attribute, Block, Body } from "./body";
import { attribute, block } from "./body";
import { listText, valueText } from "./value";

/** The content of a resource, data source or output in Terraform's JSON syntax. */
export type BlockJson = Readonly<Record<string, unknown>>;

export interface JsonToHclOptions {
  /** Names whose objects are values. Terraform's JSON writes them like blocks, and only a provider's schema has the difference. */
  readonly maps: readonly string[];
}

/** First what decides how many there are, and the name; last what is not the provider's. */
const FIRST = ["count", "for_each", "name", "description"];
const LAST = ["lifecycle", "depends_on"];

/** What stands in a block of Terraform's JSON syntax, as the body of a block of HCL. */
export function bodyOf(json: BlockJson, options: JsonToHclOptions): Body {
  const parts = Object.entries(json).flatMap(([name, value]) => partsOf(name, value, options));
  const rank = (part: Attribute | Block): number => {
    const name = part.kind === "attribute" ? part.name : part.type;
    if (FIRST.includes(name)) {
      return FIRST.indexOf(name);
    }
    if (LAST.includes(name)) {
      return 100 + LAST.indexOf(name);
    }
    return part.kind === "attribute" ? 50 : 60;
  };
  return parts.toSorted((one, two) => rank(one) - rank(two));
}

function partsOf(name: string, value: unknown, options: JsonToHclOptions): (Attribute | Block)[] {
  if (name === "dynamic") {
    return dynamicBlocks(value as Readonly<Record<string, BlockJson | readonly BlockJson[]>>, options);
  }
  // References to things, not texts.
  if (name === "depends_on" || (name === "ignore_changes" && Array.isArray(value))) {
    return [attribute(name, listText(value as string[]))];
  }
  if (options.maps.includes(name)) {
    return [attribute(name, valueText(value))];
  }
  if (Array.isArray(value) && value.some(isObject)) {
    return value.map((item) => block(name, [], bodyOf(item, options)));
  }
  if (isObject(value)) {
    return [block(name, [], bodyOf(value, options))];
  }
  return [attribute(name, policyText(value) ?? valueText(value))];
}

/** Of one name there may be several, each with entries of its own. */
const dynamicBlocks = (
  blocks: Readonly<Record<string, BlockJson | readonly BlockJson[]>>,
  options: JsonToHclOptions,
): Block[] =>
  Object.entries(blocks).flatMap(([name, entries]) =>
    [entries]
      .flat()
      .map(({ for_each, content }) =>
        block(
          "dynamic",
          [name],
          [attribute("for_each", valueText(for_each)), block("content", [], bodyOf(content as BlockJson, options))],
        ),
      ),
  );

/** A policy document is easier to read as an object than as the JSON in a text. */
function policyText(value: unknown): string | undefined {
  if (typeof value !== "string" || !value.startsWith('{"Version":')) {
    return undefined;
  }
  return `jsonencode(${valueText(JSON.parse(value))})`;
}
