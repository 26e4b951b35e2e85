import type { SkillKind } from "../../contract/smart-home";
import type { ImportOptions, ImportResult, Smapi } from "../smapi/smapi";
import { SmapiError } from "../smapi/smapi";
import type { PackageChange } from "./merge-skill-package";
import { mergeSkillPackage } from "./merge-skill-package";
import type { PackageFlaw } from "./package-flaw";
import { InvalidSkillPackageError } from "./package-flaw";
import type { SkillPackage } from "./skill-package";
import { checkSkillPackage } from "./skill-package-rules";
import { zipSkillPackage } from "./skill-package-zip";

/** An existing skill, or the developer account that is to get a new one. */
export type PushTarget =
  | { readonly skillId: string; readonly vendorId?: undefined }
  | { readonly vendorId: string; readonly skillId?: undefined };

export type PushSkillPackageProps = PushTarget & {
  readonly smapi: Pick<Smapi, "exportPackage" | "importPackage" | "createSkill">;
  readonly package: SkillPackage;
  /** What the functions let in. @default "custom" */
  readonly kind?: SkillKind;
  /** Is asked before anything is written. */
  readonly confirm: (preview: PushPreview) => Promise<boolean>;
  /** Writes nothing and asks nothing. @default false */
  readonly dryRun?: boolean;
  /** Called with what the store is doing, in a few words. */
  readonly onProgress?: (text: string) => void;
};

export interface PushPreview {
  readonly changes: readonly PackageChange[];
  /** What the store has and the project does not set, by path: it stays. */
  readonly kept: readonly string[];
  /** What may go through, or matters for publishing only. */
  readonly flaws: readonly PackageFlaw[];
}

export type PushSkillPackageResult = PushPreview &
  (
    | { readonly kind: "unchanged" | "declined" | "would import" | "would create" }
    | {
        readonly kind: "imported";
        readonly skillId: string;
        /** What the store warns of, in its words. */
        readonly warnings: readonly string[];
      }
    | {
        readonly kind: "created";
        readonly skillId: string;
        /** The line to put into `environments.ts`. */
        readonly environmentsLine: string;
        readonly warnings: readonly string[];
      }
  );

/** The line of an environment's `alexa` that lets a skill invoke its functions. */
export const environmentsLine = (skillId: string): string => `skillIds: [${JSON.stringify(skillId)}],`;

/**
 * Brings the skill package in the store to what it is to be: reads what is there, keeps what nothing here sets, asks,
 * and imports; or creates the skill.
 *
 * @throws InvalidSkillPackageError before anything is read
 * @throws SmapiError; of the kind `changed` when somebody else wrote in between, in which case nothing was imported
 */
export async function pushSkillPackage(props: PushSkillPackageProps): Promise<PushSkillPackageResult> {
  const { smapi, package: wanted, confirm, dryRun = false, onProgress } = props;
  const flaws = checkSkillPackage(wanted, props.kind);
  if (flaws.some(({ severity }) => severity === "error")) {
    throw new InvalidSkillPackageError("The skill package", flaws);
  }
  const stored = props.skillId === undefined ? undefined : await smapi.exportPackage(props.skillId);
  const { merged, changes, kept } = mergeSkillPackage(stored?.files, wanted);
  const preview: PushPreview = { changes, kept, flaws };
  if (changes.length === 0) {
    return { kind: "unchanged", ...preview };
  }
  if (dryRun) {
    return { kind: props.skillId === undefined ? "would create" : "would import", ...preview };
  }
  if (!(await confirm(preview))) {
    return { kind: "declined", ...preview };
  }
  const options: ImportOptions = { ...(onProgress !== undefined && { onProgress }) };
  const zip = zipSkillPackage(merged);
  if (props.skillId === undefined) {
    const { skillId, warnings } = await smapi.createSkill(props.vendorId, zip, options);
    return { kind: "created", skillId, environmentsLine: environmentsLine(skillId), warnings, ...preview };
  }
  const ifMatch = stored?.eTag;
  const { skillId, warnings } = await importInto(props.skillId, zip, {
    smapi,
    ...options,
    ...(ifMatch && { ifMatch }),
  });
  return { kind: "imported", skillId, warnings, ...preview };
}

async function importInto(
  skillId: string,
  zip: Uint8Array,
  { smapi, ...options }: ImportOptions & Pick<PushSkillPackageProps, "smapi">,
): Promise<ImportResult> {
  try {
    return await smapi.importPackage(skillId, zip, options);
  } catch (error) {
    if (error instanceof SmapiError && error.kind === "changed") {
      throw new SmapiError(
        "changed",
        `Somebody changed the skill ${skillId} while this was running. Nothing was imported. Run it again: it then shows the difference to what is there now.`,
        error.status,
      );
    }
    throw error;
  }
}
