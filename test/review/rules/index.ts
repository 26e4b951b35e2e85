/** The cases of all rules, in the files of the rules' names. */
import type { Case } from "../rule-plans";
import { ACCESS_CASES } from "./access";
import { ADOPTION_CASES } from "./adoption";
import { ALARM_CASES } from "./alarm";
import { APP_CLIENT_CASES } from "./app-client";
import { DATA_CASES } from "./data";
import { DESTRUCTION_CASES } from "./destruction";
import { DOMAIN_CASES } from "./domain";
import { DRIFT_KEPT_CASES } from "./drift-kept";
import { FIRST_DEPLOYMENT_CASES } from "./first-deployment";
import { FIRST_FACTOR_CASES } from "./first-factors";
import { FUNCTION_CASES } from "./function";
import { FUNCTION_ENVIRONMENT_CASES } from "./function-environment";
import { FUNCTION_SURROUNDINGS_CASES } from "./function-surroundings";
import { IAM_CASES } from "./iam";
import { IAM_ACCESS_CASES } from "./iam-access";
import { IDENTITY_CASES } from "./identity";
import { KEPT_SETTINGS_CASES } from "./kept-settings";
import { LOG_DELIVERY_CASES } from "./log-delivery";
import { LOST_TO_VIEW_CASES } from "./lost-to-view";
import { MEMORY_CASES } from "./memory";
import { NAME_TAKEN_CASES } from "./name-taken";
import { OUTPUT_CASES } from "./output";
import { PASSWORD_AND_MFA_CASES } from "./password-and-mfa";
import { PERMISSION_CASES } from "./permission";
import { PLAN_CASES } from "./plan";
import { PROVISIONER_CASES } from "./provisioner";
import { RENAME_CASES } from "./rename";
import { SECOND_FACTOR_CASES } from "./second-factors";
import { SECRET_IN_CLEAR_CASES } from "./secret-in-clear";
import { SIGN_IN_ADDRESS_CASES } from "./sign-in-address";
import { TOKEN_LIFETIMES_CASES } from "./token-lifetimes";
import { TRIGGER_CASES } from "./trigger";
import { UNREADABLE_SETTINGS_CASES } from "./unreadable-settings";
import { UNWATCHED_CASES } from "./unwatched";
import { USER_POOL_CASES } from "./user-pool";

export const RULE_CASES: readonly Case[] = [
  ...ACCESS_CASES,
  ...ADOPTION_CASES,
  ...ALARM_CASES,
  ...APP_CLIENT_CASES,
  ...DATA_CASES,
  ...DESTRUCTION_CASES,
  ...DOMAIN_CASES,
  ...DRIFT_KEPT_CASES,
  ...FIRST_DEPLOYMENT_CASES,
  ...FIRST_FACTOR_CASES,
  ...SECOND_FACTOR_CASES,
  ...FUNCTION_CASES,
  ...FUNCTION_ENVIRONMENT_CASES,
  ...FUNCTION_SURROUNDINGS_CASES,
  ...IAM_CASES,
  ...IAM_ACCESS_CASES,
  ...IDENTITY_CASES,
  ...KEPT_SETTINGS_CASES,
  ...LOG_DELIVERY_CASES,
  ...LOST_TO_VIEW_CASES,
  ...MEMORY_CASES,
  ...NAME_TAKEN_CASES,
  ...OUTPUT_CASES,
  ...PASSWORD_AND_MFA_CASES,
  ...PERMISSION_CASES,
  ...PLAN_CASES,
  ...PROVISIONER_CASES,
  ...RENAME_CASES,
  ...SECRET_IN_CLEAR_CASES,
  ...SIGN_IN_ADDRESS_CASES,
  ...TOKEN_LIFETIMES_CASES,
  ...TRIGGER_CASES,
  ...UNREADABLE_SETTINGS_CASES,
  ...UNWATCHED_CASES,
  ...USER_POOL_CASES,
];
