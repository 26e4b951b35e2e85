import { Token } from "cdktf";
import { didYouMean } from "../../common/did-you-mean";
import type { JsonObject } from "../../contract/json-object";
import { isObject } from "../../contract/json-object";
import { opaqueKind } from "./excerpt";
import type {
  ChoiceField,
  Field,
  GroupField,
  ListField,
  MapField,
  NumberField,
  TextField,
  VariantField,
} from "./field";
import { allowedIn } from "./field";

/** A finding about one value, its path relative to the object that was checked. */
export interface FieldProblem {
  readonly path: string;
  readonly received: unknown;
  readonly allowed: string;
  readonly fix: string;
}

/**
 * Fills in a field's defaults and collects what is wrong.
 *
 * Unresolved tokens are returned as they are: only Terraform knows their value. Where the value decides what is
 * synthesized, they are a problem.
 *
 * @returns the value with defaults; meaningless where problems were added
 */
export function checkField(field: Field, value: unknown, path: string, problems: FieldProblem[]): unknown {
  if (Token.isUnresolved(value)) {
    if (hasToBeKnown(field)) {
      problems.push({ path, received: UNKNOWN, allowed: allowedIn(field), fix: WRITE_IT_OUT });
    }
    return value;
  }
  const given = value === undefined ? field.default : value;
  if (given === undefined && field.derived !== undefined) {
    return undefined;
  }

  const report = (allowed: string, fix: string, at = path, received = given): void => {
    problems.push({ path: at, received, allowed, fix });
  };
  switch (field.kind) {
    case "text":
      if (!matches(field, given)) {
        report(field.allowed, field.fix);
      }
      return given;
    case "number":
      if (!isWholeNumber(given, field)) {
        report(allowedIn(field), field.fix);
      }
      return given;
    case "flag":
      if (typeof given !== "boolean") {
        report(allowedIn(field), "write true or false, without quotes");
      }
      return given;
    case "choice":
      if (!field.values.some((choice) => choice === given)) {
        report(allowedIn(field), fixOfChoice(field, given));
      }
      return given;
    case "list":
      return checkList(field, given, path, problems, report);
    case "map":
    case "group":
    case "variant":
      return checkObject(field, given, path, problems, report);
  }
}

export const UNKNOWN = "a value that only Terraform knows";
export const WRITE_IT_OUT = "write the value itself: it has to be known before Terraform runs";

const hasToBeKnown = (field: Field): boolean =>
  field.known === true || field.kind === "group" || field.kind === "variant";

function fixOfChoice({ fix, values }: ChoiceField, given: unknown): string {
  const meant = typeof given === "string" ? didYouMean(given, values.map(String)) : undefined;
  return meant === undefined ? fix : `write ${JSON.stringify(meant)}, if that is what you meant; ${fix}`;
}

type Report = (allowed: string, fix: string, at?: string, received?: unknown) => void;

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

const matches = ({ pattern, except, maxLength = Infinity, maxBytes = Infinity }: TextField, value: unknown): boolean =>
  typeof value === "string" &&
  value.length <= maxLength &&
  Buffer.byteLength(value) <= maxBytes &&
  pattern.test(value) &&
  except?.test(value) !== true;

const isWholeNumber = (value: unknown, { min, max }: NumberField): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;

function checkList(field: ListField, value: unknown, path: string, problems: FieldProblem[], report: Report): unknown {
  if (!Array.isArray(value)) {
    report(allowedIn(field), "write a list, in square brackets");
    return value;
  }
  if (value.length < field.min || value.length > field.max) {
    report(allowedIn(field), `write ${field.min} to ${field.max} values; there are ${value.length}`);
    if (value.length > field.max) {
      return value; // one problem, not one for each value
    }
  }
  const { uniqueBy } = field;
  const identities = uniqueBy === undefined ? value : value.map((item) => (isObject(item) ? item[uniqueBy] : item));
  const seen = new Set<unknown>();
  const repeated = identities.filter((item) => seen.size === seen.add(item).size);
  if (repeated.length > 0) {
    report(
      uniqueBy === undefined ? "each value once" : `each ${uniqueBy} once`,
      "remove the repetition",
      path,
      repeated,
    );
  }
  const item = field.known === true ? { ...field.item, known: true as const } : field.item;
  // Not value.map, which skips the holes of a list.
  return Array.from(value, (entry, index) => checkField(item, entry, `${path}[${index}]`, problems));
}

/** The keys that differ from another one by case alone. */
function alikeIn(keys: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const lower = key.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + 1);
  }
  return keys.filter((key) => counts.get(key.toLowerCase()) !== 1);
}

/** Objects lose it: CDKTF's own, on the way to Terraform's JSON. */
const LOST_KEY = "__proto__";

/** What `{ __proto__: … }` and `Object.create` make: entries that a person sees and no list of them has. */
function inheritedKeys(value: object): string[] {
  const keys: string[] = [];
  for (const key in value) {
    if (!Object.hasOwn(value, key)) {
      keys.push(key);
    }
  }
  return keys;
}

function checkObject(
  field: MapField | GroupField<object> | VariantField,
  value: unknown,
  path: string,
  problems: FieldProblem[],
  report: Report,
): unknown {
  const opaque = opaqueKind(value);
  if (!isObject(value) || opaque !== undefined) {
    const instead = opaque === undefined ? "" : `: this is ${opaque}`;
    report(allowedIn(field), `write an object, in curly brackets${instead}`);
    return value;
  }
  switch (field.kind) {
    case "map":
      return checkMap(field, value, path, problems, report);
    case "group":
      return checkGroup(field, value, path, problems, report);
    case "variant":
      return checkVariant(field, value, path, problems);
  }
}

function checkMap(field: MapField, value: JsonObject, path: string, problems: FieldProblem[], report: Report): unknown {
  const entries = Object.entries(value);
  if (entries.length > field.max) {
    report(allowedIn(field), `keep at most ${field.max} entries; there are ${entries.length}`);
    return value; // one problem, not one for each entry
  }
  const alike = alikeIn(entries.map(([key]) => key));
  if (field.ignoresCase === true && alike.length > 0) {
    report("keys that differ by more than case", "remove the repetition", path, alike);
  }
  const inherited = inheritedKeys(value);
  if (inherited.length > 0) {
    report("entries of the object itself", "write each entry in the object, not in its prototype", path, inherited);
  }
  for (const [key] of entries) {
    if (key === LOST_KEY) {
      report(`a key other than ${LOST_KEY}, which JavaScript loses`, "rename it", join(path, key), key);
    } else if (!matches(field.key, key)) {
      report(field.key.allowed, field.key.fix, join(path, key), key);
    }
  }
  return Object.fromEntries(
    entries.map(([key, item]) => [key, checkField(field.value, item, join(path, key), problems)]),
  );
}

/** So many wrong names are no typos: one problem says it of all of them. */
const MAX_UNKNOWN = 50;

function fixOfName(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return meant === undefined ? "remove the property, or correct its name" : `write ${meant}, if that is what you meant`;
}

function checkGroup(
  field: GroupField<object>,
  value: JsonObject,
  path: string,
  problems: FieldProblem[],
  report: Report,
): unknown {
  const fields = field.fields as Readonly<Record<string, Field>>;
  const known = Object.keys(fields);
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
  if (unknown.length > MAX_UNKNOWN) {
    report(`only ${known.join(", ")}`, `remove what is not one of these: ${unknown.length} properties`, path, unknown);
  } else {
    for (const key of unknown) {
      report(`one of ${known.join(", ")}`, fixOfName(key, known), join(path, key), key);
    }
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [key, checkField(item, value[key], join(path, key), problems)]),
  );
}

function checkVariant(field: VariantField, value: JsonObject, path: string, problems: FieldProblem[]): unknown {
  const { type } = value;
  const group = typeof type === "string" && Object.hasOwn(field.variants, type) ? field.variants[type] : undefined;
  if (group === undefined) {
    problems.push({
      path: join(path, "type"),
      received: type,
      allowed: allowedIn(field),
      fix: "write one of these types",
    });
    return value;
  }
  return checkField(group, value, path, problems);
}
