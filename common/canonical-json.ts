import type { JsonObject } from "./json";

/** Whether the order of a list means nothing, by the list's path, `recovery[].mechanism`, and by the list itself. */
export type IsUnordered = (path: string, list: readonly unknown[]) => boolean;

export interface CanonicalJsonOptions {
  /** Lists whose items are sorted. @default none */
  readonly isUnordered?: IsUnordered;
  /** Where the value stands, for {@link isUnordered}. @default "" */
  readonly path?: string;
  /** Members of objects that are as good as not there, and are left out. @default null and undefined */
  readonly isUnset?: (member: unknown) => boolean;
  /** Another spelling of a text, the same for all texts of one meaning. @default the text itself */
  readonly spelled?: (text: string) => string;
}

type Options = Omit<Required<CanonicalJsonOptions>, "isUnordered" | "path"> & {
  readonly isUnordered: IsUnordered | undefined;
  readonly maxPathLength: number;
};

/** Where a value stands; undefined where nobody asks, for a path costs more than most values. */
type Path = string | undefined;

/** A text that is ready, or a list or object that is still to be written, with its path where one is needed. */
type Task = string | { readonly value: object; readonly path: Path };

/** Lists without order stand no deeper than this below any value, in characters of their path: longer ones are not followed. */
const MAX_FOLLOWED_LENGTH = 200;

/** No value of a plan is nested as deep. */
const MAX_RECURSION = 100;

/**
 * JSON with sorted keys and no spaces: the same text for two values of the same meaning. Members that are null are left
 * out, because neither Terraform nor AWS nor SMAPI knows a difference between null and not set. A symbol, which stands
 * for a hidden value, is written as its description. Recurses a hundred levels only, so that deep nesting cannot exhaust
 * the stack.
 */
export function canonicalJson(
  value: unknown,
  { isUnordered, path = "", isUnset = isNone, spelled = itself }: CanonicalJsonOptions = {},
): string {
  const options = { isUnordered, isUnset, spelled, maxPathLength: path.length + MAX_FOLLOWED_LENGTH };
  return written(value, isUnordered && path, options, 0);
}

function written(value: unknown, path: Path, options: Options, depth: number): string {
  if (typeof value !== "object" || value === null) {
    return scalar(value, options);
  }
  if (depth >= MAX_RECURSION) {
    return writtenFlat({ value, path }, options);
  }
  if (Array.isArray(value)) {
    const below = pathBelow(path, "[]", options);
    const items = value.map((item) => written(item, below, options, depth + 1));
    return `[${(isSorted(value, path, options) ? items.sort() : items).join(",")}]`;
  }
  const object = value as JsonObject;
  let text = "{";
  for (const name of sortedNames(object)) {
    const member = object[name];
    if (!options.isUnset(member)) {
      const below = path === undefined ? undefined : pathBelow(path, `.${name}`, options);
      text += `${text.length > 1 ? "," : ""}${JSON.stringify(name)}:${written(member, below, options, depth + 1)}`;
    }
  }
  return `${text}}`;
}

/** The same without recursion. */
function writtenFlat(first: Task, options: Options): string {
  let text = "";
  const tasks: Task[] = [first];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (typeof task === "string") {
      text += task;
      continue;
    }
    const parts = Array.isArray(task.value)
      ? listParts(task.value, task.path, options)
      : objectParts(task.value as JsonObject, task.path, options);
    for (let index = parts.length - 1; index >= 0; index--) {
      tasks.push(parts[index] as Task);
    }
  }
  return text;
}

const pathBelow = (path: Path, step: string, { maxPathLength }: Options): Path =>
  path === undefined || path.length > maxPathLength ? undefined : path + step;

const isSorted = (list: readonly unknown[], path: Path, { isUnordered, maxPathLength }: Options): boolean =>
  path !== undefined && path.length <= maxPathLength && isUnordered?.(path, list) === true;

/** Terraform writes members in this order already. */
function sortedNames(object: JsonObject): readonly string[] {
  const names = Object.keys(object);
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index - 1] as string) > (names[index] as string)) {
      return names.sort();
    }
  }
  return names;
}

/** JSON with sorted keys and no spaces in which null is a value: for comparing and showing what a plan holds. */
export const sortedJson = (value: unknown): string => canonicalJson(value ?? null, { isUnset: () => false });

const isNone = (value: unknown): boolean => value === null || value === undefined;

const itself = (text: string): string => text;

function scalar(value: unknown, { spelled }: Options): string {
  if (typeof value === "symbol") {
    return JSON.stringify(value.description);
  }
  return typeof value === "string" ? JSON.stringify(spelled(value)) : String(value);
}

const taskOf = (value: unknown, path: Path, options: Options): Task =>
  typeof value === "object" && value !== null ? { value, path } : scalar(value, options);

function listParts(list: readonly unknown[], path: Path, options: Options): Task[] {
  const below = pathBelow(path, "[]", options);
  // Only lists whose path is followed are sorted, and paths are not followed far: this recursion ends.
  const items: readonly Task[] = isSorted(list, path, options)
    ? list.map((item) => writtenFlat(taskOf(item, below, options), options)).sort()
    : list.map((item) => taskOf(item, below, options));
  if (items.length === 0) {
    return ["[]"];
  }
  const parts: Task[] = ["["];
  items.forEach((item, index) => {
    if (index > 0) {
      parts.push(",");
    }
    parts.push(item);
  });
  parts.push("]");
  return parts;
}

function objectParts(object: JsonObject, path: Path, options: Options): Task[] {
  const parts: Task[] = ["{"];
  for (const name of sortedNames(object)) {
    const member = object[name];
    if (options.isUnset(member)) {
      continue;
    }
    const task = taskOf(member, pathBelow(path, `.${name}`, options), options);
    const head = `${parts.length > 1 ? "," : ""}${JSON.stringify(name)}:`;
    if (typeof task === "string") {
      parts.push(head + task);
    } else {
      parts.push(head, task);
    }
  }
  parts.push("}");
  return parts;
}
