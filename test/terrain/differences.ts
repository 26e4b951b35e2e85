import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** A place at which two folders differ. */
export interface Difference {
  /** From the folder, with forward slashes. */
  readonly file: string;
  /** Of a value in a JSON file: its keys. Empty for a whole file. */
  readonly keys: readonly string[];
  /** What the first folder has; undefined for nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Every place at which two folders differ: JSON files value by value, all others as a whole. */
export function folderDifferences(before: string, after: string): readonly Difference[] {
  const files = new Set([...filesIn(before), ...filesIn(after)]);
  return [...files].sort().flatMap((file): readonly Difference[] => {
    const [one, other] = [contentOf(before, file), contentOf(after, file)];
    if (one !== undefined && other !== undefined && file.endsWith(".json")) {
      return valueDifferences(JSON.parse(one.toString("utf8")), JSON.parse(other.toString("utf8"))).map((it) => ({
        file,
        ...it,
      }));
    }
    return one !== undefined && other?.equals(one)
      ? []
      : [{ file, keys: [], before: sizeOf(one), after: sizeOf(other) }];
  });
}

/** The files in a folder and below it, by their paths from there. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join("/"))
    .sort();
}

/** For people, a line each: the first ones, and how many more there are. */
export function differencesText(differences: readonly Difference[], maxLines = 30): string {
  const lines = differences.map(({ file, keys, before, after }) => {
    const place = [file, ...(keys.length === 0 ? [] : [keys.join(".")])].join(": ");
    if (before === undefined) {
      return `${place} is new: ${valueText(after)}`;
    }
    if (after === undefined) {
      return `${place} is missing: ${valueText(before)}`;
    }
    return `${place} is not ${valueText(before)} but ${valueText(after)}`;
  });
  const more = lines.length - maxLines;
  return [...lines.slice(0, maxLines), ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

type ValueDifference = Omit<Difference, "file">;

/** The order of an object's keys says nothing, that of a list does. */
function valueDifferences(before: unknown, after: unknown, keys: readonly string[] = []): readonly ValueDifference[] {
  if (!isNested(before) || !isNested(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? [] : [{ keys, before, after }];
  }
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...all].flatMap((key) => valueDifferences(before[key], after[key], [...keys, key]));
}

const isNested = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function contentOf(folder: string, file: string): Buffer | undefined {
  return statSync(join(folder, file), { throwIfNoEntry: false }) && readFileSync(join(folder, file));
}

const sizeOf = (content: Buffer | undefined): string | undefined => content && `a file of ${content.length} bytes`;

function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
