import { join } from "node:path";
import type { CommandContext } from "../../common/command";
import { projectRoot } from "../../common/project-root";
import { makeProjectFolder } from "../../local/project-folder";
import type { SimulationOptions } from "../simulation";
import { runSimulation, SIMULATION, withSimulationOptions } from "../simulation";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";

interface Options extends SimulationOptions {
  readonly package?: string;
}

/** `alexa-link simulate`: the project's own stack and skill, linked and talked to on this machine. */
export const simulate: AddCommand = (program, context) => {
  const command = program
    .command("simulate")
    .description(SIMULATION)
    .argument("[environment]", "one of environments.ts; its own state is never touched", "dev")
    .option("--package <folder>", "the project's skill package (default: skill-package)");
  withSimulationOptions(command)
    .addHelpText(
      "after",
      `
It needs, on this machine:
- Terraform 1.10 or newer on PATH, or what TERRAFORM_BINARY_NAME names, and the AWS provider that it finds or downloads;
- an AWS emulator: moto_server on PATH (pip install 'moto[server]==5.2.1'), or Python 3.10 with its venv module and a
  network (moto then goes into .alexa-link/venv), or Docker;
- the packages of the project's package.json, cdktf-cli among them.

What is missing it names: exit code 3. Ctrl-C, once the page is up, is its end: exit code 0.

Examples:
  npx alexa-link simulate
  npx alexa-link simulate dev --port 8080
  npx alexa-link simulate dev --package ../skill/skill-package
${exitCodes}`,
    )
    .action((environment: string, options: Options) => run(environment, options, context));
};

function run(environment: string, options: Options, context: CommandContext): Promise<void> {
  const root = projectRoot([process.cwd()]);
  return runSimulation({ ...options, environment, root, venv: join(makeProjectFolder(root), "venv") }, context);
}
