import type { GroupField } from "./field";
import { flag, number } from "./field";
import type { WithDefaults } from "./with-defaults";

/** Limits: Amazon Cognito API, PasswordPolicyType. */
export interface PasswordPolicyProps {
  /**
   * The fewest characters, 6 to 99.
   * @default 12
   */
  readonly minimumLength?: number;
  /**
   * Whether it must have a lower-case letter.
   * @default true
   */
  readonly requireLowercase?: boolean;
  /**
   * Whether it must have an upper-case letter.
   * @default true
   */
  readonly requireUppercase?: boolean;
  /**
   * Whether it must have a digit.
   * @default true
   */
  readonly requireNumbers?: boolean;
  /**
   * Whether it must have a symbol.
   * @default false
   */
  readonly requireSymbols?: boolean;
  /**
   * How many former passwords a new one must differ from, 0 to 24. On the plan LITE there is no such check.
   * @default - none
   */
  readonly historySize?: number;
  /**
   * Days for which a password set by an administrator can be used, 1 to 365.
   * @default 7
   */
  readonly temporaryPasswordDays?: number;
}

/** With every default filled in. */
export type PasswordPolicySettings = WithDefaults<PasswordPolicyProps, "historySize">;

/**
 * What may stand in `userPool.passwordPolicy`.
 * @internal
 */
export const passwordPolicySchema: GroupField<PasswordPolicyProps> = {
  kind: "group",
  default: {},
  fields: {
    minimumLength: number("characters", 6, 99, 12, "choose a length that Cognito takes; 12 or more is advised"),
    requireLowercase: flag(true),
    requireUppercase: flag(true),
    requireNumbers: flag(true),
    requireSymbols: flag(false),
    historySize: {
      kind: "number",
      unit: "passwords",
      min: 0,
      max: 24, // Amazon Cognito API, PasswordHistorySizeType
      fix: "choose a number that Cognito takes",
      derived: "none",
    },
    temporaryPasswordDays: number("days", 1, 365, 7, "choose a time that Cognito takes"),
  },
};
