import type { Condition } from "../module/condition";
import type { Environment } from "./environment";

/** What belongs together across the properties of one environment. */
export interface EnvironmentRule {
  /** The property that a person would change; of every entry of a map, `clients.{name}.scopes`. */
  readonly path: string;
  /** The properties that the rule reads; it is not asked while one of them is wrong by itself. */
  readonly reads: readonly string[];
  /** Decides about a stack at synth, and about the module as the condition of a `validation`. */
  readonly holds: (environment: Environment) => Condition;
  readonly received: (environment: Environment) => unknown;
  readonly allowed: string;
  readonly fix: string;
  /**
   * For a rule that reads several variables of the module: what it is a `precondition` of there, the function or the
   * output `account_linking`, which is in every plan. A validation would keep its variable's other mistakes back until
   * the variables that it reads are right.
   */
  readonly preconditionOf?: "function" | "link";
}
