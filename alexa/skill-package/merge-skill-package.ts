import type { JsonObject } from "../../common/json";
import { isObject, member } from "../../common/json";
import { count } from "../../common/plain-text";
import { withOurIconNames } from "./icon-files";
import type { PackageChange } from "./json-difference";
import { compareJson, isNothing } from "./json-difference";
import { pathBelow } from "./json-node";
import type { SkillPackage } from "./skill-package";
import {
  hasPlace,
  isJsonFile,
  jsonContent,
  localeOfModelFile,
  MANIFEST_FILE,
  readJson,
  skillPackageOf,
} from "./skill-package";

export type { PackageChange } from "./json-difference";

export interface MergedSkillPackage {
  readonly merged: SkillPackage;
  /** What an import of the merged package changes; empty when nothing is to be done. */
  readonly changes: readonly PackageChange[];
  /** What the store has and the project does not set, by path: it stays as it is. */
  readonly kept: readonly string[];
}

type Files = SkillPackage["files"];

/**
 * What is to be imported: what is wanted, and with it what the store has and nothing here sets, as other locales,
 * fields of the manifest, in-skill products. An import replaces the whole package in the store, so that what is left
 * out would be lost. Where both have something, the wanted one wins: objects of the manifest are merged, lists,
 * endpoints, interaction models and other files are replaced whole.
 *
 * @param stored the store's files by path; undefined when there is no skill yet
 */
export function mergeSkillPackage(stored: Files | undefined, wanted: SkillPackage): MergedSkillPackage {
  // What the store leaves out would be a change at each push.
  const ours = withoutModelVersions(new Map([...wanted.files].filter(([path]) => hasPlace(path))));
  if (stored === undefined) {
    const changes = [...ours].map(([path, content]): PackageChange => ({ path, kind: "add", wanted: sizeOf(content) }));
    return { merged: skillPackageOf(ours), changes, kept: [] };
  }
  const manifest = mergeManifest(stored, ours);
  const keptFiles = [...stored].filter(([path]) => !ours.has(path));
  return {
    merged: skillPackageOf([...keptFiles, ...ours, ...manifest.files]),
    changes: [
      ...manifest.changes,
      ...[...ours].filter(([path]) => !manifest.files.has(path)).flatMap((file) => changesIn(stored, ours, file)),
    ],
    kept: [...manifest.kept, ...keptFiles.map(([path]) => path)],
  };
}

/** The store numbers the versions of a model itself. */
function withoutModelVersions(files: Files): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...files].map(([path, content]) => {
      const model = localeOfModelFile(path) === undefined ? undefined : readJson(files, path);
      return [
        path,
        isObject(model) && Object.hasOwn(model, "version") ? jsonContent(without(model, "version")) : content,
      ];
    }),
  );
}

const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

interface MergedManifest {
  /** The manifest's file, unless there is nothing to merge. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly changes: readonly PackageChange[];
  readonly kept: readonly string[];
}

function mergeManifest(stored: Files, ours: Files): MergedManifest {
  const [before, wanted] = [readJson(stored, MANIFEST_FILE), readJson(ours, MANIFEST_FILE)];
  if (!isObject(before) || !isObject(wanted)) {
    return { files: new Map(), changes: [], kept: [] };
  }
  const kept: string[] = [];
  const root = `${MANIFEST_FILE}#`;
  const merged = mergeObjects(withKindsOf(wanted, before), wanted, root, kept);
  return {
    files: new Map([[MANIFEST_FILE, jsonContent(merged)]]),
    changes: compareJson(withOurIconNames(before, stored, wanted, ours), merged, root),
    kept,
  };
}

/**
 * A skill of the store's of quite another kind does not make ours one of both: a flash briefing does not become a custom
 * skill.
 */
function withKindsOf(wanted: JsonObject, stored: JsonObject): JsonObject {
  const [ours, theirs] = [wanted, stored].map((file) => member(member(file, "manifest"), "apis"));
  const manifest = member(stored, "manifest");
  const isOther =
    isObject(ours) && isObject(theirs) && !isEmpty(ours) && !Object.keys(ours).some((it) => Object.hasOwn(theirs, it));
  return isOther && isObject(manifest) ? { ...stored, manifest: without(manifest, "apis") } : stored;
}

const isEmpty = (object: JsonObject): boolean => Object.keys(object).length === 0;

/** Ours first, so that the order of the project's own file stays. */
function mergeObjects(stored: JsonObject, wanted: JsonObject, path: string, kept: string[]): JsonObject {
  const both = Object.entries(wanted).map(([key, value]) => {
    const before = member(stored, key);
    // Half an endpoint of one kind and half of another is none: a certificate's type goes with a URL only.
    const isMerged = isObject(value) && isObject(before) && key !== "endpoint";
    return [key, isMerged ? mergeObjects(before, value, pathBelow(path, key), kept) : value];
  });
  const rest = Object.entries(stored).filter(([key]) => !Object.hasOwn(wanted, key));
  kept.push(...rest.filter(([, value]) => !isNothing(value)).map(([key]) => pathBelow(path, key)));
  return Object.fromEntries([...both, ...rest]);
}

function changesIn(stored: Files, ours: Files, [path, content]: [string, Uint8Array]): readonly PackageChange[] {
  const before = stored.get(path);
  if (before === undefined) {
    return hasAsset(stored, path, content) ? [] : [{ path, kind: "add", wanted: sizeOf(content) }];
  }
  const [old, wanted] = [readJson(stored, path), readJson(ours, path)];
  if (!isJsonFile(path) || old === undefined || wanted === undefined) {
    const change: PackageChange = { path, kind: "change", stored: sizeOf(before), wanted: sizeOf(content) };
    return isSame(before, content) ? [] : [change];
  }
  const isModel = localeOfModelFile(path) !== undefined;
  return compareJson(isModel ? keysOf(wanted, old) : old, wanted, `${path}#`);
}

/** What the store adds to a model's file beside the model, as its version, is the store's own. */
function keysOf(wanted: unknown, stored: unknown): unknown {
  return isObject(wanted) && isObject(stored)
    ? Object.fromEntries(Object.entries(stored).filter(([key]) => Object.hasOwn(wanted, key)))
    : stored;
}

/** The store has names of its own for icons. */
const hasAsset = (stored: Files, path: string, content: Uint8Array): boolean =>
  path.startsWith("assets/") && [...stored].some(([other, had]) => other.startsWith("assets/") && isSame(had, content));

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

const sizeOf = ({ length }: Uint8Array): string => count(length, "byte");
