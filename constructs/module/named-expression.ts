import { Fn, propertyAccess, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import { withStaticAddress } from "../static-address";
import type { Condition } from "./condition";
import { choose } from "./condition";

/** A list that is used more than once. An expression of Terraform's becomes a local value, to be read under a name. */
export const namedList = (scope: Construct, id: string, list: readonly string[]): readonly string[] =>
  Token.isUnresolved(list) ? withStaticAddress(new TerraformLocal(scope, id, list)).asList : list;

/** A text that is used more than once, likewise. */
export const namedText = (scope: Construct, id: string, text: string): string =>
  Token.isUnresolved(text) ? withStaticAddress(new TerraformLocal(scope, id, text)).asString : text;

/** One of two texts that is used more than once. Where only Terraform can choose, it becomes a local value. */
export const namedChoice = (scope: Construct, id: string, condition: Condition, yes: string, no: string): string =>
  typeof condition === "boolean" ? choose(condition, yes, no) : namedText(scope, id, choose(condition, yes, no));

/** The entries of a map that only Terraform knows and those of another, which has a name of its own and wins. */
export const mergedMap = (
  scope: Construct,
  id: string,
  map: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): Record<string, string> =>
  Token.asStringMap(Fn.merge([map, withStaticAddress(new TerraformLocal(scope, id, other)).asStringMap]));

/** The entry of a table under a key. */
export const entryOf = (scope: Construct, id: string, table: Readonly<Record<string, string>>, key: string): string =>
  Token.isUnresolved(key)
    ? Token.asString(propertyAccess(withStaticAddress(new TerraformLocal(scope, id, table)).asStringMap, [key]))
    : (table[key] ?? "");
