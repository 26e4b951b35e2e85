import { InvalidArgumentError } from "commander";
import type { CommandContext } from "../../common/command";
import { confirm } from "../../common/confirm";
import { plainJsonText } from "../../common/json-text";
import { ExitCode, Problem, WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import { alexaFunctions } from "../../contract/alexa-functions";
import type { FunctionVersion } from "../../release/function-alias";
import type { Weights } from "../../release/planned-canary";
import { shares, sharesText } from "../../release/planned-canary";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import type { EnvironmentOptions } from "./linked-environment";
import { openEnvironment } from "./linked-environment";

interface Options extends EnvironmentOptions {
  readonly to?: number;
  readonly yes?: true;
  readonly json?: true;
}

/** `alexa-link rollback`: the version before, at once. */
export const rollback: AddCommand = (program, context) => {
  withEnvironment(program.command("rollback"))
    .description(
      "Points the alias that Alexa invokes at the version before, at once and without Terraform, and says how to follow " +
        "up in code. User pool, app client and links are not touched.",
    )
    .option("--to <version>", "a certain version (default: the one before)", version)
    .option("--yes", "do it without asking")
    .addHelpText(
      "after",
      `
Examples:
  npx alexa-link rollback prod
  npx alexa-link rollback prod --to 41 --yes
${exitCodes}`,
    )
    .action((environment: string, options: Options) => roll(environment, options, context));
};

async function roll(name: string, options: Options, context: CommandContext): Promise<void> {
  const { signal, cleanup } = context;
  const { accountLinking } = await openEnvironment(name, options, context);
  const terminal = new Terminal(context.secrets, options.json ? process.stderr : process.stdout);
  // Alexa's regions may have functions of their own; each is rolled back by itself.
  const functions = alexaFunctions(accountLinking);
  const arns = functions.filter(({ isExisting }) => !isExisting).map(({ arn }) => arn);
  for (const { arn } of functions.filter(({ isExisting }) => isExisting)) {
    terminal.line(`${arn}\n  is made elsewhere (function.existing), and is rolled back there.`);
  }
  const { FunctionAlias } = await import("../../release/function-alias");
  const moved: object[] = [];
  const declined: string[] = [];
  for (const arn of arns) {
    const alias = new FunctionAlias({ arn });
    cleanup.defer("close the connection to AWS", () => alias.close());
    const { FunctionVersion: now = "", RevisionId, RoutingConfig } = await alias.read(signal);
    const routing = RoutingConfig?.AdditionalVersionWeights ?? {};
    const target = choose(await alias.versions(signal), Number(now), options.to ?? formerOf(routing));
    terminal.line(`${arn}\n  version ${now} becomes ${target.version}, of ${target.publishedAt}`);
    if (shares(routing).length > 0) {
      terminal.line(
        `  A canary runs: version ${sharesText(routing)} answers the rest. It ends, and version ${target.version} answers all.`,
      );
    }
    const agreed = options.yes === true || (await confirm("Do this now?", "Pass --yes to do it.", signal));
    if (!agreed) {
      declined.push(arn);
      terminal.line("  Nothing was changed.");
      continue;
    }
    await alias.moveTo(target.version, RevisionId, signal);
    const { Version } = await alias.configuration(signal);
    if (Version !== String(target.version)) {
      throw new Problem(
        `AWS accepted the change, but the alias still shows version ${Version}. Look at the alias in the console.`,
      );
    }
    moved.push({ arn, from: Number(now), to: target.version, codeSha256: target.codeSha256 });
  }
  if (options.json) {
    process.stdout.write(plainJsonText({ environment: name, moved, declined }, context.secrets));
  }
  process.exitCode = declined.length > 0 ? ExitCode.failed : ExitCode.ok;
  if (moved.length === 0) {
    return;
  }
  terminal.line("Done: Alexa's next request goes to that version.", "green");
  terminal.line(
    `\nTerraform does not know of it yet, and its next apply would bring the new version back. So now:\n` +
      `  git revert <the commit>      and merge that\n` +
      `  npx alexa-link review ${name}   which reports a new release of the code that already runs\n` +
      `Until then: npx alexa-link drift ${name} shows the difference.`,
  );
}

/** The version that a canary came from: what answered the rest answers all again. */
const formerOf = (routing: Weights): number | undefined => {
  const [first, ...others] = shares(routing);
  return first === undefined || others.length > 0 ? undefined : Number(first[0]);
};

/** @throws Problem when there is no such version */
function choose(versions: readonly FunctionVersion[], now: number, wanted: number | undefined): FunctionVersion {
  const known = versions.map(({ version: it }) => it).join(", ") || "none";
  if (wanted === now) {
    throw new WrongUse(`Version ${now} is the one that runs. There are: ${known}.`);
  }
  const found = versions.find(({ version: it }) => (wanted === undefined ? it < now : it === wanted));
  if (found === undefined) {
    throw new Problem(
      wanted === undefined
        ? `There is no version before ${now} to go back to. There are: ${known}.`
        : `There is no version ${wanted}. There are: ${known}.`,
    );
  }
  return found;
}

function version(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    throw new InvalidArgumentError("A version is a whole number, as `aws lambda list-versions-by-function` shows it.");
  }
  return Number(text);
}
