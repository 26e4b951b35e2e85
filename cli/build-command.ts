import type { Command } from "commander";
import { exitCodeHelp, runCommand } from "../common/command";
import { plainOutput } from "../common/plain-text";

/**
 * Runs a command that makes something of the sources: prints what it made, or what is wrong, and fails then.
 *
 * @param program its name, description and arguments
 * @param make gets the arguments
 */
export function runBuild(program: Command, make: (args: readonly string[]) => Promise<string>): void {
  program.allowExcessArguments(false).addHelpText("after", exitCodeHelp);
  void runCommand(() =>
    program.action(async () => {
      process.stdout.write(`${plainOutput(await make(program.args))}\n`);
    }),
  );
}
