import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { CommandContext } from "../common/command";
import { member } from "../common/json";
import { readExactJsonFile, readJsonFile } from "../common/json-file";
import { WrongUse } from "../common/problem";
import { projectRoot } from "../common/project-root";
import type { PlanBasis } from "../review/plan-basis";
import type { EnvironmentReview } from "../review/review";
import { reviewFlaw } from "../review/review-shape";
import { findTerraform } from "../terraform/binary";
import { planPlace, readSavedPlan, stackNameOf } from "../terraform/saved-plan";
import { stackFolder } from "../terraform/stack-outputs";
import { Terraform } from "../terraform/terraform";

/** A plan that something else made, before it is judged. */
export interface Plan {
  readonly environment: string;
  readonly plan: unknown;
  readonly configuration?: unknown;
  /** What the plan stands on; undefined for JSON, which does not say. */
  readonly basis?: PlanBasis;
}

/** Reads saved plans by Terraform, with the configuration that each carries. */
export async function readSavedPlans(
  files: readonly string[],
  { signal, secrets }: CommandContext,
): Promise<readonly Plan[]> {
  const binary = await findTerraform(process.env, signal);
  const plans: Plan[] = [];
  for (const file of files) {
    const saved = readSavedPlan(file);
    const { configuration } = saved;
    const environment = stackNameOf(configuration) ?? basename(dirname(resolve(file)));
    const folder = folderWithProvider(file, environment);
    const terraform = new Terraform({ binary, folder, env: process.env, signal, secrets });
    const basis = { ...saved, ...planPlace(folder, process.env) };
    plans.push({ environment, configuration, basis, plan: await terraform.show(file) });
  }
  return plans;
}

/** Terraform needs the provider's schema to read a plan. */
function folderWithProvider(file: string, environment: string): string {
  const beside = dirname(resolve(file));
  return existsSync(join(beside, ".terraform")) ? beside : stackFolder(projectRoot([process.cwd()]), environment);
}

/** Reads what `terraform show -json` printed: a file, or NAME=FILE. */
export async function readPlanJson(argument: string, signal: AbortSignal): Promise<Plan> {
  const [, name, file = argument] = /^([\w-]+)=(.*)$/s.exec(argument) ?? [];
  const environment = name ?? (file === "-" ? "plan" : basename(file).replace(/\..*$/, ""));
  const expected = "what `terraform show -json` prints of a saved plan";
  return { environment, plan: await readExactJsonFile(file, expected, signal) };
}

/** Reads the environments of a review that was made elsewhere. */
export async function readReview(file: string, signal: AbortSignal): Promise<readonly EnvironmentReview[]> {
  const environments = member(
    await readJsonFile(file, "what `alexa-link review --json` prints", signal),
    "environments",
  );
  const isList = Array.isArray(environments);
  const flaws = isList ? environments.map((it) => reviewFlaw(it)) : [];
  const index = flaws.findIndex((flaw) => flaw !== undefined);
  if (!isList || index >= 0) {
    const where = isList ? ` (environments[${index}]: ${flaws[index]} is not as there)` : "";
    throw new WrongUse(`${file} is no review: expected is what \`alexa-link review --json\` prints${where}.`);
  }
  const reviews: readonly EnvironmentReview[] = environments;
  const contradicting = reviews.filter(
    ({ verdict, findings, unexamined }) =>
      verdict === "safe" && (findings.some(({ severity }) => severity === "block") || unexamined.length > 0),
  );
  if (contradicting.length > 0) {
    throw new WrongUse(
      `${file} says that ${contradicting.map((it) => it.environment).join(", ")} is safe, with blocks or with changes that nobody examined.`,
    );
  }
  return reviews;
}
