/** `npm run simulator`: the link and a conversation in a browser, on this machine. */
import { Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../common/command";
import { exitCodeHelp, runCommand } from "../common/command";
import { plainOutput } from "../common/plain-text";
import { Progress } from "../common/progress";
import { projectRoot } from "../common/project-root";
import { shellExports } from "../local/shell-exports";
import type { Simulator } from "../local/simulator/simulator";
import { startSimulator } from "../local/simulator/simulator";
import { VENDOR_ID } from "../local/simulator/vendor-id";
import { port } from "./port-option";

const program = new Command("npm run simulator --")
  .description(
    "Deploys an environment with real Terraform to an AWS emulator on this machine, and opens a page on which you talk " +
      "to the deployed skill, link an account as in the Alexa app, and see what happens in between. No AWS account and " +
      "no Amazon account is needed or touched. Runs until Ctrl-C; then everything is stopped and removed.",
  )
  .option("--environment <name>", "the environment of environments.ts; its state must be a local file", "dev")
  .option("--port <number>", "the page's port of 127.0.0.1 (default: a free one)", port)
  .option(
    "--vendor-id <id>",
    "your developer account's vendor id, M… (default: ASK_VENDOR_ID, or the one in the deployed redirect URIs)",
    vendorId,
  )
  .option("--json", "print the page's address as one line of JSON on stdout when it is up")
  .allowExcessArguments(false)
  .addHelpText(
    "after",
    `
Examples:
  npm run simulator
  npm run simulator -- --port 8080
  npm run simulator -- --vendor-id M1ABCDEFGHIJKL
${exitCodeHelp}`,
  );

void runCommand((context) => program.action((options: Options) => simulate(options, context)));

async function simulate({ json, ...options }: Options, context: CommandContext): Promise<void> {
  const progress = new Progress();
  const simulator = await startSimulator({ ...context, ...options, root: projectRoot(), progress });
  process.stdout.write(json ? `${JSON.stringify({ url: simulator.url })}\n` : plainOutput(welcome(simulator)));
  await simulator.ended;
}

interface Options {
  readonly environment: string;
  readonly port?: number;
  readonly vendorId?: string;
  readonly json?: true;
}

function welcome({ url, vendorId, askCli }: Simulator): string {
  return `
Open ${url} in a browser, and ${url}/#mail in a second tab for the mail that the user pool sends.
In another terminal, "npx alexa-link push local" and "npx alexa-link doctor local" work on it.
The vendor id is ${vendorId.value}, ${vendorId.source}. Ctrl-C ends it all.

Amazon's ask-cli works on it too, in a terminal with these variables. They are worth nothing elsewhere:

${shellExports(askCli)}`;
}

function vendorId(text: string): string {
  if (!VENDOR_ID.test(text)) {
    throw new InvalidArgumentError(
      "Allowed are M and 7 to 31 capital letters and digits. https://developer.amazon.com/settings/console/mycid shows it.",
    );
  }
  return text;
}
