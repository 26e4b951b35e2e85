import type { EnvironmentProps } from "../../../constructs";
import { minimalEnvironment, withValue } from "../example-environment";

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

/** The example environment with other values. */
export const environment = (values: Values): object =>
  Object.entries(values).reduce<object>((props, [path, value]) => withValue(path, value, props), minimalEnvironment());

export const POOL = { existing: { id: "us-east-1_Abc123xyz" } };
export const HOST = { existing: { host: "login.example.com" } };
export const CERTIFICATE = {
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
};
export const ZONE = { hostedZoneId: "Z0123456789ABCDEFGHIJ" };
