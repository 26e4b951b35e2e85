import type { EnvironmentSkillPackage, EnvironmentSkillPackageProps } from "./environment-skill-package";
import { environmentSkillPackage } from "./environment-skill-package";
import type { PackageFlaw } from "./package-flaw";
import { InvalidSkillPackageError } from "./package-flaw";
import { readWithWarnings } from "./skill-package-files";
import { checkSkillPackage } from "./skill-package-rules";

export interface CheckedSkillPackage {
  /** Undefined when its files cannot be read as a skill package; then `flaws` says why. */
  readonly made: EnvironmentSkillPackage | undefined;
  readonly flaws: readonly PackageFlaw[];
}

/** Reads a skill package, makes an environment's out of it, and checks that. A broken file is a flaw like any other. */
export function checkedSkillPackage(
  folder: string,
  props: Omit<EnvironmentSkillPackageProps, "source">,
): CheckedSkillPackage {
  try {
    const { skillPackage: source, warnings } = readWithWarnings(folder);
    const made = environmentSkillPackage({ ...props, source });
    return { made, flaws: [...warnings, ...checkSkillPackage(made, props.accountLinking.skill_kind)] };
  } catch (error) {
    if (error instanceof InvalidSkillPackageError) {
      return { made: undefined, flaws: error.flaws };
    }
    throw error;
  }
}
