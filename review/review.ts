import type { Finding } from "./finding";
import type { ShownBasis } from "./plan-basis";

/** Whether a plan may be applied. */
export type Verdict =
  /** Nothing blocks. */
  | "safe"
  /** Nothing that is known blocks, and something changes that neither a rule nor the list of harmless changes knows. */
  | "not examined"
  /** At least one finding blocks, and nobody acknowledged it. */
  | "blocked"
  /** The plan is not fit to be judged: never taken for safe. */
  | "not judged";

/** What Terraform counts, and what it leaves out of its own summary. */
export interface ChangeCounts {
  readonly add: number;
  readonly change: number;
  readonly replace: number;
  readonly destroy: number;
  /** `moved` blocks that take effect. */
  readonly move: number;
  readonly import: number;
  /** Left in the world, taken out of the state (`removed` blocks). */
  readonly forget: number;
}

/** One attribute of a change, safe to show: secrets are `(sensitive)`, unknown values `(known after apply)`. */
export interface AttributeChange {
  /** As in `password_policy[0].minimum_length`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Whether this attribute forces a replacement. */
  readonly forcesReplacement: boolean;
}

/** One resource that a plan changes, safe to show. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly construct?: string;
  readonly action: "create" | "update" | "replace" | "delete" | "forget" | "move" | "import" | "read";
  /** Where it stood before a move. */
  readonly previousAddress?: string;
  /** Without computed noise. */
  readonly attributes: readonly AttributeChange[];
}

/** What of a resource changes and no rule and no list of harmless changes knows. */
export interface Unexamined {
  readonly address: string;
  /** Without indexes, as in `vpc_config.security_group_ids`; `(all of it)` for a type that is not known. */
  readonly attributes: readonly string[];
}

/** A change of an output, safe to show. */
export interface OutputChange {
  readonly name: string;
  readonly action: "create" | "update" | "delete";
}

/** One environment's plan, judged. */
export interface EnvironmentReview {
  readonly environment: string;
  readonly verdict: Verdict;
  /** Why the plan could not be judged; empty otherwise. */
  readonly notJudged: readonly string[];
  readonly counts: ChangeCounts;
  /** Blocks first, then by address. Acknowledged blocks are in `acknowledged` and not here. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Finding[];
  /** What changes and nobody examined, in the order of the addresses: never taken for safe, and for a person to read. */
  readonly unexamined: readonly Unexamined[];
  /** In the order of their addresses. */
  readonly changes: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  /**
   * `sha256:` and 64 hexadecimal digits: equal for two plans of the same change, different for any other; free of
   * secrets and of computed noise. Undefined when the plan could not be judged.
   */
  readonly digest?: string;
  /**
   * What the digest holds beside the plan: configuration, providers, backend, workspace, state. Undefined for a plan that
   * came as JSON alone: its digest holds none of these, and fits no plan that `apply` makes.
   */
  readonly basis?: ShownBasis;
}

/** All environments of one review. */
export interface Review {
  /** The worst of the environments'. */
  readonly verdict: Verdict;
  readonly environments: readonly EnvironmentReview[];
  /** What one environment's plan will do that another's does not; only between environments that have a plan. */
  readonly differences: readonly EnvironmentDifference[];
}

/** A change that not all environments have. */
export interface EnvironmentDifference {
  /** Without the environment's name: `user_pool`, or the address. */
  readonly subject: string;
  /** As in `refresh_token_validity`, or the action. */
  readonly what: string;
  /** By environment, safe to show; `-` for no change. */
  readonly values: Readonly<Record<string, string>>;
}
