import type { JsonObject } from "./json";

/** Whether the order of a list means nothing, by the list's path: `recovery[].mechanism`. */
export type IsUnordered = (path: string) => boolean;

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

type Options = Required<CanonicalJsonOptions> & { readonly maxPathLength: number };

/** A text that is ready, or a list or object that is still to be written, with its path where one is needed. */
type Task = string | { readonly value: object; readonly path: string | undefined };

/** Lists without order stand no deeper than this below any value, in characters of their path: longer ones are not followed. */
const MAX_FOLLOWED_LENGTH = 200;

/**
 * JSON with sorted keys and no spaces: the same text for two values of the same meaning. Members that are null are left
 * out, because neither Terraform nor AWS nor SMAPI knows a difference between null and not set. A symbol, which stands
 * for a hidden value, is written as its description. Works without recursion, so that deep nesting cannot exhaust the
 * stack.
 */
export function canonicalJson(
  value: unknown,
  { isUnordered = () => false, path = "", isUnset = isNone, spelled = itself }: CanonicalJsonOptions = {},
): string {
  return written(value, { isUnordered, path, isUnset, spelled, maxPathLength: path.length + MAX_FOLLOWED_LENGTH });
}

function written(value: unknown, options: Options): string {
  const first = taskOf(value, options.path, options);
  if (typeof first === "string") {
    return first;
  }
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

/** JSON with sorted keys and no spaces in which null is a value: for comparing and showing what a plan holds. */
export const sortedJson = (value: unknown): string => canonicalJson(value ?? null, { isUnset: () => false });

const isNone = (value: unknown): boolean => value === null || value === undefined;

const itself = (text: string): string => text;

function taskOf(value: unknown, path: string | undefined, { spelled }: Options): Task {
  if (typeof value === "object" && value !== null) {
    return { value, path };
  }
  if (typeof value === "symbol") {
    return JSON.stringify(value.description);
  }
  return typeof value === "string" ? JSON.stringify(spelled(value)) : String(value);
}

function listParts(list: readonly unknown[], path: string | undefined, options: Options): Task[] {
  const below = path === undefined || path.length > options.maxPathLength ? undefined : `${path}[]`;
  // Only lists whose path is followed are sorted, and paths are not followed far: this recursion ends.
  const items: readonly Task[] =
    below !== undefined && options.isUnordered(path as string)
      ? list.map((item) => written(item, { ...options, path: below })).sort()
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

function objectParts(object: JsonObject, path: string | undefined, options: Options): Task[] {
  const parts: Task[] = ["{"];
  for (const name of Object.keys(object).sort()) {
    const member = object[name];
    if (options.isUnset(member)) {
      continue;
    }
    const below = path === undefined || path.length > options.maxPathLength ? undefined : `${path}.${name}`;
    const task = taskOf(member, below, options);
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
