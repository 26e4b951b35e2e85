import { join } from "node:path";
import type { Command } from "commander";
import { chosenSkillIds } from "../../alexa/chosen-skills";
import { newSkill } from "../../alexa/skill-package/new-skill";
import type { PushTarget } from "../../alexa/skill-package/push-skill-package";
import { WrongUse } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import type { EnvironmentOptions, LinkedEnvironment } from "./linked-environment";
import type { ProfileOption } from "./smapi-access";

/** The options of `alexa-link skill`. */
export interface SkillOptions extends EnvironmentOptions, ProfileOption {
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

export const withSkillOptions = (command: Command): Command =>
  command
    .option("--package <folder>", "the project's skill package (default: skill-package)")
    .option("--name-suffix <text>", 'what the skill\'s names end with (default: " (<environment>)", none for prod)')
    .option("--write <folder>", "write the environment's skill package into a folder")
    .option("--push", "import it into the environment's skill, after showing what changes")
    .option("--create", "create a skill from it, for an environment that has none yet")
    .option("--skill-id <id>", "with --push, only this one of the environment's skills")
    .option("--vendor-id <id>", "with --create, your vendor id (default: the one in the deployed redirect URIs)")
    .option("--yes", "import or create without asking")
    .option("--dry-run", "show what an import would change; exit code 1 when anything would");

/** @throws WrongUse for options that do not go together */
export function checkSkillOptions({ push, create, dryRun, yes, skillId, vendorId }: SkillOptions): void {
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

/** The folder of the project's own skill package; whether there is one, its reader finds. */
export const skillPackageFolder = ({ package: folder }: SkillOptions): string =>
  folder ?? join(projectRoot([process.cwd()], "name the skill package with --package"), "skill-package");

/** The skills to import into, or the one to create; none where neither was asked for. */
export function pushTargets({ name, accountLinking }: LinkedEnvironment, options: SkillOptions): readonly PushTarget[] {
  const { skill_ids: known, redirect_uris: redirectUris } = accountLinking;
  if (options.create) {
    const vendorId = options.vendorId ?? process.env.ASK_VENDOR_ID;
    return [newSkill({ environment: name, known, redirectUris, vendorId })];
  }
  return options.push ? chosenSkillIds(name, known, options.skillId).map((skillId) => ({ skillId })) : [];
}
