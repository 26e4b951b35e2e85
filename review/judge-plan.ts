import { valueAt } from "../common/json";
import { referencesIn } from "./digest-configuration";
import { DRIFT_KEPT, driftKept, keptDrift } from "./drift-kept";
import { unexaminedOf } from "./examined";
import type { Finding, Severity } from "./finding";
import { UNKNOWN } from "./masked";
import type { Plan, PlannedChange } from "./plan";
import { findRenames } from "./renames";
import type { Unexamined } from "./review";
import { CHANGE_RULES, PLAN_RULES } from "./rules/index";
import type { ChangeRule, RuleContext, RuleFinding } from "./rules/rule";
import { textAt } from "./rules/values";
import { asThings } from "./things";

const WEIGHT: readonly Severity[] = ["block", "warn", "info"];

/** Every rule of the review. */
export const ALL_RULES: readonly Pick<ChangeRule, "id" | "severity">[] = [...CHANGE_RULES, ...PLAN_RULES, DRIFT_KEPT];

/** What is to be said of a plan. */
export interface Judgement {
  /** Blocks first, then by address. */
  readonly findings: readonly Finding[];
  /** What changes and nobody examined, in the order of the addresses. A plan is safe only where this is empty. */
  readonly unexamined: readonly Unexamined[];
}

/**
 * Judges a plan: what its rules say, and what neither they nor the lists of harmless changes know.
 *
 * @param constructs the construct's path by address
 */
export function judgePlan(
  given: Plan,
  notJudged: readonly string[],
  constructs: ReadonlyMap<string, string>,
): Judgement {
  const plan = asThings(given);
  const context = contextOf(plan, notJudged, constructs);
  const findings: Finding[] = [];
  const add = (rule: Pick<ChangeRule, "id" | "severity">, found: RuleFinding, change?: PlannedChange): void => {
    findings.push(finding(rule, found, change, context, constructs));
  };
  for (const rule of PLAN_RULES) {
    for (const found of rule.find(context)) {
      add(rule, found, found.change);
    }
  }
  const open = new Map<string, readonly string[]>();
  const list = (address: string, attributes: readonly string[]): void => {
    if (attributes.length > 0) {
      note(open, plan.hide(address), attributes);
    }
  };
  for (const change of plan.changes) {
    // A renamed resource has one finding, by its own rule, with all that its end means.
    const found = context.renames.has(change) ? [] : findingsOf(change, context);
    const taken = isTakenOver(change) ? judgedAsNew(change, found, context) : NOTHING;
    for (const [rule, one] of [...found, ...taken.found]) {
      add(rule, one, change);
    }
    list(change.address, unexaminedOf(change, context, rulesOf(found)));
    list(change.address, taken.unexamined);
  }
  for (const { drift, change } of keptDrift(context)) {
    const found = findingsOf(change, context);
    const left = unexaminedOf(change, context, rulesOf(found));
    if (found.length > 0) {
      add(DRIFT_KEPT, driftKept(change, found), drift);
    }
    list(
      change.address,
      left.map((name) => `${name} (changed outside of Terraform)`),
    );
  }
  for (const { name, unseen } of plan.outputs) {
    list(
      `output.${name}`,
      unseen.map((it) => `value (shown after the apply, of ${it})`),
    );
  }
  return {
    findings: inOrder(findings),
    unexamined: [...open]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([address, attributes]) => ({ address, attributes })),
  };
}

/** What an import takes over and does not make anew: it is judged like something new, for nobody has judged it yet. */
const isTakenOver = ({ imported, action }: PlannedChange): boolean =>
  imported && (action === "no-op" || action === "update");

type Found = readonly (readonly [ChangeRule, RuleFinding])[];

const rulesOf = (found: Found): ReadonlySet<ChangeRule> => new Set(found.map(([rule]) => rule));

const NOTHING: { readonly found: Found; readonly unexamined: readonly string[] } = { found: [], unexamined: [] };

/** @param said of the change itself; that something is there is said anyway, so that notes are left out */
function judgedAsNew(change: PlannedChange, said: Found, context: RuleContext): typeof NOTHING {
  const asNew: PlannedChange = { ...change, action: "create", before: undefined };
  const found = findingsOf(asNew, context);
  const rules = rulesOf(said);
  return {
    found: found.filter(([rule, { severity = rule.severity }]) => severity !== "info" && !rules.has(rule)),
    unexamined: unexaminedOf(asNew, context, rulesOf(found)),
  };
}

function note(open: Map<string, readonly string[]>, address: string, attributes: readonly string[]): void {
  open.set(address, [...new Set([...(open.get(address) ?? []), ...attributes])]);
}

/** What rules say of one resource. */
function findingsOf(change: PlannedChange, context: RuleContext): Found {
  return findingsBy(rulesFor(change.type), change, context);
}

function findingsBy(rules: readonly ChangeRule[], change: PlannedChange, context: RuleContext): Found {
  const all: (readonly [ChangeRule, RuleFinding])[] = [];
  for (const rule of rules) {
    const found = rule.find(change, context) ?? [];
    for (const one of "what" in found ? [found] : found) {
      all.push([rule, one]);
    }
  }
  return all;
}

const byType = new Map<string, readonly ChangeRule[]>();

function rulesFor(type: string): readonly ChangeRule[] {
  const known = byType.get(type) ?? CHANGE_RULES.filter(({ types }) => types === undefined || types.includes(type));
  if (byType.size < 1000) {
    byType.set(type, known);
  }
  return known;
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
    // A key of for_each may be one.
    ...(change === undefined ? {} : { address: hide(change.address) }),
    what: hide(what),
    who: hide(who),
    effect: hide(effect),
    recover: hide(recover),
    ...(paste === undefined ? {} : { paste }),
  };
}

function contextOf(plan: Plan, notJudged: readonly string[], constructs: ReadonlyMap<string, string>): RuleContext {
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
    notJudged,
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

/** The gravest first, then by address and rule. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const order = ({ address: a = "", rule: one }: Finding, { address: b = "", rule: other }: Finding): number =>
    a < b ? -1 : a > b ? 1 : one < other ? -1 : one > other ? 1 : 0;
  return WEIGHT.flatMap((weight) => findings.filter(({ severity }) => severity === weight).sort(order));
}
