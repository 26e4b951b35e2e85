import type { PlannedChange } from "../plan";
import { takenBy } from "../secret-references";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";

type Path = readonly (string | number)[];

/**
 * Whether an attribute takes such things of the plan alone, as they stand. What is unknown may be made by a function of
 * what is named beside it: where the configuration shows that, it is none of them.
 */
export function isTakenFrom(change: PlannedChange, things: RegExp, ...path: Path): boolean {
  return takenBy(change, ...path)?.every(({ origin }) => things.test(origin)) === true;
}

/**
 * The same, where this plan makes each of them anew. Of two things the apply alone tells which one is taken (`a ? x : y`):
 * if one of them is there already, it may be that.
 */
export function isMadeOfNew(change: PlannedChange, things: RegExp, context: RuleContext, ...path: Path): boolean {
  const taken = takenBy(change, ...path);
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
