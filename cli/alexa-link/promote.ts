import type { CommandContext } from "../../common/command";
import { ExitCode, WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { DeployedFacts, PromotionComparison } from "../../release/comparison";
import { comparePromotion } from "../../release/comparison";
import { deployedFacts } from "../../release/deployed-facts";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { openEnvironment } from "./linked-environment";
import { readRelease } from "./release";

interface Options {
  readonly fromProfile?: string;
  readonly toProfile?: string;
  readonly release?: string;
  readonly json?: true;
}

/** `alexa-link promote`: whether two environments run the same bits. */
export const promote: AddCommand = (program, choose) => {
  program
    .command("promote")
    .argument("<from>", "the environment that was tested")
    .argument("<to>", "the one that it was promoted to")
    .description(
      "Shows whether two environments run the same zip, by the hash that AWS has of the version behind each alias, and " +
        "what else differs between their functions, user pools and app clients. It only reads.",
    )
    .option("--from-profile <name>", "the AWS profile for the first, where the accounts differ")
    .option("--to-profile <name>", "the AWS profile for the second")
    .option("--release <file>", "compare with this release as well")
    .option("--json", "print JSON for machines")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
The exit code is 1 when the zips differ. Settings may differ by intent, and are only shown.

Examples:
  npx alexa-link promote dev staging
  npx alexa-link promote staging prod --from-profile staging --to-profile prod
${exitCodes}`,
    )
    .action((from: string, to: string, options: Options) => choose((context) => compare(from, to, options, context)));
};

async function compare(from: string, to: string, options: Options, context: CommandContext): Promise<void> {
  if (from === to) {
    throw new WrongUse("Name two environments.");
  }
  const release = options.release === undefined ? undefined : await readRelease(options.release, context.signal);
  const one = await facts(from, options.fromProfile, context);
  const other = await facts(to, options.toProfile, context);
  const comparison = comparePromotion(one, other);
  const { sameZip, differences } = comparison;
  const astray = release === undefined ? [] : [one, other].filter((it) => it.function.codeSha256 !== release.zipSha256);
  if (options.json) {
    const released = release === undefined ? undefined : astray.length === 0;
    process.stdout.write(`${JSON.stringify({ from, to, sameZip, released, differences }, null, 2)}\n`);
  } else {
    show(comparison, [one, other], astray, new Terminal());
  }
  process.exitCode = sameZip && astray.length === 0 ? ExitCode.ok : ExitCode.failed;
}

/** @param astray those that do not run the release's zip */
function show(
  { sameZip, differences }: PromotionComparison,
  facts: readonly [DeployedFacts, DeployedFacts],
  astray: readonly DeployedFacts[],
  terminal: Terminal,
): void {
  const [from, to] = facts.map(({ environment }) => environment);
  const verdict = `${from} and ${to} ${sameZip ? "run the same zip" : "do not run the same zip"}.`;
  terminal.line(sameZip ? terminal.green(verdict) : terminal.red(verdict));
  for (const { environment, function: it } of facts) {
    terminal.line(`  ${environment}  version ${it.version}  ${it.codeSha256}`);
  }
  for (const { environment } of astray) {
    terminal.line(terminal.red(`  ${environment} does not run the release's zip.`));
  }
  const settings = differences.filter(({ what }) => what !== "function.codeSha256");
  terminal.line(settings.length === 0 ? "Nothing else differs." : "\nWhat else differs:");
  for (const { what, values } of settings) {
    terminal.line(`  ${what}: ${from} ${values[0]}, ${to} ${values[1]}`);
  }
}

async function facts(name: string, profile: string | undefined, context: CommandContext): Promise<DeployedFacts> {
  const { accountLinking } = await openEnvironment(name, { awsProfile: profile }, context);
  return deployedFacts({ environment: name, accountLinking, profile, signal: context.signal });
}
