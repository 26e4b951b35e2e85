import type { EnvironmentProps } from "../../../constructs";

/** Properties of an environment by path. */
export type Values = Readonly<Record<string, unknown>>;

/** What a rule across properties refuses and lets pass. */
export interface RuleCases {
  readonly fails: readonly Values[];
  /** What is shown where the property is left out. @default undefined */
  readonly leftOut?: unknown;
  /** What is shown, where that is not the value at the rule's path. */
  readonly received?: (props: EnvironmentProps) => unknown;
  readonly passes: readonly Values[];
  /** Not judged: Terraform alone knows what stands there. */
  readonly token: Values | undefined;
  /** Not judged: the property that the rule reads is wrong by itself, which is the only thing to fix. */
  readonly wrongItself: Values;
}
