import type { CommandContext } from "../../common/command";
import { Terminal } from "../../common/terminal";
import { applyRelease } from "../../release/apply-release";
import type { FunctionExists } from "../../release/first-deployment";
import { functionExists } from "../../release/first-deployment";
import { assertRelease, readRelease } from "../../release/release-file";
import type { RunningFunction } from "../../release/running-code";
import { combine, reviewJson } from "../../review/report";
import { synthesizedStacks } from "../../terraform/project-stacks";
import { refuseWorkspace } from "../../terraform/workspace";
import { readAcknowledgements } from "./acknowledgements";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { applyExitCode, showOutcome, showReview } from "./apply-text";
import { runningIn } from "./environment-pair";
import type { ReleaseOptions } from "./release-options";
import { digest, readApproved, withRelease } from "./release-options";

interface Options extends ReleaseOptions {
  readonly digest: string;
}

/** `alexa-link apply`: applies what was reviewed, and nothing else. */
export const apply: AddCommand = (program, context) => {
  withRelease(program.command("apply"))
    .argument("<environment>", "one of environments.ts")
    .description(
      "Plans a release again and applies that plan, if it is the change that was approved: its digest must be the one " +
        "of the review. Otherwise nothing is applied, and what differs is shown.",
    )
    .requiredOption("--digest <digest>", "the approved review's digest, sha256:…", digest)
    .addHelpText(
      "after",
      `
Examples:
  npx alexa-link release
  npx alexa-link review dev --json > approved.json
  npx alexa-link apply dev --digest sha256:… --approved approved.json
${exitCodes}`,
    )
    .action((environment: string, options: Options) => applyOne(environment, options, context));
};

async function applyOne(environment: string, options: Options, context: CommandContext): Promise<void> {
  refuseWorkspace(undefined, process.env);
  const acknowledged = await readAcknowledgements(options, context.signal);
  const approval = { digest: options.digest, review: await readApproved(options, context) };
  const release = await readRelease(options.release, context.signal);
  const stacks = await synthesizedStacks([environment], options.synth, context);
  await assertRelease(release, options.release, stacks, context);
  const terminal = new Terminal(context.secrets, options.json ? process.stderr : process.stdout);
  const onReview = showReview(terminal);
  const folder = stacks[environment] ?? "";
  const running = (name: string): Promise<readonly RunningFunction[]> => runningIn(name, undefined, context);
  const exists: FunctionExists = (_, found) => functionExists(found, context);
  const outcome = await applyRelease(
    { environment, folder, release, acknowledged, approval, running, exists, onReview },
    context,
  );
  showOutcome(terminal, outcome);
  if (options.json) {
    const { review, ...result } = outcome;
    process.stdout.write(reviewJson({ ...combine([review]), ...result }));
  }
  process.exitCode = applyExitCode(outcome);
}
