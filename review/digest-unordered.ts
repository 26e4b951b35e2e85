type IsUnordered = (path: string) => boolean;

/**
 * Attributes that the AWS provider declares as sets: the order in which they are listed means nothing. Read from the
 * schema of hashicorp/aws 6.25 (the bindings' `storageClassType`). Any other list is an ordered one: to take an
 * ordered list for a set would make two different plans equal.
 */
const SETS: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_managed_login_branding: ["asset"],
  aws_cognito_resource_server: ["scope"],
  aws_cognito_user_pool: [
    "account_recovery_setting[].recovery_mechanism",
    "alias_attributes",
    "auto_verified_attributes",
    "schema",
    "sign_in_policy[].allowed_first_auth_factors",
    "user_attribute_update_settings[].attributes_require_verification_before_update",
    "username_attributes",
  ],
  aws_cognito_user_pool_client: [
    "allowed_oauth_flows",
    "allowed_oauth_scopes",
    "callback_urls",
    "explicit_auth_flows",
    "logout_urls",
    "read_attributes",
    "supported_identity_providers",
    "write_attributes",
  ],
  aws_dynamodb_table: [
    "attribute",
    "global_secondary_index",
    "global_secondary_index[].non_key_attributes",
    "local_secondary_index",
    "replica",
  ],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_lambda_function: ["replacement_security_group_ids", "vpc_config[].security_group_ids", "vpc_config[].subnet_ids"],
  aws_secretsmanager_secret: ["replica"],
};

/**
 * What AWS counts or stamps by itself between two plans: one more user, one more deployment. Only where the provider
 * computes it and nobody can set it.
 */
const COUNTERS: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_user_pool: ["estimated_number_of_users", "last_modified_date"],
  aws_lambda_function: ["last_modified"],
};

const sets = new Map(
  Object.entries(SETS).map(([type, paths]): [string, IsUnordered] => {
    const known = new Set(paths);
    return [type, (path) => known.has(path)];
  }),
);
const counters = new Map(Object.entries(COUNTERS).map(([type, names]) => [type, new Set(names)]));

const none: IsUnordered = () => false;

/** The lists without order of a resource type, by path from the resource: `callback_urls`. */
export const unorderedListsOf = (type: string): IsUnordered => sets.get(type) ?? none;

/** The same, undefined for a type that has none. */
export const someUnorderedListsOf = (type: string): IsUnordered | undefined => sets.get(type);

/** Whether AWS changes an attribute by itself, without anybody's change. */
export function isCounter(type: string, attribute: string): boolean {
  return counters.get(type)?.has(attribute) ?? false;
}
