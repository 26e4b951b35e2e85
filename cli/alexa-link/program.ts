import { Command } from "commander";
import type { CommandContext } from "../../common/command";
import { adopt } from "./adopt";
import { exitCodes } from "./alexa-link-command";
import { apply } from "./apply";
import { compare } from "./compare";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { memory } from "./memory";
import { promote } from "./promote";
import { push } from "./push";
import { release } from "./release";
import { review } from "./review";
import { rollback } from "./rollback";
import { settings } from "./settings";
import { simulate } from "./simulate";
import { skill } from "./skill";

const COMMANDS = [
  settings,
  push,
  skill,
  doctor,
  adopt,
  review,
  release,
  apply,
  promote,
  compare,
  rollback,
  drift,
  memory,
  simulate,
];

/**
 * The command line of `npx alexa-link`.
 *
 * @param version what `--version` prints
 */
export function alexaLink(version: string, context: CommandContext): Command {
  const program = new Command("npx alexa-link")
    .description("Alexa's side of account linking, from what Terraform made: written, compared and checked.")
    .version(version)
    .exitOverride()
    .addHelpText(
      "after",
      `
The environment is one of environments.ts. It can also be "local": the simulator that runs in this project
(npx alexa-link simulate).

Examples:
  npx alexa-link settings dev
  npx alexa-link push dev
  npx alexa-link skill dev --push
  npx alexa-link doctor dev
  npx alexa-link simulate
${exitCodes}`,
    );

  for (const add of COMMANDS) {
    add(program, context);
  }
  return program;
}
