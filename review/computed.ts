import type { PlannedChange } from "./plan";

/**
 * Attributes that hashicorp/aws computes where the configuration does not set them, of all types that rules or lists of
 * harmless changes know. Source: the schemas of 5.100.0, as `terraform providers schema -json` prints them; of 6, the
 * `region` of every resource, and `response_streaming_invoke_arn` (internal/service/lambda/function.go).
 */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    "acceleration_status access_token_validity account_id acl allow_overwrite allowed_oauth_flows " +
    "allowed_oauth_flows_user_pool_client allowed_oauth_scopes application_integration_url architectures arn " +
    "attachment_count attribute_mapping auth_session_validity aws_account_id beginning_archive_time bucket " +
    "bucket_domain_name bucket_prefix bucket_regional_domain_name callback_urls capacity client_secret " +
    "cloudfront_distribution cloudfront_distribution_arn cloudfront_distribution_zone_id code_sha256 " +
    "confirm_remove_self_resource_access create_date creation_date css_version custom_domain dashboard_arn " +
    "data_type deduplication_scope default_redirect_uri deletion_protection_enabled description domain domain_name domain_validation_options " +
    "email_verification_message email_verification_subject enable_propagate_additional_user_context_data " +
    "enable_token_revocation encrypted_password encrypted_secret encrypted_ses_smtp_password_v4 endpoint " +
    "estimated_number_of_users evaluate_low_sample_count_percentiles expected_bucket_owner explicit_auth_flows " +
    "fifo_throughput_limit fifo_throughput_scope fqdn function_arn function_url has_value_wo hash_key " +
    "hosted_zone_id id id_token_validity image_url insecure_value invoke_arn key_algorithm key_fingerprint key_id " +
    "kms_data_key_reuse_period_seconds last_modified last_modified_date limit_amount limit_unit lock_token " +
    "log_group_class logout_urls managed_login_version managed_policy_arns mfa_setting_list multi_region name " +
    "name_prefix name_servers not_after not_before object_lock_enabled owner password password_reset_required " +
    "pending_renewal policy policy_id preferred_mfa_setting prevent_user_existence_errors primary_name_server " +
    "qualified_arn qualified_invoke_arn query_definition_id read_attributes read_capacity redrive_allow_policy " +
    "redrive_policy refresh_token_validity region registry_id renewal_eligibility renewal_summary request_payer " +
    "response_streaming_invoke_arn revision_id rotation_period_in_days s3_bucket scope_identifiers secret ses_smtp_password_v4 " +
    "signature_version signing_job_arn signing_profile_version_arn sms_verification_message source_code_hash " +
    "source_code_size sqs_managed_sse_enabled statement_id statement_id_prefix status stream_arn stream_label " +
    "stream_view_type sub subject_alternative_names supported_identity_providers tags_all target_key_arn " +
    "thumbprint_list tier time_period_start tracing_config transition_default_minimum_object_size type unique_id " +
    "url url_id user_pool_tier valid_until validation_emails validation_method value version website_domain " +
    "website_endpoint write_attributes write_capacity zone_id"
  ).split(" "),
);

/** Of blocks that are configured, the attributes that it computes. */
const WITHIN: ReadonlySet<string> = new Set(
  (
    "access_token arn case_sensitive custom_auth_mode display_name email_message email_message_by_link email_subject " +
    "email_subject_by_link enable_regex_in_path event_filter fallback_behavior id id_token kms_key_arn kms_key_id " +
    "last_accessed_date log_group max_read_request_units max_write_request_units mfa_delete optimization_status " +
    "pre_token_generation pre_token_generation_config read_capacity recovery_period_in_days refresh_token role_arn size " +
    "sms_message sns_region status status_message stream_arn stream_label temporary_password_validity_days " +
    "user_data_shared vpc_id vpc_region write_capacity"
  ).split(" "),
);

/**
 * Blocks that hashicorp/aws computes as a whole where the configuration has none: unknown in the plan of everything new.
 * Seen in plans of 5.100.0.
 */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ["options"],
  aws_cognito_user_pool: [
    "admin_create_user_config",
    "password_policy",
    "sign_in_policy",
    "sms_configuration",
    "username_configuration",
    "verification_message_template",
  ],
  aws_dynamodb_table: ["point_in_time_recovery", "server_side_encryption", "ttl"],
  aws_iam_role: ["inline_policy"],
  aws_lambda_function: ["ephemeral_storage", "logging_config", "tracing_config"],
  aws_s3_bucket: [
    "cors_rule",
    "grant",
    "lifecycle_rule",
    "logging",
    "object_lock_configuration",
    "replication_configuration",
    "server_side_encryption_configuration",
    "versioning",
    "website",
  ],
  aws_s3_bucket_acl: ["access_control_policy"],
  aws_secretsmanager_secret: ["replica"],
};

/** Of these types' blocks a plan does not tell whether the provider computes them, or a `dynamic` block makes them. */
export const computedBlocksOf = (type: string): readonly string[] =>
  Object.hasOwn(BLOCKS, type) ? (BLOCKS[type] ?? []) : [];

/**
 * Whether the provider computes what is unknown and stands in no expression of the plan's configuration. Terraform
 * leaves `dynamic` blocks out of it, so that anything else which is unknown there is one. Blocks are known by the AWS
 * provider's types; what other providers have that rules know has none.
 */
export function isComputedByProvider(change: PlannedChange, name: string): boolean {
  return isOther(change) || ATTRIBUTES.has(name) || computedBlocksOf(change.type).includes(name);
}

/** The same of what stands in a block. */
export const isComputedInBlock = (change: PlannedChange, name: string): boolean => isOther(change) || WITHIN.has(name);

const isOther = ({ type, provider }: PlannedChange): boolean =>
  !type.startsWith("aws_") || (provider !== undefined && !provider.endsWith("/aws"));
