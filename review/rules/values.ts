import type { Path } from "../../common/json";
import { isObject, isSame, valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";

type Side = PlannedChange["before"];
/** A text, or undefined for anything else: not set, hidden, unknown. */
export function textAt(side: Side, ...path: Path): string | undefined {
  const value = valueAt(side, path);
  return typeof value === "string" ? value : undefined;
}

/** A function's environment variable. */
export const variableAt = (side: Side, name: string): string | undefined =>
  textAt(side, "environment", 0, "variables", name);

export function numberAt(side: Side, ...path: Path): number | undefined {
  const value = valueAt(side, path);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The texts of a list or set; none for anything else. */
export function textsAt(side: Side, ...path: Path): readonly string[] {
  const value = valueAt(side, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The objects of a list or set of blocks. */
export function blocksAt(side: Side, ...path: Path): readonly Readonly<Record<string, unknown>>[] {
  const value = valueAt(side, path);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** What a list had and will no longer have. */
export function lost(change: PlannedChange, ...path: Path): readonly string[] {
  const after = new Set(textsAt(change.after, ...path));
  return textsAt(change.before, ...path).filter((item) => !after.has(item));
}

/** What a list did not have. */
export function gained(change: PlannedChange, ...path: Path): readonly string[] {
  const before = new Set(textsAt(change.before, ...path));
  return textsAt(change.after, ...path).filter((item) => !before.has(item));
}

/** Whether a value becomes another one. Empty and not set are the same. */
export function differs({ before, after }: PlannedChange, ...path: Path): boolean {
  return !isSame(emptyAsNone(valueAt(before, path)), emptyAsNone(valueAt(after, path)));
}

/** "was 12, will be 6". An empty list counts as not set. */
export function wasWillBe({ before, after }: Pick<PlannedChange, "before" | "after">, ...path: Path): string {
  const [was, willBe] = [before, after].map((side) => showValue(emptyAsNone(valueAt(side, path))));
  // In a sentence, and often in parentheses of its own: without those of a table's cell.
  return `was ${inSentence(was)}, will be ${inSentence(willBe)}`;
}

/** Whether a resource that exists stays and gets other values. */
export const isUpdate = ({ action }: PlannedChange): boolean => action === "update";

/** Whether a resource has values after the apply that this plan brings. */
export const isSet = ({ action }: PlannedChange): boolean =>
  action === "create" || action === "update" || action === "replace";

/** Whether the object that exists is lost: destroyed, or no longer the one that is used. */
export const ends = ({ action }: PlannedChange): boolean => action === "delete" || action === "replace";

const inSentence = (shown = ""): string => (shown === "(not set)" ? "not set" : shown);

function emptyAsNone(value: unknown): unknown {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0) ? null : value;
}
