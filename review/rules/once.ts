import type { RuleContext } from "./rule";

/**
 * What a rule takes from the plan as a whole, found out once for a plan: a plan may change a hundred thousand resources,
 * and a search through all of them for each would never end.
 */
export function oncePerPlan<T>(find: (context: RuleContext) => T): (context: RuleContext) => T {
  const known = new WeakMap<RuleContext, { readonly value: T }>();
  return (context) => {
    const found = known.get(context) ?? { value: find(context) };
    known.set(context, found);
    return found.value;
  };
}
