import type { Finding, Severity } from "../finding";
import type { Plan, PlannedChange } from "../plan";
import type { Rename } from "../renames";

/** What a rule says of a change; whoever runs the rule knows rule and resource. */
export interface Told extends Pick<Finding, "what" | "who" | "effect" | "recover" | "paste"> {
  /** @default the rule's */
  readonly severity?: Severity;
}

/** What a rule may look at beside the change itself. */
export interface RuleContext {
  readonly plan: Plan;
  readonly unfit: readonly string[];
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

/** Looks at one resource. */
export interface ChangeRule {
  readonly id: string;
  /** The usual weight; a finding may weigh more or less. */
  readonly severity: Severity;
  /** Resource types it looks at. @default all */
  readonly types?: readonly string[];
  find(change: PlannedChange, context: RuleContext): Told | readonly Told[] | undefined;
}

/** Looks at the plan as a whole. */
export interface PlanRule {
  readonly id: string;
  readonly severity: Severity;
  find(context: RuleContext): readonly (Told & { readonly change?: PlannedChange })[];
}
