import { accessRules } from "./access";
import { adoptionRules } from "./adoption";
import { alarmRules } from "./alarm";
import { aliasRules } from "./alias";
import { appClientRules } from "./app-client";
import { configurationRules } from "./configuration";
import { dataRules } from "./data";
import { destructionRules } from "./destruction";
import { domainRules } from "./domain";
import { firstDeploymentRules } from "./first-deployment";
import { firstFactorRules } from "./first-factors";
import { foreignReferenceRules } from "./foreign-reference";
import { functionRules } from "./function";
import { functionEnvironmentRules } from "./function-environment";
import { functionSurroundingsRules } from "./function-surroundings";
import { iamRules } from "./iam";
import { iamAccessRules } from "./iam-access";
import { identityRules } from "./identity";
import { keptSettingRules } from "./kept-settings";
import { logDeliveryRules } from "./log-delivery";
import { lostToViewRules } from "./lost-to-view";
import { memoryRules } from "./memory";
import { messageRules } from "./messages";
import { nameTakenRules } from "./name-taken";
import { outputRules } from "./output";
import { passwordAndMfaRules } from "./password-and-mfa";
import { permissionRules } from "./permission";
import { planRules } from "./plan";
import { provisionerRules } from "./provisioner";
import { recoveryRules } from "./recovery";
import { constructRenamed } from "./rename";
import type { ChangeRule, PlanRule } from "./rule";
import { scopeAndGroupRules } from "./scopes-and-groups";
import { secondFactorRules } from "./second-factors";
import { secretInClearRules } from "./secret-in-clear";
import { signInAddressRules } from "./sign-in-address";
import { tokenLifetimeRules } from "./token-lifetimes";
import { triggerRules } from "./trigger";
import { unreadableSettingRules } from "./unreadable-settings";
import { userPoolRules } from "./user-pool";

/** Every rule that looks at one resource. */
export const CHANGE_RULES: readonly ChangeRule[] = [
  ...destructionRules,
  ...userPoolRules,
  ...messageRules,
  ...recoveryRules,
  ...passwordAndMfaRules,
  ...firstFactorRules,
  ...secondFactorRules,
  ...appClientRules,
  ...scopeAndGroupRules,
  ...tokenLifetimeRules,
  ...domainRules,
  ...logDeliveryRules,
  ...functionRules,
  ...aliasRules,
  ...functionEnvironmentRules,
  ...functionSurroundingsRules,
  ...triggerRules,
  ...permissionRules,
  ...accessRules,
  ...iamRules,
  ...iamAccessRules,
  ...identityRules,
  ...signInAddressRules,
  ...dataRules,
  ...memoryRules,
  ...alarmRules,
  ...foreignReferenceRules,
  ...nameTakenRules,
  ...provisionerRules,
  ...secretInClearRules,
  ...unreadableSettingRules,
  ...keptSettingRules,
];

/** Every rule that looks at the plan as a whole. */
export const PLAN_RULES: readonly PlanRule[] = [
  ...planRules,
  ...adoptionRules,
  ...configurationRules,
  ...lostToViewRules,
  ...firstDeploymentRules,
  constructRenamed,
  ...outputRules,
];
