import type { JsonObject } from "../../common/json";
import { isObject } from "../../common/json";
import { below, rootOf, textOf } from "./json-node";
import type { SkillPackage } from "./skill-package";

const ICONS: readonly string[] = ["smallIconUri", "largeIconUri"];
const SCHEME = "file://";

/**
 * The store's manifest with the project's names for those icons that are the same picture. An export names them
 * itself, as in `file://assets/images/en-US_smallIconUri.png`, which would look like a change for ever.
 */
export function withOurIconNames(
  stored: JsonObject,
  storedFiles: SkillPackage["files"],
  wanted: JsonObject,
  ourFiles: SkillPackage["files"],
): JsonObject {
  const isSamePicture = (one: string | undefined, other: string | undefined): boolean => {
    const [had, has] = [fileOf(one, storedFiles), fileOf(other, ourFiles)];
    return had !== undefined && has !== undefined && Buffer.compare(had, has) === 0;
  };
  const locales = ["manifest", "publishingInformation", "locales"];
  return replaceAt(stored, locales, (all) =>
    Object.fromEntries(
      Object.entries(all).map(([locale, fields]) => {
        const ours = below(rootOf("", wanted), ...locales, locale);
        const icons = ICONS.map((icon) => [icon, textOf(below(ours, icon))] as const).filter(
          ([icon, uri]) => isObject(fields) && isSamePicture(textOf(below(rootOf("", fields), icon)), uri),
        );
        return [locale, isObject(fields) ? { ...fields, ...Object.fromEntries(icons) } : fields];
      }),
    ),
  );
}

const fileOf = (uri: string | undefined, files: SkillPackage["files"]): Uint8Array | undefined =>
  uri?.startsWith(SCHEME) ? files.get(uri.slice(SCHEME.length)) : undefined;

function replaceAt(object: JsonObject, path: readonly string[], change: (inner: JsonObject) => JsonObject): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) {
    return change(object);
  }
  const inner = object[key];
  return isObject(inner) ? { ...object, [key]: replaceAt(inner, rest, change) } : object;
}
