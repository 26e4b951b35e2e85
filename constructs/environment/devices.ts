import type { GroupField } from "./field";
import { choice, flag } from "./field";

/** Whether the pool remembers users' devices. Source: Amazon Cognito API, DeviceConfigurationType. */
export interface DevicesProps {
  /**
   * Which devices are remembered: none, every one, or those of users who say so in an app of yours.
   * @default "never"
   */
  readonly remember?: "never" | "always" | "whenAsked";
  /**
   * Whether a remembered device stands for the second factor.
   * @default false
   */
  readonly skipSecondFactor?: boolean;
}

/**
 * What may stand in `userPool.devices`.
 * @internal
 */
export const devicesSchema: GroupField<DevicesProps> = {
  kind: "group",
  default: {},
  fields: {
    remember: { ...choice(["never", "always", "whenAsked"], "choose one", "never") },
    skipSecondFactor: flag(false),
  },
};
