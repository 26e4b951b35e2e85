import { attributeChanges } from "./attribute-changes";
import { HARMLESS } from "./harmless";
import { SENSITIVE_CHANGED, UNKNOWN } from "./masked";
import type { Plan, PlannedChange } from "./plan";
import type { AttributeChange, Unexamined } from "./review";
import { CHANGE_RULES, PLAN_RULES } from "./rules/index";
import type { Examines } from "./rules/rule";

/** A change as a whole: a resource of a type that nothing here knows. */
const ALL = "(all of it)";

/** Paths of a type's attributes, without indexes; a path stands for all that is below it. */
type Known = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What a plan changes and nobody looked at: neither a rule nor the list of harmless changes knows the attribute. In the
 * order of the addresses. A plan is safe only where this is empty.
 *
 * @param plan as things (`things.ts`)
 */
export function unexamined(plan: Plan): readonly Unexamined[] {
  return plan.changes.flatMap((change) => {
    const attributes = unexaminedOf(change);
    return attributes.length === 0 ? [] : [{ address: change.address, attributes }];
  });
}

function unexaminedOf(change: PlannedChange): readonly string[] {
  const { action, mode, type } = change;
  // A deletion, a replacement, a resource that is forgotten: each is a finding whatever the type.
  if (action === "no-op" || action === "delete" || action === "forget") {
    return [];
  }
  if (mode === "data") {
    return isReadOnly(type) ? [] : [ALL];
  }
  const isNew = action === "create";
  if (isNew && !NEW.has(type) && !RULES.has(type)) {
    return [ALL];
  }
  const changes = attributeChanges(change).map((it) => ({ ...it, path: withoutIndexes(it.path) }));
  const changed = changes.map(({ path }) => path);
  const known = [RULES.get(type), ALWAYS, isNew ? NEW.get(type) : UPDATED.get(type)];
  // What replaces another is new in its parts, and its end is a finding of its own.
  const more =
    action === "replace" ? [NEW.get(type), new Set(change.replacePaths.map(([first]) => String(first)))] : [];
  const sets = [...known, ...more].filter((set) => set !== undefined);
  const unknown = changed.filter((path) => !sets.some((set) => isWithin(path, set)));
  return [...new Set([...unknown, ...(action === "update" ? unreadable(changes, type) : [])])];
}

/** A rule that compares values sees nothing where there is none: it is hidden, or only the apply brings it. */
function unreadable(changes: readonly AttributeChange[], type: string): readonly string[] {
  const hidden: readonly (string | undefined)[] = [UNKNOWN.description, SENSITIVE_CHANGED.description];
  const judged = [ALWAYS, UNSEEN.get(type), RULES.get(type)?.has("*") === true ? new Set(["*"]) : undefined];
  return changes
    .filter(
      ({ after, path }) => hidden.includes(after) && !judged.some((set) => set !== undefined && isWithin(path, set)),
    )
    .map(({ path }) => path);
}

/** Data of Amazon's providers is only read. Other data runs a program or asks a host. */
const isReadOnly = (type: string): boolean => /^(?:aws|awscc|terraform|archive|local|tls|random)_/.test(type);

/** `schema[1].name` and `tags["a b"]` as `schema.name` and `tags`. */
const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, "").replace(/\[".*$/, "");

function isWithin(path: string, known: ReadonlySet<string>): boolean {
  if (known.has("*")) {
    return true;
  }
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1)) {
    if (known.has(path.slice(0, end))) {
      return true;
    }
  }
  return false;
}

function known(declared: readonly Examines[]): Known {
  const found = new Map<string, Set<string>>();
  for (const [type, attributes] of declared.flatMap((it) => Object.entries(it))) {
    const all = found.get(type) ?? new Set();
    for (const attribute of attributes) {
      all.add(attribute);
    }
    found.set(type, all);
  }
  return found;
}

const RULES = known(
  [...CHANGE_RULES, ...PLAN_RULES].flatMap(({ examines }) => (examines === undefined ? [] : [examines])),
);
const NEW = known(HARMLESS.flatMap(({ when, things }) => (when === "new" ? [things] : [])));
const UPDATED = known(HARMLESS.flatMap(({ when, things }) => (when === "changed" ? [things] : [])));
const UNSEEN = known(HARMLESS.flatMap(({ when, things }) => (when === "unknown" ? [things] : [])));
const ALWAYS: ReadonlySet<string> = new Set(
  HARMLESS.flatMap(({ when, things }) => (when === "any" ? Object.values(things).flat() : [])),
);
