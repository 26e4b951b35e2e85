import { pushAccountLinking } from "../../alexa/account-linking/push";
import { chosenSkillIds } from "../../alexa/chosen-skills";
import type { CommandContext } from "../../common/command";
import { confirm } from "../../common/confirm";
import { plainJsonText } from "../../common/json-text";
import { WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { AdditionsOption } from "./additions";
import { readAdditions, requestBody, withAdditions } from "./additions";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import type { EnvironmentOptions } from "./linked-environment";
import { openEnvironment } from "./linked-environment";
import { exitCodeOf, forEachSkill } from "./push-outcome";
import { showDifference, showResult } from "./push-text";
import type { ProfileOption } from "./smapi-access";
import { smapiAccess, withProfile } from "./smapi-access";

interface Options extends EnvironmentOptions, AdditionsOption, ProfileOption {
  readonly skillId?: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly force?: true;
  readonly json?: true;
}

/** `alexa-link push`: writes the Account Linking form through SMAPI. */
export const push: AddCommand = (program, context) => {
  withProfile(withAdditions(withEnvironment(program.command("push"))))
    .description(
      "Compares the skill's Account Linking settings with what Terraform made, shows the difference, asks, and writes " +
        "them through Amazon's Skill Management API.",
    )
    .option("--skill-id <id>", "only this one of the environment's skills")
    .option("--yes", "write without asking")
    .option("--dry-run", "show the difference and write nothing; exit code 1 when there is one")
    .option("--force", "write although nothing that can be seen differs: the secret may")
    .addHelpText(
      "after",
      `
Amazon's credentials are those that ask-cli uses: ASK_REFRESH_TOKEN, ASK_LWA_CLIENT_ID and
ASK_LWA_CLIENT_CONFIRMATION, or a profile of \`ask configure\`.

Examples:
  npx alexa-link push dev
  npx alexa-link push prod --dry-run
  npx alexa-link push prod --yes
  terraform output -json | npx alexa-link push prod --outputs - --yes
${exitCodes}`,
    )
    .action((environment: string, options: Options) => pushAll(environment, options, context));
};

async function pushAll(name: string, options: Options, context: CommandContext): Promise<void> {
  if (options.yes && options.dryRun) {
    throw new WrongUse("--dry-run writes nothing and --yes writes without asking: pass one of the two.");
  }
  const environment = await openEnvironment(name, options, context);
  const body = requestBody(environment.accountLinking, await readAdditions(options, context));
  const skillIds = chosenSkillIds(name, environment.accountLinking.skill_ids, options.skillId);
  // With --json, stdout is for the machine, and a person who is asked reads the difference beside the question.
  const terminal = new Terminal(context.secrets, options.json ? process.stderr : process.stdout);
  const { accountLinking } = smapiAccess(environment, context, options);
  const outcomes = await forEachSkill(skillIds, context, async (skillId) => {
    terminal.line(`Account Linking of ${skillId}`, "bold");
    const result = await pushAccountLinking({
      smapi: accountLinking,
      skillId,
      body,
      force: options.force,
      dryRun: options.dryRun,
      confirm: async (difference) => {
        showDifference(terminal, difference);
        const question = difference.differs ? "Write this?" : "Write the same again, with the secret?";
        const instead = "Pass --yes to write, or --dry-run to compare.";
        return options.yes === true || confirm(question, instead, context.signal);
      },
    });
    showResult(terminal, result);
    return result;
  });
  if (options.json) {
    const results = outcomes.map((outcome, index) => ({ skillId: skillIds[index], ...outcome }));
    process.stdout.write(plainJsonText({ environment: name, results }, context.secrets));
  }
  process.exitCode = exitCodeOf(outcomes);
}
