import { isObject, member } from "../../common/json";
import { INTERACTION_MODEL_FILE } from "./interaction-model-rules";
import { LOCALE, MANIFEST_FILE } from "./manifest-rules";
import { MANIFEST } from "./manifests";
import { localesOf, MODEL_FILE, modelFile } from "./model-files";
import type { Rule, Violation } from "./shape";
import { MAX_VIOLATIONS, violation } from "./shape";

/** A part of a skill package, and what is wrong with it. */
export interface CheckedResource {
  /** `Manifest`, `InteractionModel.en-US` */
  readonly name: string;
  readonly errors: readonly Violation[];
}

export interface CheckedPackage {
  readonly resources: readonly CheckedResource[];
  readonly warnings: readonly Violation[];
  /** Those that belong to a skill package. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** "Skill package format", and what exports of skills with tasks, Alexa Conversations or widgets have beside. */
const FOLDERS = /^(assets|build|conversations|dataStorePackages|isps|response|tasks)\//;

/** Looks at the files of a skill package as SMAPI does when it imports one. */
export function checkSkillPackage(files: ReadonlyMap<string, Uint8Array>): CheckedPackage {
  const manifest = parsed(files.get(MANIFEST));
  const described = localesIn(manifest);
  const locales = localesOf(files);
  const belongs = ([path]: [string, unknown]): boolean =>
    path === MANIFEST || MODEL_FILE.test(path) || FOLDERS.test(path);
  return {
    resources: [
      { name: "Manifest", errors: checkFile(files, MANIFEST, MANIFEST_FILE) },
      ...locales.map((locale) => ({
        name: `InteractionModel.${locale}`,
        errors: checkFile(files, modelFile(locale), INTERACTION_MODEL_FILE),
      })),
    ],
    warnings: [
      // Live packages have such models; that Amazon refuses them is documented nowhere.
      ...locales
        .filter((locale) => !described.includes(locale))
        .flatMap((locale) =>
          violation(
            "EXPECTED_RELATED_INSTANCE",
            `The package has an interaction model for ${locale.slice(0, 50)}, but its manifest has not this locale.`,
          ),
        ),
      ...[...files.keys()]
        .filter((path) => !belongs([path, undefined]))
        .flatMap((path) =>
          violation("UNEXPECTED_PROPERTY", `${path.slice(0, 200)} is not part of a skill package and was ignored.`),
        ),
    ],
    files: new Map([...files].filter(belongs)),
  };
}

function checkFile(files: ReadonlyMap<string, Uint8Array>, path: string, rule: Rule): readonly Violation[] {
  const content = files.get(path);
  if (content === undefined) {
    return violation("RESOURCE_NOT_FOUND", `The package is missing ${path}.`);
  }
  const value = parsed(content);
  return value === undefined
    ? violation("CONTENT_PARSE_FAILURE", `${path} is not valid JSON.`)
    : rule(value, "$").slice(0, MAX_VIOLATIONS);
}

function localesIn(manifest: unknown): readonly string[] {
  const locales = member(member(member(manifest, "manifest"), "publishingInformation"), "locales");
  return isObject(locales) ? Object.keys(locales).filter((name) => LOCALE.test(name)) : [];
}

/** JSON in UTF-8, or undefined. */
function parsed(content: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}
