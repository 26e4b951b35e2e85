import type { CommandContext } from "../../common/command";
import { plainJsonText } from "../../common/json-text";
import { ExitCode, WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import { compareDeployments } from "../../release/comparison";
import { whyNotRunning } from "../../release/promotion";
import { readRelease } from "../../release/release-file";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { comparisonExitCode, showComparison } from "./comparison-text";
import type { ProfilesOption } from "./environment-pair";
import { deployedIn, refuseSame, withProfiles } from "./environment-pair";

interface Options extends ProfilesOption {
  readonly release?: string;
  readonly json?: true;
}

/** `alexa-link compare`: whether two environments run the same zip, or one runs a release's. */
export const compare: AddCommand = (program, context) => {
  withProfiles(program.command("compare"))
    .argument("<from>", "one environment")
    .argument("[to]", "the other; without it, --release says what the first should run")
    .description(
      "Shows whether two environments run the same zip, by the hash that AWS has of the version behind each alias, and " +
        "what else differs between their functions, user pools and app clients; or whether one runs a release. It only " +
        "reads.",
    )
    .option("--release <file>", "compare with this release as well")
    .option("--json", "print JSON for machines")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
The exit code is 1 when the zips differ. Settings may differ by intent, and are only shown.

Examples:
  npx alexa-link compare dev staging
  npx alexa-link compare staging --release release.json
  npx alexa-link compare staging prod --from-profile staging --to-profile prod
${exitCodes}`,
    )
    .action((from: string, to: string | undefined, options: Options) =>
      to === undefined ? compareWithRelease(from, options, context) : compareTwo(from, to, options, context),
    );
};

async function compareWithRelease(
  name: string,
  { release: file, fromProfile, toProfile, json }: Options,
  context: CommandContext,
): Promise<void> {
  if (file === undefined || toProfile !== undefined) {
    throw new WrongUse(`Name what to compare ${name} with: another environment, or --release and a file.`);
  }
  const release = await readRelease(file, context.signal);
  const facts = await deployedIn(name, fromProfile, context);
  const reason = whyNotRunning(facts, release, file);
  if (json) {
    const result = { from: name, sameAsRelease: reason === undefined, reason };
    process.stdout.write(plainJsonText(result, context.secrets));
  } else {
    const terminal = new Terminal(context.secrets);
    const text =
      reason ?? `${name} runs the release in ${file}: version ${facts.function.version}, ${release.codeSha256}.`;
    terminal.line(text, reason === undefined ? "green" : "red");
  }
  process.exitCode = reason === undefined ? ExitCode.ok : ExitCode.failed;
}

async function compareTwo(from: string, to: string, options: Options, context: CommandContext): Promise<void> {
  refuseSame(from, to);
  const release = options.release === undefined ? undefined : await readRelease(options.release, context.signal);
  const one = await deployedIn(from, options.fromProfile, context);
  const other = await deployedIn(to, options.toProfile, context);
  const comparison = compareDeployments(one, other, release);
  if (options.json) {
    process.stdout.write(plainJsonText({ from, to, ...comparison }, context.secrets));
  } else {
    showComparison(new Terminal(context.secrets), comparison);
  }
  process.exitCode = comparisonExitCode(comparison);
}
