/** Whether the order of a list means nothing, by the list's path: `recovery[].mechanism`. */
export type IsUnordered = (path: string) => boolean;

/** A text that is ready, or a list or object that is still to be written, with its path where one is needed. */
type Task = string | { readonly value: object; readonly path: string | undefined };

/** Lists without order stand no deeper than this in any resource, so longer paths are not followed. */
const MAX_PATH_LENGTH = 200;

/**
 * JSON with sorted keys and no spaces: equal for two values of the same meaning. A member that is null is left out,
 * because Terraform knows no difference between null and not set. Works without recursion, so that deep nesting cannot
 * exhaust the stack.
 *
 * @param isUnordered lists whose items are sorted
 * @param path where the value stands, for isUnordered
 */
export function canonicalJson(value: unknown, isUnordered: IsUnordered = () => false, path = ""): string {
  const first = taskOf(value, path);
  if (typeof first === "string") {
    return first;
  }
  let written = "";
  const tasks: Task[] = [first];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (typeof task === "string") {
      written += task;
      continue;
    }
    const parts = Array.isArray(task.value)
      ? listParts(task.value, task.path, isUnordered)
      : objectParts(task.value as Readonly<Record<string, unknown>>, task.path);
    for (let index = parts.length - 1; index >= 0; index--) {
      tasks.push(parts[index] as Task);
    }
  }
  return written;
}

/** An object's members by name; none for anything else. Null members are left out. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  const members = new Map<string, unknown>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return members;
  }
  for (const name of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== null && member !== undefined) {
      members.set(name, member);
    }
  }
  return members;
}

function taskOf(value: unknown, path: string | undefined): Task {
  if (typeof value === "object" && value !== null) {
    return { value, path };
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function listParts(list: readonly unknown[], path: string | undefined, isUnordered: IsUnordered): Task[] {
  const below = path === undefined || path.length > MAX_PATH_LENGTH ? undefined : `${path}[]`;
  // Only lists whose path is followed are sorted, and paths are not followed far: this recursion ends.
  const items: readonly Task[] =
    below !== undefined && isUnordered(path as string)
      ? list.map((item) => canonicalJson(item, isUnordered, below)).sort()
      : list.map((item) => taskOf(item, below));
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

function objectParts(object: Readonly<Record<string, unknown>>, path: string | undefined): Task[] {
  const parts: Task[] = ["{"];
  for (const name of Object.keys(object).sort()) {
    const member = object[name];
    if (member === null || member === undefined) {
      continue;
    }
    const below = path === undefined || path.length > MAX_PATH_LENGTH ? undefined : `${path}.${name}`;
    const task = taskOf(member, below);
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
