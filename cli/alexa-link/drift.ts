import type { CommandContext } from "../../common/command";
import { count } from "../../common/plain-text";
import { ExitCode } from "../../common/problem";
import { assertRelease, readRelease } from "../../release/release-file";
import { isEmpty, reviewStack } from "../../release/stack-review";
import { combine } from "../../review/report";
import type { EnvironmentReview } from "../../review/review";
import { plannedStacks, synthesizedStacks } from "../../terraform/project-stacks";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import type { PlanningOptions } from "./planning-options";
import { withPlanning } from "./planning-options";
import type { ReportOptions } from "./report";
import { report, withReport } from "./report";

interface Options extends PlanningOptions, ReportOptions {
  readonly release?: string;
}

/** `alexa-link drift`: whether what is deployed is still what the code says. */
export const drift: AddCommand = (program, context) => {
  withReport(withPlanning(program.command("drift")))
    .argument("<environment>", "one of environments.ts")
    .description(
      "Plans the released commit again: what the plan would change was changed by somebody else, outside of Terraform. " +
        "New users do not count as drift.",
    )
    .option("--release <file>", "make sure that this checkout is the release that was deployed")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
Examples:
  npx alexa-link drift prod
  npx alexa-link drift prod --release release.json --markdown drift.md
${exitCodes}`,
    )
    .action((environment: string, options: Options) => find(environment, options, context));
};

async function find(name: string, options: Options, context: CommandContext): Promise<void> {
  const { release: file } = options;
  const release = file === undefined ? undefined : await readRelease(file, context.signal);
  const stacks = await synthesizedStacks([name], options.synth, context);
  if (file !== undefined && release !== undefined) {
    await assertRelease(release, file, stacks, context);
  }
  const reviews = (await plannedStacks(stacks, options, context)).map((stack) => reviewStack(stack, []));
  const found = combine(reviews);
  const isUnjudged = found.verdict === "not judged";
  const drifted = reviews.some((review) => !isEmpty(review));
  report(found, options, isUnjudged ? undefined : { text: answer(name, reviews), json: { drifted } });
  process.exitCode = isUnjudged ? ExitCode.unavailable : drifted ? ExitCode.failed : ExitCode.ok;
}

function answer(name: string, reviews: readonly EnvironmentReview[]): string {
  const changes = reviews.flatMap((review) => review.changes.filter(({ action }) => action !== "read"));
  if (reviews.some(({ findings }) => findings.some(({ rule }) => rule === "first-deployment"))) {
    return `Nothing is deployed in ${name}, as far as its state knows.`;
  }
  return reviews.every(isEmpty)
    ? `No drift: the plan finds nothing in ${name} that was changed outside of Terraform.`
    : `Drift: ${count(changes.length, "resource")} of ${name} would be changed by applying again what was deployed. What that would do:`;
}
