import { createHash } from "node:crypto";
import type { Skill } from "./skills";

/** Where the interaction models of a custom skill are in its package. */
export const MODEL_FILE = /^interactionModels\/custom\/([^/]+)\.json$/;

export const modelFile = (locale: string): string => `interactionModels/custom/${locale}.json`;

/** Of the models, sorted. */
export const localesOf = (files: Skill["files"]): readonly string[] =>
  [...files.keys()].flatMap((path) => MODEL_FILE.exec(path)?.[1] ?? []).sort();

/** The entity tag of a model; undefined when there is none. */
export function modelTag(files: Skill["files"], locale: string): string | undefined {
  const content = files.get(modelFile(locale));
  return content && createHash("sha256").update(content).digest("hex").slice(0, 32);
}
