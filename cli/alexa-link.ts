/** `npx alexa-link`: Alexa's side of the link, written and checked. */
import { Command } from "commander";
import type { CommandContext } from "../common/command";
import { runCommand } from "../common/command";
import { packageVersion } from "../common/package-version";
import { ExitCode } from "../common/problem";
import { adopt } from "./alexa-link/adopt";
import { exitCodes } from "./alexa-link/alexa-link-command";
import { apply } from "./alexa-link/apply";
import { compare } from "./alexa-link/compare";
import { doctor } from "./alexa-link/doctor";
import { drift } from "./alexa-link/drift";
import { memory } from "./alexa-link/memory";
import { promote } from "./alexa-link/promote";
import { push } from "./alexa-link/push";
import { release } from "./alexa-link/release";
import { review } from "./alexa-link/review";
import { rollback } from "./alexa-link/rollback";
import { settings } from "./alexa-link/settings";
import { simulate } from "./alexa-link/simulate";
import { skill } from "./alexa-link/skill";

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

function alexaLink(context: CommandContext): Command {
  const program = new Command("npx alexa-link")
    .description("Alexa's side of account linking, from what Terraform made: written, compared and checked.")
    .version(packageVersion(__dirname))
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

void runCommand(alexaLink, { failureCode: ExitCode.unavailable });
