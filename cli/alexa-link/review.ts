import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Option } from "commander";
import type { CommandContext } from "../../common/command";
import { Problem, WrongUse } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import type { Acknowledgement } from "../../review/acknowledgement";
import { planDigest } from "../../review/digest";
import { reviewRefused } from "../../review/refused-plan";
import { combine } from "../../review/report";
import type { EnvironmentReview, Review } from "../../review/review";
import { reviewEnvironment, unjudgedEnvironment } from "../../review/review-environment";
import { findTerraform } from "../../terraform/binary";
import { configurationOf, stackNameOf } from "../../terraform/saved-plan";
import { stackFolder } from "../../terraform/stack-outputs";
import type { PlannedStack } from "../../terraform/stacks";
import { Terraform } from "../../terraform/terraform";
import type { AcknowledgementsOption } from "./acknowledgements";
import { readAcknowledgements, withAcknowledgements } from "./acknowledgements";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { readJsonFile } from "./json-file";
import type { PlanningOptions } from "./planning";
import { planned, synthesizedStacks, withPlanning } from "./planning";
import type { ReportOptions } from "./report";
import { report, withReport } from "./report";

interface Options extends PlanningOptions, AcknowledgementsOption, ReportOptions {
  readonly plan?: readonly string[];
  readonly planJson?: readonly string[];
  readonly review?: readonly string[];
}

/** `alexa-link review`: what plans do to people. */
export const review: AddCommand = (program, choose) => {
  withReport(withAcknowledgements(withPlanning(program.command("review"))))
    .argument("[environments...]", "those of environments.ts to plan (default: all)")
    .description(
      "Plans the environments and says what the plans do to the people who use the skill: who is hurt, what they will " +
        "meet, how to do it without harm.",
    )
    .option("--plan <file...>", "review saved plans instead of making some")
    .option(
      "--plan-json <file...>",
      "review what `terraform show -json` printed; - for standard input, NAME=FILE names it",
    )
    .addOption(
      new Option("--fail-on <verdict>", "what ends with an exit code other than 0: a change that nothing examined, too")
        .choices(["not-examined", "blocked"])
        .default("not-examined"),
    )
    .option("--review <file...>", "combine reviews that --json printed, say in jobs with other credentials")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
Nothing is applied. The plans themselves hold secrets and are removed; the report holds none.

Examples:
  npx alexa-link review
  npx alexa-link review staging prod --detail
  npx alexa-link review --plan cdktf.out/stacks/prod/plan
  terraform show -json plan | npx alexa-link review --plan-json prod=-
  npx alexa-link review --markdown report.md --json > review.json
${exitCodes}
  4    something changes that the review does not know: read it, or let --fail-on blocked pass it`,
    )
    .action((names: readonly string[], options: Options) => choose((context) => show(names, options, context)));
};

async function show(names: readonly string[], options: Options, context: CommandContext): Promise<void> {
  const acknowledgements = await readAcknowledgements(options, context.signal);
  const environments = await reviewed(names, options, acknowledgements, context);
  report(combine(environments), options);
}

async function reviewed(
  names: readonly string[],
  options: Options,
  acknowledged: readonly Acknowledgement[],
  context: CommandContext,
): Promise<readonly EnvironmentReview[]> {
  const { plan = [], planJson = [], review: reviews = [] } = options;
  const ways = [names, plan, planJson, reviews].filter((way) => way.length > 0);
  if (ways.length > 1) {
    throw new WrongUse("Name environments, or --plan, or --plan-json, or --review: one of them.");
  }
  const judge = (it: Plan): EnvironmentReview => reviewEnvironment({ ...it, acknowledged, digest: planDigest });
  if (plan.length > 0) {
    return unique((await readSavedPlans(plan, context)).map(judge));
  }
  if (planJson.length > 0) {
    return unique((await Promise.all(planJson.map((it) => readPlanJson(it, context.signal)))).map(judge));
  }
  if (reviews.length > 0) {
    return unique((await Promise.all(reviews.map((it) => readReview(it, context.signal)))).flat());
  }
  const stacks = await synthesizedStacks(names, options.synth, context);
  return (await planned(stacks, options, context)).map((stack) => judgeStack(stack, acknowledged));
}

/**
 * A stack that could not be planned is not judged, and never safe. Of a change that Terraform refuses it is told what it
 * would do.
 */
export function judgeStack(stack: PlannedStack, acknowledged: readonly Acknowledgement[]): EnvironmentReview {
  if ("failure" in stack) {
    return stack.refused === undefined
      ? unjudgedEnvironment(stack.name, [stack.failure])
      : reviewRefused({
          environment: stack.name,
          plan: stack.refused.json,
          configuration: stack.refused.configuration,
        });
  }
  return reviewEnvironment({
    environment: stack.name,
    plan: stack.json,
    configuration: stack.configuration,
    acknowledged,
    digest: planDigest,
  });
}

interface Plan {
  readonly environment: string;
  readonly plan: unknown;
  readonly configuration?: unknown;
}

async function readSavedPlans(files: readonly string[], { signal, secrets }: CommandContext): Promise<readonly Plan[]> {
  const binary = await findTerraform(process.env, signal);
  const plans: Plan[] = [];
  for (const file of files) {
    const configuration = configurationOf(file);
    const environment = stackNameOf(configuration) ?? basename(dirname(resolve(file)));
    const folder = folderWithProvider(file, environment);
    const terraform = new Terraform({ binary, folder, env: process.env, signal, secrets });
    plans.push({ environment, configuration, plan: await terraform.show(file) });
  }
  return plans;
}

/** Terraform needs the provider's schema to read a plan. */
function folderWithProvider(file: string, environment: string): string {
  const beside = dirname(resolve(file));
  return existsSync(join(beside, ".terraform")) ? beside : stackFolder(projectRoot([process.cwd()]), environment);
}

async function readPlanJson(argument: string, signal: AbortSignal): Promise<Plan> {
  const [, name, file = argument] = /^([\w-]+)=(.*)$/s.exec(argument) ?? [];
  const environment = name ?? (file === "-" ? "plan" : basename(file).replace(/\..*$/, ""));
  return { environment, plan: await readJsonFile(file, "what `terraform show -json` prints of a saved plan", signal) };
}

async function readReview(file: string, signal: AbortSignal): Promise<readonly EnvironmentReview[]> {
  const { environments } = ((await readJsonFile(file, "what `alexa-link review --json` prints", signal)) ??
    {}) as Partial<Review>;
  const isReview = (it: unknown): it is EnvironmentReview =>
    typeof it === "object" && it !== null && "environment" in it && "verdict" in it && "findings" in it;
  if (!Array.isArray(environments) || !environments.every(isReview)) {
    throw new WrongUse(`${file} is no review: expected is what \`alexa-link review --json\` prints.`);
  }
  const contradicting = environments.filter(
    ({ verdict, findings, unexamined }) =>
      verdict === "safe" && (findings.some(({ severity }) => severity === "block") || unexamined?.length !== 0),
  );
  if (contradicting.length > 0) {
    throw new WrongUse(
      `${file} says that ${contradicting.map((it) => it.environment).join(", ")} is safe, with blocks or with changes that nobody examined.`,
    );
  }
  return environments;
}

function unique(environments: readonly EnvironmentReview[]): readonly EnvironmentReview[] {
  const names = environments.map(({ environment }) => environment);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) {
    throw new Problem(`There are two plans of ${[...new Set(twice)].join(", ")}. NAME=FILE tells them apart.`);
  }
  return environments;
}
