/** `npx alexa-link`: Alexa's side of the link, written and checked. */
import { Command } from "commander";
import { runCommand } from "../common/command";
import { packageVersion } from "../common/package-version";
import { ExitCode } from "../common/problem";
import type { Work } from "./alexa-link/alexa-link-command";
import { exitCodes } from "./alexa-link/alexa-link-command";
import { apply } from "./alexa-link/apply";
import { doctor } from "./alexa-link/doctor";
import { drift } from "./alexa-link/drift";
import { promote } from "./alexa-link/promote";
import { push } from "./alexa-link/push";
import { release } from "./alexa-link/release";
import { review } from "./alexa-link/review";
import { rollback } from "./alexa-link/rollback";
import { settings } from "./alexa-link/settings";
import { skill } from "./alexa-link/skill";

let chosen: Work | undefined;
const choose = (work: Work): void => {
  chosen = work;
};

const program = new Command("npx alexa-link")
  .description("Alexa's side of account linking, from what Terraform made: written, compared and checked.")
  .version(packageVersion(__dirname))
  .exitOverride()
  .addHelpText(
    "after",
    `
The environment is one of environments.ts. In a clone of the repository it can also be "local": the simulator that runs
there (npm run simulator).

Examples:
  npx alexa-link settings dev
  npx alexa-link push dev
  npx alexa-link skill dev --push
  npx alexa-link doctor dev
${exitCodes}`,
  );

for (const add of [settings, push, skill, doctor, review, release, apply, promote, rollback, drift]) {
  add(program, choose);
}

void runCommand(program, async (context) => chosen?.(context), { failureCode: ExitCode.unavailable });
