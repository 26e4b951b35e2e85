/** Applies a saved plan, then prepares the stack again as the next command does: apply-and-init.ts <folder> <plan> */
import { Secrets } from "../../common/secrets";
import { findTerraform } from "../../terraform/binary";
import { initStack } from "../../terraform/stack-plan";
import { Terraform } from "../../terraform/terraform";

const [folder = "", planFile = ""] = process.argv.slice(2);

async function told(name: string, work: () => Promise<unknown>): Promise<void> {
  const said = await work().then(() => "it went well", String);
  process.stdout.write(`${name}: ${said}\n\n`);
}

void (async () => {
  const options = { folder, env: process.env, signal: new AbortController().signal, secrets: new Secrets() };
  const binary = await findTerraform();
  await told("apply", () => new Terraform({ ...options, binary }).apply(planFile));
  await told("next", () => initStack({ ...options, binary }));
})();
