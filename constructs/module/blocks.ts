import type { TerraformResource } from "cdktf";
import { ref, TerraformStack, Token } from "cdktf";

/** A kind of block in a resource, as the provider's bindings know it. */
export interface BlockKind<T> {
  /** Terraform's name; inside of another block, its path: `account_recovery_setting.recovery_mechanism`. */
  readonly path: string;
  /** The bindings' own translation into Terraform's names. */
  readonly toTerraform: (content: T) => unknown;
  /** Puts blocks whose number is known. */
  readonly put: (contents: T[]) => void;
}

/**
 * Gives a resource one block for each entry of a list. A list that only Terraform knows becomes a `dynamic` block.
 *
 * @param content makes a block out of an entry and its number, which counts from 1
 */
export function addBlocks<T>(
  resource: TerraformResource,
  { path, toTerraform, put }: BlockKind<T>,
  list: readonly string[],
  content: (entry: string, number: number) => T,
): void {
  if (!Token.isUnresolved(list)) {
    put(list.map((entry, index) => content(entry, index + 1)));
    return;
  }
  const parents = path.split(".");
  const name = parents.pop() ?? path;
  const stack = TerraformStack.of(resource);
  const entry = Token.asString(ref(`${name}.value`, stack));
  const number = Token.asNumber(ref(`${name}.key + 1`, stack));
  resource.addOverride([...parents, "dynamic", name].join("."), {
    for_each: list,
    content: toTerraform(content(entry, number)),
  });
}
