import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asObject, membersOf } from "../../common/json";
import { readStackJson } from "../../terraform/stack-json";

/**
 * Lets Terraform make what a stack takes over: in an emulator that begins empty nothing of it exists. The import blocks
 * go, and app clients are made with a secret, as the imported one has. Only for a copy of the stack on this machine.
 *
 * @returns what would have been imported, by address
 */
export function makeWhatIsAdopted(folder: string): readonly string[] {
  const { import: blocks, ...stack } = readStackJson(folder);
  if (!Array.isArray(blocks)) {
    return [];
  }
  const resources = asObject(stack.resource) ?? {};
  const clients = [...membersOf(resources.aws_cognito_user_pool_client)].map(([name, client]) => [
    name,
    { ...asObject(client), generate_secret: true },
  ]);
  const made = {
    ...stack,
    resource: {
      ...resources,
      ...(clients.length > 0 && { aws_cognito_user_pool_client: Object.fromEntries(clients) }),
    },
  };
  writeFileSync(join(folder, "cdk.tf.json"), `${JSON.stringify(made, null, 2)}\n`);
  return blocks.map((block) => String(asObject(block)?.to));
}
