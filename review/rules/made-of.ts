import type { Path } from "../../common/json";
import { valueAt } from "../../common/json";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import { takenBy } from "../secret-references";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";

/**
 * Whether an attribute takes such things of the plan alone, as they stand. What is unknown may be made by a function of
 * what is named beside it: where the configuration shows that, it is none of them.
 */
export function isTakenFrom(change: PlannedChange, things: RegExp, ...path: Path): boolean {
  return (
    isUnknown(valueAt(change.after, path)) &&
    takenBy(change, ...path)?.every(({ origin }) => things.test(origin)) === true
  );
}

/** What is only hidden is known, and may be anything: what is new is not known yet. */
const isUnknown = (value: unknown): boolean =>
  value === UNKNOWN || (Array.isArray(value) && value.length > 0 && value.every((item) => item === UNKNOWN));

/**
 * The same, where this plan makes each of them anew. Of two things the apply alone tells which one is taken (`a ? x : y`):
 * if one of them is there already, it may be that.
 */
export function isMadeOfNew(change: PlannedChange, things: RegExp, context: RuleContext, ...path: Path): boolean {
  const taken = isUnknown(valueAt(change.after, path)) ? takenBy(change, ...path) : undefined;
  if (taken === undefined || !taken.every(({ origin }) => things.test(origin))) {
    return false;
  }
  const made = taken.flatMap(({ module, type, name }) => byModule(context).get(module)?.get(`${type}.${name}`) ?? []);
  return made.length > 0 && made.every(({ action }) => action === "create" || action === "replace");
}

/** The plan's resources by the module that configures them. */
const byModule = oncePerPlan(({ plan }): ReadonlyMap<unknown, ReadonlyMap<string, readonly PlannedChange[]>> => {
  const found = new Map<unknown, Map<string, PlannedChange[]>>();
  for (const change of plan.changes) {
    const { mode, type, configuredAddress, scope, action } = change;
    if (mode === "managed" && scope !== undefined && action !== "delete" && action !== "forget") {
      const of = found.get(scope.module) ?? new Map<string, PlannedChange[]>();
      const key = `${type}.${configuredAddress.slice(configuredAddress.lastIndexOf(".") + 1)}`;
      const all = of.get(key) ?? [];
      all.push(change);
      found.set(scope.module, of.set(key, all));
    }
  }
  return found;
});
