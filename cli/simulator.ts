/** `npm run simulator`: the link and a conversation in a browser, on this machine. */
import { Command } from "commander";
import type { CommandContext } from "../common/command";
import { exitCodeHelp, runCommand } from "../common/command";
import { projectRoot } from "../common/project-root";
import type { SimulationOptions } from "./simulation";
import { runSimulation, SIMULATION, withSimulationOptions } from "./simulation";

interface Options extends SimulationOptions {
  readonly environment: string;
}

const program = withSimulationOptions(
  new Command("npm run simulator --")
    .description(SIMULATION)
    .option("--environment <name>", "the environment of environments.ts; its own state is never touched", "dev"),
).addHelpText(
  "after",
  `
Examples:
  npm run simulator
  npm run simulator -- --port 8080
  npm run simulator -- --vendor-id M1ABCDEFGHIJKL
${exitCodeHelp}`,
);

void runCommand((context: CommandContext) =>
  program.action((options: Options) => runSimulation({ ...options, root: projectRoot() }, context)),
);
