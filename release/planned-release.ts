import { createHash } from "node:crypto";
import type { Environment } from "../common/child-process";
import { Problem } from "../common/problem";
import { foreignSettings } from "../terraform/foreign-settings";
import type { StackPlan } from "../terraform/stack-plan";
import type { Release } from "./release";

/** The stack, as a saved plan names its files: `m-` is the root module. */
const STACK = "m-/cdk.tf.json";

/**
 * Makes sure that Terraform does in a stack's folder what the stack says.
 *
 * @param env Terraform's whole environment
 * @throws Problem that says all that is there beside it
 */
export function assertNothingForeign(environment: string, folder: string, env: Environment): void {
  const foreign = foreignSettings({ folder, env });
  if (foreign.length > 0) {
    throw new Problem(
      `${environment}: Terraform would do something else than the release says:\n` +
        `${foreign.map((it) => `  ${it}`).join("\n")}\nNothing was planned and nothing was applied.`,
    );
  }
}

/**
 * Makes sure that a plan was made of the release's stack and nothing else, and by the release's providers: what lay in
 * the folder a moment before the plan does not count, the plan's own archive does.
 *
 * @throws Problem that says what it was made of
 */
export function assertPlannedFrom(
  { basis, hasOverriddenProvider }: Pick<StackPlan, "basis" | "hasOverriddenProvider">,
  release: Release,
  environment: string,
): void {
  const flaws = [
    ...Object.keys(basis.files)
      .filter((path) => path.startsWith("m-/") && path !== STACK)
      .map((path) => `It was made of ${path.slice("m-/".length)}, too, which is no part of the release. Remove it.`),
    ...stackFlaws(basis.stack, release.stackSha256[environment]),
    ...(hasOverriddenProvider
      ? [
          "It was made by a provider that the CLI configuration of Terraform puts in the place of the locked one " +
            "(dev_overrides). Allowed is the provider of the release. Take dev_overrides out, or let TF_CLI_CONFIG_FILE " +
            "name a file without them.",
        ]
      : []),
  ];
  if (flaws.length > 0) {
    throw new Problem(
      `${environment}: the plan is not that of the release:\n${flaws.map((flaw) => `  ${flaw}`).join("\n")}\nNothing was applied.`,
    );
  }
}

function stackFlaws(stack: Uint8Array | undefined, released: string | undefined): readonly string[] {
  const found = stack === undefined ? undefined : createHash("sha256").update(stack).digest("hex");
  return found === released
    ? []
    : [
        `It was made of another cdk.tf.json (SHA-256 ${found ?? "none"}) than the release's (${released ?? "none"}): the file was ` +
          "changed while this ran. Run it again.",
      ];
}
