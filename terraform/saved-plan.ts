import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { codeOf, messageOf, WrongUse } from "../common/problem";

/** Where a saved plan keeps the root module's configuration. */
const CONFIGURATION = "tfconfig/m-/cdk.tf.json";

/**
 * The `cdk.tf.json` that a saved plan was made of. The plan's archive carries it, so that it fits the plan whatever
 * lies beside it by now.
 *
 * @returns undefined when the plan was made of something else than a stack of CDKTF's
 * @throws WrongUse when the file is no saved plan
 */
export function configurationOf(planFile: string): unknown {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(readFileSync(planFile), { filter: ({ name }) => name === CONFIGURATION || name === "tfplan" });
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? "there is no such file" : `it is no saved plan (${messageOf(error)})`;
    throw new WrongUse(`${planFile}: ${why}. \`npx cdktf diff <environment>\` saves one as cdktf.out/stacks/*/plan.`);
  }
  if (entries.tfplan === undefined) {
    throw new WrongUse(`${planFile} is an archive, but no saved plan of Terraform's.`);
  }
  const text = entries[CONFIGURATION];
  return text === undefined ? undefined : JSON.parse(Buffer.from(text).toString("utf8"));
}

/** The name of the stack that a `cdk.tf.json` is of, as CDKTF writes it down. */
export function stackNameOf(configuration: unknown): string | undefined {
  const name = (configuration as { "//"?: { metadata?: { stackName?: unknown } } } | undefined)?.["//"]?.metadata
    ?.stackName;
  return typeof name === "string" ? name : undefined;
}
