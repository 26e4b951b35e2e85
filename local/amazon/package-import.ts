import type { Violation } from "./shape";
import type { CheckedPackage } from "./skill-package-check";
import { checkSkillPackage } from "./skill-package-check";
import { readZip, ZipError } from "./skill-package-zip";
import type { Skill, Skills } from "./skills";
import { newSkillId } from "./skills";

export type ImportStatus = "IN_PROGRESS" | "SUCCEEDED" | "FAILED" | "ROLLBACK_SUCCEEDED";

export interface ResourceStatus {
  readonly name: string;
  readonly status: ImportStatus;
  readonly action: "CREATE" | "UPDATE";
  readonly errors?: readonly Violation[];
}

/** `v1.skill.ImportResponse` of SMAPI's published schema. */
export interface PackageImport {
  readonly status: ImportStatus;
  readonly errors?: readonly Violation[];
  readonly warnings?: readonly Violation[];
  readonly skill: { readonly skillId?: string; readonly eTag?: string; readonly resources: readonly ResourceStatus[] };
}

/**
 * Imports a zipped skill package: all of it, or, when something is wrong, nothing.
 *
 * @param skill undefined makes a new one
 */
export function runImport(skills: Skills, skill: Skill | undefined, zip: Uint8Array): PackageImport {
  const checked = check(zip);
  if (checked instanceof ZipError) {
    const errors = [{ code: "CONTENT_PARSE_FAILURE", message: checked.message }];
    return { status: "FAILED", errors, skill: { skillId: skill?.id, resources: [] } };
  }
  const failed = checked.resources.some(({ errors }) => errors.length > 0);
  const changed = failed ? skill : stored(skills, skill, checked);
  const others: ImportStatus = failed ? "ROLLBACK_SUCCEEDED" : "SUCCEEDED";
  return {
    status: failed ? "FAILED" : "SUCCEEDED",
    ...(checked.warnings.length > 0 ? { warnings: checked.warnings } : {}),
    skill: {
      skillId: changed?.id,
      eTag: changed?.packageTag,
      resources: checked.resources.map(({ name, errors }) => ({
        name,
        action: skill === undefined ? "CREATE" : "UPDATE",
        ...(errors.length > 0 ? { status: "FAILED", errors } : { status: others }),
      })),
    },
  };
}

/** What is shown of an import that is still in progress; at first it is no more than that. */
export function inProgress({ skill }: PackageImport, polls: number): object {
  const status: ImportStatus = "IN_PROGRESS";
  const resources = skill.resources.map(({ name, action }) => ({ name, action, status }));
  return polls < 2 ? { status } : { status, skill: { skillId: skill.skillId, resources } };
}

function check(zip: Uint8Array): CheckedPackage | ZipError {
  try {
    return checkSkillPackage(readZip(zip));
  } catch (error) {
    if (error instanceof ZipError) {
      return error;
    }
    throw error;
  }
}

function stored(skills: Skills, skill: Skill | undefined, { files }: CheckedPackage): Skill {
  if (skill === undefined) {
    return skills.add(newSkillId(), skills.vendorId, files);
  }
  skills.write(skill, files);
  skill.imported = true;
  return skill;
}
