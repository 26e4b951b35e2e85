import type { TerraformResource } from "cdktf";
import { ref, TerraformStack, Token } from "cdktf";
import type { Condition } from "./condition";
import { choose } from "./condition";

/** A kind of block in a resource, as the provider's bindings know it. */
interface BlockKind<T> {
  /** Terraform's name; inside of another block, its path: `account_recovery_setting.recovery_mechanism`. */
  readonly path: string;
  /** The bindings' own translation into Terraform's names. */
  readonly toTerraform: (content: T) => unknown;
}

/** A block that is there once or not at all. */
export interface OptionalBlockKind<T> extends BlockKind<T> {
  /** Puts a block that is known to be there. */
  readonly put: (content: T) => void;
}

/** A block of which there may be several. */
export interface RepeatedBlockKind<T> extends BlockKind<T> {
  /** Puts blocks whose number is known. */
  readonly put: (contents: T[]) => void;
}

/** What became of a resource's optional blocks, by path: those inside of them follow. */
const optionalBlocks = new WeakMap<TerraformResource, Map<string, "there" | "absent" | "dynamic">>();

/**
 * Gives a resource a block under a condition. One that only Terraform can judge makes it a `dynamic` block. A block
 * inside of an optional block is added after it, and is absent where that one is.
 */
export function optionalBlock<T>(
  resource: TerraformResource,
  { path, toTerraform, put }: OptionalBlockKind<T>,
  condition: Condition,
  content: T,
): void {
  const blocks = optionalBlocks.get(resource) ?? new Map();
  optionalBlocks.set(resource, blocks);
  const isAbsent = condition === false || parentOf(resource, path) === "absent";
  blocks.set(path, isAbsent ? "absent" : condition === true ? "there" : "dynamic");
  if (isAbsent) {
    return;
  }
  if (condition !== true) {
    addDynamicBlock(resource, path, choose(condition, [1], []), toTerraform(content));
  } else if (parentOf(resource, path) === "dynamic") {
    resource.addOverride(`${inside(resource, path)}${nameOf(path)}`, toTerraform(content));
  } else {
    put(content);
  }
}

/**
 * Gives a resource one block for each entry of a list. A list that only Terraform knows becomes a `dynamic` block.
 *
 * @param content makes a block out of an entry and its number, which counts from 1
 */
export function addBlocks<T>(
  resource: TerraformResource,
  { path, toTerraform, put }: RepeatedBlockKind<T>,
  list: readonly string[],
  content: (entry: string, number: number) => T,
): void {
  const parent = parentOf(resource, path);
  if (parent === "absent") {
    return;
  }
  if (Token.isUnresolved(list)) {
    const name = nameOf(path);
    const stack = TerraformStack.of(resource);
    const entry = Token.asString(ref(`${name}.value`, stack));
    const number = Token.asNumber(ref(`${name}.key + 1`, stack));
    addDynamicBlock(resource, path, list, toTerraform(content(entry, number)));
    return;
  }
  const contents = list.map((entry, index) => content(entry, index + 1));
  if (parent === "dynamic") {
    resource.addOverride(`${inside(resource, path)}${nameOf(path)}`, contents.map(toTerraform));
  } else {
    put(contents);
  }
}

function addDynamicBlock(resource: TerraformResource, path: string, forEach: unknown, content: unknown): void {
  resource.addOverride(`${inside(resource, path)}dynamic.${nameOf(path)}`, { for_each: forEach, content });
}

/** Where a block's parent holds its blocks in Terraform's JSON, with a dot at the end. */
function inside(resource: TerraformResource, path: string): string {
  const names = path.split(".").slice(0, -1);
  return names
    .map((name, index) => {
      const parent = names.slice(0, index + 1).join(".");
      return optionalBlocks.get(resource)?.get(parent) === "dynamic" ? `dynamic.${name}.content.` : `${name}.`;
    })
    .join("");
}

/** The nearest answer for the blocks around a block: one that is absent or dynamic decides for all inside. */
function parentOf(resource: TerraformResource, path: string): "there" | "absent" | "dynamic" {
  const names = path.split(".").slice(0, -1);
  const states = names.map((_, index) => optionalBlocks.get(resource)?.get(names.slice(0, index + 1).join(".")));
  return states.find((state) => state === "absent") ?? states.find((state) => state === "dynamic") ?? "there";
}

const nameOf = (path: string): string => path.split(".").at(-1) ?? path;
