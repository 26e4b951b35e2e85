import { propertyAccess, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import { withStaticAddress } from "./static-address";

/** A list that is used more than once. An expression of Terraform's becomes a local value, to be read under a name. */
export const namedList = (scope: Construct, id: string, list: readonly string[]): readonly string[] =>
  Token.isUnresolved(list) ? withStaticAddress(new TerraformLocal(scope, id, list)).asList : list;

/** The entry of a table under a key. */
export const entryOf = (scope: Construct, id: string, table: Readonly<Record<string, string>>, key: string): string =>
  Token.isUnresolved(key)
    ? Token.asString(propertyAccess(withStaticAddress(new TerraformLocal(scope, id, table)).asStringMap, [key]))
    : (table[key] ?? "");
