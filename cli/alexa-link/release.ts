import { writeFileSync } from "node:fs";
import type { CommandContext } from "../../common/command";
import { notWritten, Problem } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import { Terminal } from "../../common/terminal";
import { foundParts } from "../../release/found-parts";
import { fewOf, makeRelease } from "../../release/release";
import { RELEASE_FILE } from "../../release/release-file";
import { findTerraform } from "../../terraform/binary";
import { synthesizedStacks } from "../../terraform/project-stacks";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";

interface Options {
  readonly output: string;
  readonly synth: boolean;
  readonly json?: true;
}

/** `alexa-link release`: what one commit was built into. */
export const release: AddCommand = (program, context) => {
  program
    .command("release")
    .description(
      "Writes down what this commit is built into: the function's zip, each environment's stack, the provider's lock. " +
        "`apply` then takes these bytes and no others to every environment.",
    )
    .option("--output <file>", "where it goes", RELEASE_FILE)
    .option("--no-synth", "take what the last `cdktf synth` made")
    .option("--json", "print it, too")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
Examples:
  npx alexa-link release
  npx alexa-link release --output dist/release.json
${exitCodes}`,
    )
    .action((options: Options) => write(options, context));
};

async function write({ output, synth, json }: Options, context: CommandContext): Promise<void> {
  const stacks = await synthesizedStacks([], synth, context);
  const root = projectRoot([process.cwd()]);
  const { differing, ...parts } = await foundParts({ root, stacks, signal: context.signal });
  if (differing.length > 0) {
    throw new Problem(
      `A release is a commit, and files here differ from it: ${fewOf(differing)}. Commit them, put them away, or have ` +
        "Git ignore them.",
    );
  }
  const { product, version } = await findTerraform(process.env, context.signal);
  const made = makeRelease({ ...parts, tools: { [product.toLowerCase()]: version, node: process.versions.node } });
  const text = `${JSON.stringify(made, null, 2)}\n`;
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw notWritten(output, error);
  }
  if (json) {
    process.stdout.write(text);
    return;
  }
  const terminal = new Terminal(context.secrets);
  terminal.line(`${output}: commit ${made.commit}`);
  terminal.line(`  zip  ${made.codeSha256}`);
  for (const name of Object.keys(made.stackSha256)) {
    const lock =
      made.providerLockSha256[name] === null ? "no lock file: any provider in the range may be used" : "locked";
    terminal.line(`  ${name}  ${lock}`);
  }
}
