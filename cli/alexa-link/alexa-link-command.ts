import type { Command } from "commander";
import type { CommandContext } from "../../common/command";

/** Adds a command to the program. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** The text about exit codes for every `--help`. */
export const exitCodes = `
Exit codes:
  0    fine: nothing to do, or done
  1    a finding, or the question was answered by no; the output says which
  2    the command was called in a way it does not understand
  3    it could not be judged or done: unreachable, refused, or a tool failed; stderr says why
  130  it was interrupted`;

/** Adds what every command takes: the environment, where its outputs come from, and output for machines. */
export function withEnvironment(command: Command): Command {
  return command
    .argument("<environment>", 'one of environments.ts, or "local": the running simulator')
    .option(
      "--outputs <file>",
      "read `terraform output -json` from a file, - for standard input (default: from the stack's state)",
    )
    .option("--json", "print JSON for machines")
    .allowExcessArguments(false);
}
