import { existsSync } from "node:fs";
import { join } from "node:path";
import { chosenSkillIds } from "../../alexa/chosen-skills";
import { checkedSkillPackage } from "../../alexa/skill-package/checked-skill-package";
import type { environmentSkillPackage } from "../../alexa/skill-package/environment-skill-package";
import { newSkill } from "../../alexa/skill-package/new-skill";
import type { PushSkillPackageResult, PushTarget } from "../../alexa/skill-package/push-skill-package";
import { pushSkillPackage } from "../../alexa/skill-package/push-skill-package";
import { SkillPackageNotWrittenError, writeSkillPackage } from "../../alexa/skill-package/write-skill-package";
import type { CommandContext } from "../../common/command";
import { confirm } from "../../common/confirm";
import { ExitCode, WrongUse } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import { Terminal } from "../../common/terminal";
import { count } from "../../review/report-text";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import type { EnvironmentOptions, LinkedEnvironment } from "./linked-environment";
import { openEnvironment } from "./linked-environment";
import { showChanges, showFlaws, showResult } from "./skill-text";
import type { Failed, ProfileOption } from "./smapi-access";
import { failureOf, smapiAccess, throughSmapi, withProfile } from "./smapi-access";

interface Options extends EnvironmentOptions, ProfileOption {
  readonly package?: string;
  readonly nameSuffix?: string;
  readonly write?: string;
  readonly push?: true;
  readonly create?: true;
  readonly skillId?: string;
  readonly vendorId?: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `alexa-link skill`: the skill package of an environment. */
export const skill: AddCommand = (program, context) => {
  withProfile(withEnvironment(program.command("skill")))
    .description(
      "Makes the environment's skill package out of skill-package/: with the functions that Terraform made and the " +
        "environment's name. Checks it, and imports it into the skill store when asked to.",
    )
    .option("--package <folder>", "the project's skill package (default: skill-package)")
    .option("--name-suffix <text>", 'what the skill\'s names end with (default: " (<environment>)", none for prod)')
    .option("--write <folder>", "write the environment's skill package into a folder")
    .option("--push", "import it into the environment's skill, after showing what changes")
    .option("--create", "create a skill from it, for an environment that has none yet")
    .option("--skill-id <id>", "with --push, only this one of the environment's skills")
    .option("--vendor-id <id>", "with --create, your vendor id (default: the one in the deployed redirect URIs)")
    .option("--yes", "import or create without asking")
    .option("--dry-run", "show what an import would change; exit code 1 when anything would")
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
    .action((environment: string, options: Options) => handle(environment, options, context));
};

async function handle(name: string, options: Options, context: CommandContext): Promise<void> {
  checkOptions(options);
  const environment = await openEnvironment(name, options, context);
  const { accountLinking: contract } = environment;
  const source = options.package ?? join(projectRoot([process.cwd()]), "skill-package");
  if (!existsSync(source)) {
    throw new WrongUse(`There is no skill package ${source}. Name its folder with --package.`);
  }
  const { nameSuffix } = options;
  const { made, flaws } = checkedSkillPackage(source, { environment: name, contract, nameSuffix });
  const hasErrors = flaws.some(({ severity }) => severity === "error");
  const terminal = new Terminal(options.json ? process.stderr : process.stdout);
  terminal.line(terminal.bold(`Skill package of ${name}: ${count(made?.files.size ?? 0, "file")}`));
  for (const note of made?.notes ?? []) {
    terminal.line(`  ${note}`);
  }
  showFlaws(terminal, flaws);
  const results =
    hasErrors || made === undefined ? [] : await bringOut({ environment, options, context, terminal, made, source });
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ environment: name, files: [...(made?.files.keys() ?? [])], notes: made?.notes ?? [], flaws, results }, null, 2)}\n`,
    );
  }
  process.exitCode = hasErrors ? ExitCode.failed : exitCodeOf(results);
}

type Outcome = PushSkillPackageResult | Failed;

/** Writes the package and imports it, as far as that was asked for. One skill's failure does not stop the next. */
async function bringOut({ source, ...props }: Omit<Push, "target"> & { readonly source: string }): Promise<Outcome[]> {
  const { environment, options, context, terminal, made } = props;
  if (options.write !== undefined) {
    write(options.write, source, made);
    terminal.line(`Written: ${options.write}`);
  }
  const results: Outcome[] = [];
  for (const target of targets(environment, options)) {
    const result = await push({ ...props, target }).catch(failureOf);
    if (result.kind === "failed") {
      process.stderr.write(`${context.secrets.hide(result.reason)}\n`);
    } else {
      showResult(terminal, result, environment.name);
    }
    results.push(result);
  }
  return results;
}

function exitCodeOf(results: readonly Outcome[]): number {
  if (results.some(({ kind }) => kind === "failed")) {
    return ExitCode.unavailable;
  }
  const undone = results.some(({ kind }) => kind.startsWith("would") || kind === "declined");
  return undone ? ExitCode.failed : ExitCode.ok;
}

function checkOptions({ push, create, dryRun, yes, skillId, vendorId }: Options): void {
  if (push && create) {
    throw new WrongUse("--push is for a skill that exists, --create for one that does not: pass one of the two.");
  }
  if (dryRun && yes) {
    throw new WrongUse("--dry-run imports nothing and --yes imports without asking: pass one of the two.");
  }
  if ((dryRun || yes) && !push && !create) {
    throw new WrongUse("--dry-run and --yes say how to --push or --create: pass one of the two with it.");
  }
  if (skillId !== undefined && !push) {
    throw new WrongUse("--skill-id says where to --push to.");
  }
  if (vendorId !== undefined && !create) {
    throw new WrongUse("--vendor-id says whose skill to --create.");
  }
}

function write(folder: string, source: string, made: ReturnType<typeof environmentSkillPackage>): void {
  try {
    writeSkillPackage({ package: made, folder, source });
  } catch (error) {
    throw error instanceof SkillPackageNotWrittenError ? new WrongUse(error.message) : error;
  }
}

function targets({ name, accountLinking }: LinkedEnvironment, options: Options): readonly PushTarget[] {
  const { skill_ids: known, redirect_uris: redirectUris } = accountLinking;
  if (options.create) {
    const vendorId = options.vendorId ?? process.env.ASK_VENDOR_ID;
    return [newSkill({ environment: name, known, redirectUris, vendorId })];
  }
  return options.push ? chosenSkillIds(name, known, options.skillId).map((skillId) => ({ skillId })) : [];
}

interface Push {
  readonly environment: LinkedEnvironment;
  readonly target: PushTarget;
  readonly options: Options;
  readonly context: CommandContext;
  readonly terminal: Terminal;
  readonly made: ReturnType<typeof environmentSkillPackage>;
}

function push({ environment, target, options, context, terminal, made }: Push): Promise<PushSkillPackageResult> {
  const { skillPackages } = smapiAccess(environment, context, options);
  const question = target.skillId === undefined ? "Create this skill?" : `Import this into ${target.skillId}?`;
  let said = "";
  return throughSmapi(() =>
    pushSkillPackage({
      smapi: skillPackages,
      package: made,
      dryRun: options.dryRun,
      ...target,
      confirm: async (preview) => {
        showChanges(terminal, preview);
        return (
          options.yes === true || confirm(question, "Pass --yes to import, or --dry-run to compare.", context.signal)
        );
      },
      onProgress: (text) => {
        if (text !== said) {
          process.stderr.write(`${text}\n`);
          said = text;
        }
      },
    }),
  );
}
