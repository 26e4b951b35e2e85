import { appClientRules } from "./app-client";
import { destructionRules } from "./destruction";
import { domainRules } from "./domain";
import { firstDeploymentRules } from "./first-deployment";
import { functionRules } from "./function";
import { iamRules } from "./iam";
import { keptSettingRules } from "./kept-settings";
import { outputRules } from "./output";
import { permissionRules } from "./permission";
import { planRules } from "./plan";
import { constructRenamed } from "./rename";
import type { ChangeRule, PlanRule } from "./rule";
import { securityRules } from "./security";
import { tokenLifetimeRules } from "./token-lifetimes";
import { unreadableSettingRules } from "./unreadable-settings";
import { userPoolRules } from "./user-pool";

/** Every rule that looks at one resource. */
export const CHANGE_RULES: readonly ChangeRule[] = [
  ...destructionRules,
  ...userPoolRules,
  ...securityRules,
  ...appClientRules,
  ...tokenLifetimeRules,
  ...domainRules,
  ...functionRules,
  ...permissionRules,
  ...iamRules,
  ...unreadableSettingRules,
  ...keptSettingRules,
];

/** Every rule that looks at the plan as a whole. */
export const PLAN_RULES: readonly PlanRule[] = [
  ...planRules,
  ...firstDeploymentRules,
  constructRenamed,
  ...outputRules,
];
