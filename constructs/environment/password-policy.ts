import type { GroupField } from "./field";
import { flag, number } from "./field";

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
   * Days for which a password set by an administrator can be used, 1 to 365.
   * @default 7
   */
  readonly temporaryPasswordDays?: number;
}

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
    temporaryPasswordDays: number("days", 1, 365, 7, "choose a time that Cognito takes"),
  },
};
