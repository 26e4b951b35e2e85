import { valueAt } from "../common/json";
import { referencesIn } from "./digest-configuration";
import type { Finding, Severity } from "./finding";
import { UNKNOWN } from "./masked";
import type { Plan, PlannedChange } from "./plan";
import { findRenames } from "./renames";
import { CHANGE_RULES, PLAN_RULES } from "./rules/index";
import type { ChangeRule, RuleContext, RuleFinding } from "./rules/rule";
import { textAt } from "./rules/values";
import { asThings } from "./things";

const WEIGHT: readonly Severity[] = ["block", "warn", "info"];

/**
 * All findings of a plan, blocks first, then by address.
 *
 * @param constructs the construct's path by address
 */
export function findFindings(
  given: Plan,
  unfit: readonly string[],
  constructs: ReadonlyMap<string, string>,
): readonly Finding[] {
  const plan = asThings(given);
  const context = contextOf(plan, unfit, constructs);
  const found = [
    ...PLAN_RULES.flatMap((rule) => rule.find(context).map((result) => [rule, result, result.change] as const)),
    ...inChanges(context),
  ];
  return found.map(([rule, result, change]) => finding(rule, result, change, context, constructs)).sort(order);
}

/** What rules say of single resources. A renamed one has one finding, of its own rule, with all that its end means. */
function inChanges(context: RuleContext): readonly (readonly [ChangeRule, RuleFinding, PlannedChange])[] {
  const { plan, renames } = context;
  const byType = new Map<string, readonly ChangeRule[]>();
  const rulesFor = (type: string): readonly ChangeRule[] => {
    const known = byType.get(type) ?? CHANGE_RULES.filter(({ types }) => types === undefined || types.includes(type));
    byType.set(type, known);
    return known;
  };
  return plan.changes
    .filter((change) => !renames.has(change))
    .flatMap((change) =>
      rulesFor(change.type).flatMap((rule) => {
        const result = rule.find(change, context) ?? [];
        return ("what" in result ? [result] : result).map((one) => [rule, one, change] as const);
      }),
    );
}

/** Members that are not there are left out, so that a finding reads the same after it was JSON. */
function finding(
  rule: Pick<ChangeRule, "id" | "severity">,
  { severity = rule.severity, what, who, effect, recover, paste }: RuleFinding,
  change: PlannedChange | undefined,
  context: RuleContext,
  constructs: ReadonlyMap<string, string>,
): Finding {
  const { hide } = context.plan;
  const construct = change === undefined ? undefined : constructOf(change, context, constructs);
  return {
    rule: rule.id,
    severity,
    ...(construct === undefined ? {} : { construct }),
    ...(change === undefined ? {} : { address: change.address }),
    what: hide(what),
    who: hide(who),
    effect: hide(effect),
    recover: hide(recover),
    ...(paste === undefined ? {} : { paste }),
  };
}

function contextOf(plan: Plan, unfit: readonly string[], constructs: ReadonlyMap<string, string>): RuleContext {
  const byType = new Map<string, PlannedChange[]>();
  const byConfiguredAddress = new Map<string, PlannedChange>();
  for (const change of plan.changes) {
    const others = byType.get(change.type);
    if (others === undefined) {
      byType.set(change.type, [change]);
    } else {
      others.push(change);
    }
    if (change.action !== "delete") {
      byConfiguredAddress.set(change.configuredAddress, change);
    }
  }
  return {
    plan,
    unfit,
    renames: findRenames(plan),
    ofType: (type) => byType.get(type) ?? [],
    createdRoles: new Set(
      (byType.get("aws_iam_role") ?? [])
        .filter(({ action }) => action === "create")
        .flatMap(({ after }) => textAt(after, "name") ?? []),
    ),
    nameOf: (change) => constructs.get(change.configuredAddress) ?? change.address,
    causeOf: (change) => causeOf(change, byConfiguredAddress),
  };
}

/** A renamed resource has no construct any more: the one that took its place is where the fix goes. */
function constructOf(
  change: PlannedChange,
  { renames }: RuleContext,
  constructs: ReadonlyMap<string, string>,
): string | undefined {
  return constructs.get((renames.get(change)?.to ?? change).configuredAddress);
}

/** The resource that is new or replaced, and whose unknown id or name forces this replacement. */
function causeOf(change: PlannedChange, byConfiguredAddress: ReadonlyMap<string, PlannedChange>): string | undefined {
  const { replacePaths, after, expressions } = change;
  const areUnknown = replacePaths.length > 0 && replacePaths.every((path) => valueAt(after, path) === UNKNOWN);
  if (!areUnknown || expressions === undefined) {
    return undefined;
  }
  for (const path of replacePaths) {
    for (const reference of referencesIn(expressions.get(String(path[0])))) {
      const [type, name] = reference.split(".");
      const module = change.configuredAddress.match(/^(?:module\.[\w-]+\.)*/)?.[0] ?? "";
      const cause = byConfiguredAddress.get(`${module}${type}.${name}`);
      if (cause?.action === "create" || cause?.action === "replace") {
        return cause.address;
      }
    }
  }
  return undefined;
}

function order(a: Finding, b: Finding): number {
  const text = ({ address = "", rule }: Finding): string => `${address}\n${rule}`;
  return (
    WEIGHT.indexOf(a.severity) - WEIGHT.indexOf(b.severity) || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)
  );
}
