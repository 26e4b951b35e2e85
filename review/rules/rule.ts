import type { Finding, Severity } from "../finding";
import type { Plan, PlannedChange } from "../plan";
import type { Rename } from "../renames";

/** What a rule says of a change; whoever runs the rule knows rule and resource. */
export interface RuleFinding extends Pick<Finding, "what" | "who" | "effect" | "recover" | "paste"> {
  /** @default the rule's */
  readonly severity?: Severity;
}

/** What a rule may look at beside the change itself. */
export interface RuleContext {
  readonly plan: Plan;
  /** Why the plan cannot be judged; empty otherwise. */
  readonly notJudged: readonly string[];
  /** By the destroyed resource. */
  readonly renames: ReadonlyMap<PlannedChange, Rename>;
  /** All resources of a type, those that stay as they are included. */
  ofType(type: string): readonly PlannedChange[];
  /** Names of the IAM roles that the plan creates. */
  readonly createdRoles: ReadonlySet<string>;
  /** The construct's path, or the address where there is none. */
  nameOf(change: PlannedChange): string;
  /** Why a resource is replaced, when another resource's end is the cause: that resource's address. */
  causeOf(change: PlannedChange): string | undefined;
}

/**
 * The things and attributes that a rule looks at, by the AWS provider's type: `{ aws_cognito_user_pool: ["schema"] }`. A
 * path stands for all that is below it, `*` for every attribute. What no rule examines and no list calls harmless is not
 * safe. Only what would be a finding, if it were harmful, may stand here.
 */
export type Examines = Readonly<Record<string, readonly string[]>>;

/** Looks at one resource. */
export interface ChangeRule {
  readonly id: string;
  /** The usual weight; a finding may weigh more or less. */
  readonly severity: Severity;
  /** Resource types it looks at. @default all */
  readonly types?: readonly string[];
  /** @default nothing beyond the end of a resource */
  readonly examines?: Examines;
  find(change: PlannedChange, context: RuleContext): RuleFinding | readonly RuleFinding[] | undefined;
}

/** Looks at the plan as a whole. */
export interface PlanRule {
  readonly id: string;
  readonly severity: Severity;
  /** @default nothing of single attributes */
  readonly examines?: Examines;
  find(context: RuleContext): readonly (RuleFinding & { readonly change?: PlannedChange })[];
}
