import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { CommandContext } from "../common/command";
import { plainOutput } from "../common/plain-text";
import { Progress } from "../common/progress";
import { shellExports } from "../local/shell-exports";
import type { Simulator, SimulatorOptions } from "../local/simulator/simulator";
import { VENDOR_ID } from "../local/simulator/vendor-id";
import { port } from "./port-option";

/** The options of every command that runs the simulator. */
export interface SimulationOptions {
  readonly port?: number;
  readonly vendorId?: string;
  readonly json?: true;
}

/** What such a command says of itself. */
export const SIMULATION =
  "Deploys an environment with real Terraform to an AWS emulator on this machine, and opens a page on which you talk " +
  "to the deployed skill, link an account as in the Alexa app, and see what happens in between. No AWS account and " +
  "no Amazon account is needed or touched. Runs until Ctrl-C; then everything is stopped and removed.";

export const withSimulationOptions = (command: Command): Command =>
  command
    .option("--port <number>", "the page's port of 127.0.0.1 (default: a free one)", port)
    .option(
      "--vendor-id <id>",
      "your developer account's vendor id, M… (default: ASK_VENDOR_ID, or the one in the deployed redirect URIs)",
      vendorId,
    )
    .option("--json", "print the page's address as one line of JSON on stdout when it is up")
    .allowExcessArguments(false);

/** Runs the simulator until the command is interrupted. */
export async function runSimulation(
  { json, ...options }: SimulationOptions & Pick<SimulatorOptions, "root" | "environment" | "package" | "venv">,
  context: CommandContext,
): Promise<void> {
  // Loaded where it is used: it is most of what alexa-link consists of.
  const { startSimulator } = await import("../local/simulator/simulator");
  const simulator = await startSimulator({ ...context, ...options, progress: new Progress() });
  process.stdout.write(json ? `${JSON.stringify({ url: simulator.url })}\n` : plainOutput(welcome(simulator)));
  await simulator.ended;
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
