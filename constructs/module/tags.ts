import type { TerraformStack } from "cdktf";
import { ref, TerraformResource, Token } from "cdktf";

/** Gives all resources the module's tags. In an environment the provider does it, for all of them at once. */
export function tagModule(stack: TerraformStack): void {
  const tags = Token.asStringMap(ref("var.tags", stack));
  for (const node of stack.node.findAll()) {
    if (TerraformResource.isTerraformResource(node) && "tagsInput" in node) {
      Object.assign(node, { tags });
    }
  }
}
