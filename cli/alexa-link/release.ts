import { writeFileSync } from "node:fs";
import type { CommandContext } from "../../common/command";
import { messageOf, Problem, WrongUse } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import { Terminal } from "../../common/terminal";
import { foundParts } from "../../release/found-parts";
import type { Release } from "../../release/release";
import { fewOf, makeRelease, parseRelease, releaseFlaws } from "../../release/release";
import { findTerraform } from "../../terraform/binary";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { readJsonFile } from "./json-file";
import { synthesizedStacks } from "./planning";

interface Options {
  readonly output: string;
  readonly synth: boolean;
  readonly json?: true;
}

/** The file that a release is written into, and read from. */
export const RELEASE_FILE = "release.json";

/** `alexa-link release`: what one commit was built into. */
export const release: AddCommand = (program, choose) => {
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
    .action((options: Options) => choose((context) => write(options, context)));
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
    throw new WrongUse(`${output} cannot be written: ${messageOf(error)}`);
  }
  if (json) {
    process.stdout.write(text);
    return;
  }
  const terminal = new Terminal();
  terminal.line(`${output}: commit ${made.commit}`);
  terminal.line(`  zip  ${made.zipSha256}`);
  for (const name of Object.keys(made.stacks)) {
    const lock =
      made.providerLockSha256[name] === null ? "no lock file: any provider in the range may be used" : "locked";
    terminal.line(`  ${name}  ${lock}`);
  }
}

/** @throws WrongUse that says all that is wrong with the file */
export async function readRelease(file: string, signal: AbortSignal): Promise<Release> {
  const { release: found, flaws } = parseRelease(
    await readJsonFile(file, "a release, as `npx alexa-link release` writes it", signal),
  );
  if (found === undefined) {
    throw new WrongUse(`${file}:\n${flaws.map((flaw) => `  ${flaw}`).join("\n")}`);
  }
  return found;
}

/**
 * Makes sure that what was synthesized here is the release.
 *
 * @throws Problem that says all that differs, and how to fix it
 */
export async function assertRelease(
  file: string,
  stacks: Readonly<Record<string, string>>,
  { signal }: CommandContext,
): Promise<Release> {
  const found = await readRelease(file, signal);
  const parts = await foundParts({ root: projectRoot([process.cwd()]), stacks, signal });
  const flaws = releaseFlaws(found, parts, Object.keys(stacks));
  if (flaws.length > 0) {
    throw new Problem(`This is not the release in ${file}:\n${flaws.map((flaw) => `  ${flaw}`).join("\n")}`);
  }
  return found;
}
