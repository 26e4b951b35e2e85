import { Option } from "commander";
import type { CommandContext } from "../../common/command";
import { Problem, WrongUse } from "../../common/problem";
import type { Plan } from "../../release/plan-files";
import { readPlanJson, readReview, readSavedPlans } from "../../release/plan-files";
import { reviewStack } from "../../release/stack-review";
import type { Acknowledgement } from "../../review/acknowledgement";
import { planDigest } from "../../review/digest";
import { combine } from "../../review/report";
import type { EnvironmentReview } from "../../review/review";
import { reviewEnvironment } from "../../review/review-environment";
import { plannedStacks, synthesizedStacks } from "../../terraform/project-stacks";
import type { AcknowledgementsOption } from "./acknowledgements";
import { readAcknowledgements, withAcknowledgements } from "./acknowledgements";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import type { PlanningOptions } from "./planning-options";
import { withPlanning } from "./planning-options";
import type { ReportOptions } from "./report";
import { report, withReport } from "./report";

interface Options extends PlanningOptions, AcknowledgementsOption, ReportOptions {
  readonly plan?: readonly string[];
  readonly planJson?: readonly string[];
  readonly review?: readonly string[];
}

/** `alexa-link review`: what plans do to people. */
export const review: AddCommand = (program, context) => {
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
    .action((names: readonly string[], options: Options) => show(names, options, context));
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
  return (await plannedStacks(stacks, options, context)).map((stack) => reviewStack(stack, acknowledged));
}

function unique(environments: readonly EnvironmentReview[]): readonly EnvironmentReview[] {
  const names = environments.map(({ environment }) => environment);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) {
    throw new Problem(`There are two plans of ${[...new Set(twice)].join(", ")}. NAME=FILE tells them apart.`);
  }
  return environments;
}
