import type { JsonObject } from "../common/json";
import { isObject, objectOf } from "../common/json";
import type { Plan, PlannedChange } from "./plan";

/** How another provider's type describes a thing that the rules know. */
interface Description {
  /** The name that the thing has in all rules: the type of the AWS provider that describes it most often. */
  readonly thing: string;
  /** Attributes of another name, by the name that the rules know. `[name]`: a block that here is an object. */
  readonly attributes?: Readonly<Record<string, string | readonly [string]>>;
}

/**
 * Things by the resource types that describe them. Rules judge a pool, a client or a domain, whatever made it:
 * hashicorp/aws, its managed client, hashicorp/awscc. An attribute that is not listed keeps its own name, so that a
 * rule that does not know it leaves it to be listed as not examined.
 */
const THINGS: Readonly<Record<string, Description>> = {
  aws_cognito_managed_user_pool_client: { thing: "aws_cognito_user_pool_client" },
  awscc_cognito_user_pool: {
    thing: "aws_cognito_user_pool",
    attributes: {
      name: "user_pool_name",
      tags: "user_pool_tags",
      account_recovery_setting: ["account_recovery_setting"],
      admin_create_user_config: ["admin_create_user_config"],
      device_configuration: ["device_configuration"],
      email_configuration: ["email_configuration"],
      lambda_config: ["lambda_config"],
      sms_configuration: ["sms_configuration"],
      user_pool_add_ons: ["user_pool_add_ons"],
      username_configuration: ["username_configuration"],
      verification_message_template: ["verification_message_template"],
    },
  },
  awscc_cognito_user_pool_client: {
    thing: "aws_cognito_user_pool_client",
    attributes: {
      name: "client_name",
      allowed_oauth_flows: "allowed_o_auth_flows",
      allowed_oauth_flows_user_pool_client: "allowed_o_auth_flows_user_pool_client",
      allowed_oauth_scopes: "allowed_o_auth_scopes",
      callback_urls: "callback_ur_ls",
      logout_urls: "logout_ur_ls",
      token_validity_units: ["token_validity_units"],
    },
  },
  awscc_cognito_user_pool_domain: { thing: "aws_cognito_user_pool_domain" },
  awscc_cognito_user_pool_group: { thing: "aws_cognito_user_group", attributes: { name: "group_name" } },
  awscc_cognito_user_pool_identity_provider: { thing: "aws_cognito_identity_provider" },
  awscc_cognito_user_pool_resource_server: { thing: "aws_cognito_resource_server", attributes: { scope: "scopes" } },
  awscc_cognito_user_pool_user: { thing: "aws_cognito_user" },
  awscc_cognito_managed_login_branding: { thing: "aws_cognito_managed_login_branding" },
  awscc_cognito_user_pool_risk_configuration_attachment: { thing: "aws_cognito_risk_configuration" },
  awscc_dynamodb_table: { thing: "aws_dynamodb_table", attributes: { name: "table_name" } },
  awscc_iam_role: {
    thing: "aws_iam_role",
    attributes: { name: "role_name", assume_role_policy: "assume_role_policy_document" },
  },
  awscc_kms_key: { thing: "aws_kms_key", attributes: { policy: "key_policy" } },
  awscc_lambda_alias: { thing: "aws_lambda_alias" },
  awscc_lambda_function: { thing: "aws_lambda_function", attributes: { environment: ["environment"] } },
  awscc_lambda_permission: {
    thing: "aws_lambda_permission",
    attributes: { function_name: "function_name", source_arn: "source_arn" },
  },
  awscc_lambda_url: {
    thing: "aws_lambda_function_url",
    attributes: { authorization_type: "auth_type", function_name: "target_function_arn" },
  },
  awscc_logs_log_group: { thing: "aws_cloudwatch_log_group", attributes: { name: "log_group_name" } },
  awscc_s3_bucket: { thing: "aws_s3_bucket", attributes: { bucket: "bucket_name" } },
  awscc_s3_bucket_policy: { thing: "aws_s3_bucket_policy", attributes: { policy: "policy_document" } },
  awscc_secretsmanager_secret: { thing: "aws_secretsmanager_secret" },
  awscc_wafv2_web_acl_association: { thing: "aws_wafv2_web_acl_association" },
};

/** The name under which the rules know what a resource of this type is. */
export function thingOf(type: string): string {
  return THINGS[type]?.thing ?? type;
}

/** A plan whose resources go by the names and attributes that the rules know. Those that do already stay themselves. */
export function asThings(plan: Plan): Plan {
  return { ...plan, changes: plan.changes.map(asThing), drift: plan.drift.map(asThing) };
}

function asThing(change: PlannedChange): PlannedChange {
  const description = Object.hasOwn(THINGS, change.type) ? THINGS[change.type] : undefined;
  if (description === undefined) {
    return change;
  }
  const names = namesOf(description);
  const rename = (name: string): string => names.get(name)?.name ?? name;
  const side = (values: JsonObject | undefined): JsonObject | undefined =>
    values &&
    objectOf(
      Object.entries(values).map(([name, value]) => [
        rename(name),
        names.get(name)?.isBlock === true && isObject(value) ? [value] : value,
      ]),
    );
  return {
    ...change,
    type: description.thing,
    before: side(change.before),
    after: side(change.after),
    replacePaths: change.replacePaths.map(([first, ...rest]) =>
      typeof first === "string" ? [rename(first), ...rest] : [first, ...rest].filter((step) => step !== undefined),
    ),
    madeOfSecrets: change.madeOfSecrets?.map(rename),
    expressions: change.expressions && new Map([...change.expressions].map(([name, it]) => [rename(name), it])),
  };
}

/** The rules' name of each attribute of another name, and whether it is a block there. */
function namesOf({ attributes = {} }: Description): ReadonlyMap<string, Named> {
  return new Map(
    Object.entries(attributes).map(([name, other]): [string, Named] =>
      typeof other === "string" ? [other, { name, isBlock: false }] : [other[0], { name, isBlock: true }],
    ),
  );
}

interface Named {
  readonly name: string;
  readonly isBlock: boolean;
}
