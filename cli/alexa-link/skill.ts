import { checkedSkillPackage } from "../../alexa/skill-package/checked-skill-package";
import type { EnvironmentSkillPackage } from "../../alexa/skill-package/environment-skill-package";
import type { PushSkillPackageResult } from "../../alexa/skill-package/push-skill-package";
import { pushSkillPackage } from "../../alexa/skill-package/push-skill-package";
import { writeSkillPackage } from "../../alexa/skill-package/write-skill-package";
import type { CommandContext } from "../../common/command";
import { confirm } from "../../common/confirm";
import { plainJsonText } from "../../common/json-text";
import { ExitCode } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import type { LinkedEnvironment } from "./linked-environment";
import { openEnvironment } from "./linked-environment";
import type { Outcome } from "./push-outcome";
import { exitCodeOf, forEachSkill } from "./push-outcome";
import type { SkillOptions } from "./skill-options";
import { checkSkillOptions, pushTargets, skillPackageFolder, withSkillOptions } from "./skill-options";
import { showChanges, showPackage, showResult } from "./skill-text";
import { smapiAccess, withProfile } from "./smapi-access";

/** `alexa-link skill`: the skill package of an environment. */
export const skill: AddCommand = (program, context) => {
  withSkillOptions(withProfile(withEnvironment(program.command("skill"))))
    .description(
      "Makes the environment's skill package out of skill-package/: with the functions that Terraform made and the " +
        "environment's name. Checks it, and imports it into the skill store when asked to.",
    )
    .addHelpText(
      "after",
      `
What the store has and skill-package/ does not set is kept.

Examples:
  npx alexa-link skill dev
  npx alexa-link skill dev --create
  npx alexa-link skill dev --push --dry-run
  npx alexa-link skill prod --push
  npx alexa-link skill staging --write dist/skill-package-staging
${exitCodes}`,
    )
    .action((environment: string, options: SkillOptions) => handle(environment, options, context));
};

async function handle(name: string, options: SkillOptions, context: CommandContext): Promise<void> {
  checkSkillOptions(options);
  const environment = await openEnvironment(name, options, context);
  const source = skillPackageFolder(options);
  const { accountLinking } = environment;
  const { made, flaws } = checkedSkillPackage(source, {
    environment: name,
    accountLinking,
    nameSuffix: options.nameSuffix,
  });
  const terminal = new Terminal(context.secrets, options.json ? process.stderr : process.stdout);
  showPackage(terminal, name, { made, flaws });
  const isValid = made !== undefined && flaws.every(({ severity }) => severity !== "error");
  if (isValid && options.write !== undefined) {
    writeSkillPackage({ package: made, folder: options.write, source });
    terminal.line(`Written: ${options.write}`);
  }
  const results = isValid ? await pushAll({ environment, made, options, terminal, context }) : [];
  if (options.json) {
    const { files = new Map(), notes = [] } = made ?? {};
    const json = { environment: name, files: [...files.keys()], notes, flaws, results };
    process.stdout.write(plainJsonText(json, context.secrets));
  }
  process.exitCode = isValid ? exitCodeOf(results) : ExitCode.failed;
}

interface Push {
  readonly environment: LinkedEnvironment;
  readonly made: EnvironmentSkillPackage;
  readonly options: SkillOptions;
  readonly terminal: Terminal;
  readonly context: CommandContext;
}

/** Imports the package into the environment's skills, or creates one, as far as that was asked for. */
function pushAll({ environment, made, options, terminal, context }: Push): Promise<Outcome<PushSkillPackageResult>[]> {
  return forEachSkill(pushTargets(environment, options), context, async (target) => {
    const question = target.skillId === undefined ? "Create this skill?" : `Import this into ${target.skillId}?`;
    const instead = "Pass --yes to import, or --dry-run to compare.";
    const result = await pushSkillPackage({
      smapi: smapiAccess(environment, context, options).skillPackages,
      package: made,
      kind: environment.accountLinking.skill_kind,
      dryRun: options.dryRun,
      ...target,
      confirm: async (preview) => {
        showChanges(terminal, preview);
        return options.yes === true || confirm(question, instead, context.signal);
      },
      onProgress: progressLines(new Terminal(context.secrets, process.stderr)),
    });
    showResult(terminal, result, environment.name);
    return result;
  });
}

/** Each step once, on a line of its own. */
function progressLines(terminal: Terminal): (text: string) => void {
  let last = "";
  return (text) => {
    if (text !== last) {
      terminal.line(text);
      last = text;
    }
  };
}
