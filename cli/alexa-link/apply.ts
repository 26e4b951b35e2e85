import { InvalidArgumentError } from "commander";
import type { CommandContext } from "../../common/command";
import { ExitCode } from "../../common/problem";
import { Progress } from "../../common/progress";
import { Terminal } from "../../common/terminal";
import { digestMismatch } from "../../release/digest-mismatch";
import { combine, EXIT_CODES, reviewJson } from "../../review/report";
import type { EnvironmentReview } from "../../review/review";
import { terminalReport } from "../../review/terminal";
import type { AcknowledgementsOption } from "./acknowledgements";
import { readAcknowledgements, withAcknowledgements } from "./acknowledgements";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { readJsonFile } from "./json-file";
import { planned, synthesizedStacks } from "./planning";
import { assertRelease, RELEASE_FILE } from "./release";
import { judgeStack } from "./review";

interface Options extends AcknowledgementsOption {
  readonly digest: string;
  readonly release: string;
  readonly approved?: string;
  readonly json?: true;
}

/** `alexa-link apply`: applies what was reviewed, and nothing else. */
export const apply: AddCommand = (program, choose) => {
  withAcknowledgements(program.command("apply"))
    .argument("<environment>", "one of environments.ts")
    .description(
      "Plans a release again and applies that plan, if it is the change that was approved: its digest must be the one " +
        "of the review. Otherwise nothing is applied, and what differs is shown.",
    )
    .requiredOption("--digest <digest>", "the approved review's digest, sha256:…", digest)
    .option("--release <file>", "what is being promoted", RELEASE_FILE)
    .option("--approved <file>", "the approved review's JSON, to show what differs")
    .option("--json", "print the review as JSON")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
Examples:
  npx alexa-link release
  npx alexa-link review prod --json > approved.json
  npx alexa-link apply prod --digest sha256:… --approved approved.json
${exitCodes}`,
    )
    .action((environment: string, options: Options) => choose((context) => applyOne(environment, options, context)));
};

async function applyOne(name: string, options: Options, context: CommandContext): Promise<void> {
  const acknowledged = await readAcknowledgements(options, context.signal);
  const stacks = await synthesizedStacks([name], true, context);
  const released = await assertRelease(options.release, stacks, context);
  const lockfile = released.providerLockSha256[name] === null ? undefined : "readonly";
  const [stack] = await planned(stacks, { parallel: 1, lockfile }, context);
  if (stack === undefined) {
    return;
  }
  const review = judgeStack(stack, acknowledged);
  const terminal = new Terminal(options.json ? process.stderr : process.stdout);
  const { color, width } = terminal;
  terminal.line(terminalReport(combine([review]), { color, width }));
  if (options.json) {
    process.stdout.write(reviewJson(combine([review])));
  }
  if ("failure" in stack || (review.verdict !== "safe" && review.verdict !== "not examined")) {
    terminal.line("Nothing was applied.");
    process.exitCode = EXIT_CODES[review.verdict];
    return;
  }
  if (isEmpty(review)) {
    terminal.line(`${name} has all of it already: there is nothing to apply.`);
    return;
  }
  if (review.digest !== options.digest) {
    const approved =
      options.approved === undefined
        ? undefined
        : await readJsonFile(options.approved, "a review as JSON", context.signal);
    terminal.line(digestMismatch(options.digest, review, approved));
    process.exitCode = ExitCode.failed;
    return;
  }
  await new Progress().step(`Apply to ${name}`, () => stack.terraform.apply(stack.planFile));
  terminal.line(
    `Applied: ${options.digest}.\nNow Alexa's side: npx alexa-link skill ${name} --push, push ${name}, doctor ${name}`,
  );
}

/** Whether applying the plan would change nothing, outputs and addresses included. */
export const isEmpty = ({ changes, outputs }: EnvironmentReview): boolean =>
  changes.every(({ action }) => action === "read") && outputs.length === 0;

function digest(text: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) {
    throw new InvalidArgumentError("It has the form sha256: and 64 hexadecimal digits; `alexa-link review` shows it.");
  }
  return text;
}
