/** `npm run emulator`: the AWS emulator alone, in the foreground. */
import { Command, InvalidArgumentError } from "commander";
import { exitCodeHelp, runCommand } from "../command/command";
import { Progress } from "../command/progress";
import { projectRoot } from "../command/project-root";
import { serveEmulator } from "../local/emulator/serve";
import { port } from "./port-option";

const program = new Command("npm run emulator --")
  .description("Runs the AWS emulator (moto with this project's corrections) until Ctrl-C. What it holds ends with it.")
  .option("--port <number>", "the port of 127.0.0.1 (default: a free one)", port)
  .option("--account-id <digits>", "the account that the emulator plays", accountId, "123456789012")
  .option("--region <name>", "the region that is printed for other programs", "us-east-1")
  .allowExcessArguments(false)
  .addHelpText(
    "after",
    `
Examples:
  npm run emulator
  npm run emulator -- --port 4566
${exitCodeHelp}`,
  );

void runCommand(program, async (context) => {
  const options = program.opts<{ port?: number; accountId: string; region: string }>();
  await serveEmulator({ ...context, ...options, root: projectRoot(), progress: new Progress() });
});

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) {
    throw new InvalidArgumentError("Allowed are 12 digits.");
  }
  return text;
}
