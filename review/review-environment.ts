import type { Acknowledgement } from "./acknowledgement";
import { acknowledge } from "./acknowledgement";
import { attributeChanges } from "./attribute-changes";
import { constructPaths } from "./construct-paths";
import { planDigest } from "./digest";
import { judgePlan } from "./judge-plan";
import { ANY_BLOCK, hasUnnamedReference, leftOutOf, withDynamicBlocks } from "./left-out";
import type { Plan, PlannedChange } from "./plan";
import type { PlanBasis } from "./plan-basis";
import { shownBasis } from "./plan-basis";
import { readPlan } from "./read-plan";
import type { AttributeChange, ChangeCounts, EnvironmentReview, OutputChange, ResourceChange, Verdict } from "./review";
import { withWrittenChoices } from "./written-choices";

export interface ReviewEnvironmentProps {
  readonly environment: string;
  /** The output of `terraform show -json <plan>`, as it was parsed. */
  readonly plan: unknown;
  /** The synthesized stack, `cdk.tf.json`: it knows the constructs. @default findings name addresses only */
  readonly configuration?: unknown;
  /** @default no block is let through */
  readonly acknowledged?: readonly Acknowledgement[];
  /** What the plan stands on. @default - the digest holds only what is in the plan */
  readonly basis?: PlanBasis;
  /** @default planDigest */
  readonly digest?: (plan: unknown, basis?: PlanBasis) => string;
}

/**
 * Judges the plan of one environment. Raises nothing, whatever the plan holds: a plan that is not understood is not
 * judged, and that is never safe. Its readable part is still examined. Nothing of the result holds a secret.
 */
export function reviewEnvironment(props: ReviewEnvironmentProps): EnvironmentReview {
  const { environment } = props;
  try {
    return judge(props);
  } catch {
    // What was raised may quote the plan, secrets included.
    return unjudgedEnvironment(environment, ["The plan has a form that this program cannot read."]);
  }
}

/** The review of an environment that has no plan to judge. */
export function unjudgedEnvironment(environment: string, reasons: readonly string[]): EnvironmentReview {
  const nothing: Plan = {
    kind: "ordinary",
    changes: [],
    drift: [],
    outputs: [],
    configured: { providers: [], readers: [], removals: [] },
    hide: (text) => text,
    holdsSecret: () => false,
  };
  return {
    environment,
    verdict: "not judged",
    notJudged: reasons,
    counts: countChanges([]),
    findings: judgePlan(nothing, reasons, new Map()).findings,
    acknowledged: [],
    unexamined: [],
    changes: [],
    outputs: [],
  };
}

function judge(props: ReviewEnvironmentProps): EnvironmentReview {
  const {
    environment,
    plan: json,
    configuration,
    basis,
    acknowledged: given = [],
    digest: digestOf = planDigest,
  } = props;
  const { plan: read, notJudged } = readPlan(json);
  if (read === undefined) {
    return unjudgedEnvironment(environment, notJudged);
  }
  const files = [...(configuration === undefined ? [] : [configuration]), ...Object.values(basis?.files ?? {})];
  const plan = withLeftOut(withWrittenChoices(read, files), files, json);

  const constructs = constructPaths(configuration);
  const digest = notJudged.length === 0 ? digestOf(json, basis) : undefined;
  const { findings, unexamined } = judgePlan(plan, notJudged, constructs);
  const { open, acknowledged } = acknowledge(findings, given, { environment, digest });
  const unread = unexamined.map(({ address, attributes }) => ({
    address,
    attributes: attributes.map(plan.hide),
  }));
  return {
    environment,
    verdict: verdictOf(notJudged, open, unread),
    notJudged,
    counts: countChanges(plan.changes),
    findings: open,
    acknowledged,
    unexamined: unread,
    changes: plan.changes.flatMap((change) => resourceChange(change, plan, constructs)),
    outputs: plan.outputs.flatMap(({ name, action }): OutputChange[] => (action === "no-op" ? [] : [{ name, action }])),
    ...(digest === undefined ? {} : { digest }),
    ...(digest === undefined || basis === undefined ? {} : { basis: shownBasis(basis) }),
  };
}

function withLeftOut(plan: Plan, files: readonly unknown[], json: unknown): Plan {
  const { readers, removals, dynamicBlocks } = leftOutOf(files);
  const known = new Set(plan.configured.readers.map(({ address }) => address));
  const mayBeDynamic = files.length === 0 && hasUnnamedReference(json);
  return withDynamicBlocks({
    ...plan,
    configured: {
      ...plan.configured,
      readers: [...plan.configured.readers, ...readers.filter(({ address }) => !known.has(address))],
      removals,
      dynamicBlocks: mayBeDynamic ? ANY_BLOCK : dynamicBlocks,
    },
  });
}

function verdictOf(
  notJudged: readonly string[],
  open: EnvironmentReview["findings"],
  unread: EnvironmentReview["unexamined"],
): Verdict {
  if (notJudged.length > 0) {
    return "not judged";
  }
  if (open.some(({ severity }) => severity === "block")) {
    return "blocked";
  }
  return unread.length > 0 ? "not examined" : "safe";
}

function resourceChange(change: PlannedChange, plan: Plan, constructs: ReadonlyMap<string, string>): ResourceChange[] {
  const { address, type, previousAddress, configuredAddress } = change;
  const action = actionOf(change);
  if (action === undefined) {
    return [];
  }
  const construct = constructs.get(configuredAddress);
  const own = attributeChanges(change);
  const clean = own.map((it) => withoutSecrets(it, plan));
  const attributes = clean.every((it, index) => it === own[index]) ? own : clean;
  return [
    {
      // A key of for_each may be a secret.
      address: plan.hide(address),
      type,
      ...(construct === undefined ? {} : { construct }),
      action,
      ...(previousAddress === undefined ? {} : { previousAddress: plan.hide(previousAddress) }),
      attributes,
    },
  ];
}

/** Mostly there are none, and the very object will do. */
function withoutSecrets(attribute: AttributeChange, { hide }: Plan): AttributeChange {
  const [path, before, after] = [hide(attribute.path), hide(attribute.before), hide(attribute.after)];
  return path === attribute.path && before === attribute.before && after === attribute.after
    ? attribute
    : { ...attribute, path, before, after };
}

function actionOf({ action, previousAddress, imported }: PlannedChange): ResourceChange["action"] | undefined {
  if (action !== "no-op") {
    return action;
  }
  if (previousAddress !== undefined) {
    return "move";
  }
  return imported ? "import" : undefined;
}

function countChanges(changes: readonly PlannedChange[]): ChangeCounts {
  const counts = new Map<PlannedChange["action"] | "move" | "import", number>();
  const count = (what: PlannedChange["action"] | "move" | "import"): void => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  };
  for (const { mode, action, previousAddress, imported } of changes) {
    if (mode !== "managed") {
      continue;
    }
    count(action);
    if (previousAddress !== undefined) {
      count("move");
    }
    if (imported) {
      count("import");
    }
  }
  const of = (what: PlannedChange["action"] | "move" | "import"): number => counts.get(what) ?? 0;
  return {
    add: of("create"),
    change: of("update"),
    replace: of("replace"),
    destroy: of("delete"),
    move: of("move"),
    import: of("import"),
    forget: of("forget"),
  };
}
