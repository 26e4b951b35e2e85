import { parseJson } from "../../common/json";
/**
 * A skill package: what describes the skill to Alexa, all but its code and its account linking.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-package-api-reference.html, "Skill package format"
 */
export interface SkillPackage {
  /** Contents by path, in the order of the paths: `skill.json`, `interactionModels/custom/en-US.json`, `assets/…`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const MANIFEST_FILE = "skill.json";

/** The folder with one interaction model a locale. */
export const MODELS_FOLDER = "interactionModels/custom/";

/** Amazon's names for what a skill package holds: "Skill package format". */
export const TOP_FOLDERS: readonly string[] = [
  ...["interactionModels", "assets", "isps", "conversations", "response", "build", "tasks", "dataStorePackages"],
];

/** Whether the store keeps a file: what has no place in the format, such as a README.md, it leaves out of the import. */
export function hasPlace(path: string): boolean {
  const [top = "", second] = path.split("/");
  return top === "interactionModels"
    ? localeOfModelFile(path) !== undefined
    : path === MANIFEST_FILE || (second !== undefined && TOP_FOLDERS.includes(top));
}

/** As in `interactionModels/custom/en-US.json`. */
export const interactionModelFile = (locale: string): string => `${MODELS_FOLDER}${locale}.json`;

/** The locale of an interaction model's file, or undefined for any other file. */
export function localeOfModelFile(path: string): string | undefined {
  const name = path.startsWith(MODELS_FOLDER) ? path.slice(MODELS_FOLDER.length) : "";
  return /^[^/]+\.json$/i.test(name) ? name.slice(0, -".json".length) : undefined;
}

export const isJsonFile = (path: string): boolean => /\.json$/i.test(path);

/** Sorted by code units, which are the same everywhere. */
export function skillPackageOf(files: Iterable<readonly [string, Uint8Array]>): SkillPackage {
  return { files: new Map([...files].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))) };
}

/** The value in a JSON file; undefined when there is no such file, and when it is not JSON. */
export function readJson(files: SkillPackage["files"], path: string): unknown {
  const content = files.get(path);
  return content === undefined ? undefined : parseJson(content);
}

export const jsonContent = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
