import type { TerraformElement } from "cdktf";
import { TerraformStack } from "cdktf";

/** CDKTF leaves this id out of addresses: the main resource of a construct carries it. */
const HIDDEN_ID = "Default";

/**
 * Gives an element the address that its construct ids spell, without the hash that CDKTF adds below the top level:
 * `skill/role` becomes `aws_iam_role.skill_role`, and `skill/Default` becomes `aws_lambda_function.skill`.
 *
 * Addresses are a contract with everybody's state: an element whose address changes is destroyed and created anew.
 */
export function withStaticAddress<T extends TerraformElement>(element: T): T {
  const { scopes } = element.node;
  const ids = scopes.slice(scopes.indexOf(TerraformStack.of(element)) + 1).map(({ node }) => node.id);
  element.overrideLogicalId(ids.filter((id) => id !== HIDDEN_ID).join("_"));
  return element;
}
