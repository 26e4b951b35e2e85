import type { Examines } from "./rules/rule";

/** Changes that hurt nobody, and why. */
export interface Harmless {
  /**
   * `any`: wherever the attribute stands, whatever the type. `computed`: the same, where the configuration does not set
   * it. `new`: of a thing that is created. `changed`: of one that exists.
   */
  readonly when: "any" | "computed" | "new" | "changed";
  readonly why: string;
  /** Attributes by thing; for `any` and `computed` the thing's name means nothing. */
  readonly things: Examines;
}

const POOL = "aws_cognito_user_pool";
const CLIENT = "aws_cognito_user_pool_client";
const ALL = ["*"] as const;

/** When a new alarm goes off. What it then does is another thing: it may call a function, or end a machine. */
const ALARM = (
  "alarm_description alarm_name comparison_operator datapoints_to_alarm dimensions evaluate_low_sample_count_percentiles " +
  "evaluation_periods extended_statistic metric_name namespace period statistic threshold " +
  "threshold_metric_id treat_missing_data unit"
).split(" ");

/**
 * What is known to be harmless, whatever the value. It starts small: what is missing here is listed for a person to
 * read, and what is here by mistake is called safe. A dangerous value of an attribute needs a rule, not a line here; a
 * value that is harmless in one direction only stands in `harmless-directions.ts`.
 */
export const HARMLESS: readonly Harmless[] = [
  {
    when: "any",
    why: "Labels and remarks of AWS's things: nothing of the project reads them. Of who has rights by them, access-by-tags speaks.",
    things: { any: ["tags", "tags_all", "description", "comment"] },
  },
  {
    when: "any",
    why: "What the provider itself does at a later deletion, which is a finding of its own. Of a guard that goes, data-guard-off speaks.",
    things: { any: ["skip_destroy", "timeouts", "force_destroy", "force_detach_policies"] },
  },
  {
    when: "computed",
    why: "Computed by AWS, or by the provider from what else is in the plan.",
    things: {
      any: (
        "arn aws_account_id cloudfront_distribution cloudfront_distribution_arn cloudfront_distribution_zone_id " +
        "code_sha256 create_date creation_date endpoint estimated_number_of_users id invoke_arn last_modified " +
        "last_modified_date lock_token qualified_arn qualified_invoke_arn region response_streaming_invoke_arn " +
        "source_code_size stream_arn stream_label unique_id attachment_count"
      ).split(" "),
    },
  },
  {
    when: "new",
    why: "Nobody uses yet what is new: no account, no link, no data. Whom it lets in has rules of its own.",
    things: {
      [POOL]: [
        "account_recovery_setting",
        "admin_create_user_config",
        "alias_attributes",
        "auto_verified_attributes",
        "deletion_protection",
        "device_configuration",
        "domain",
        "email_configuration",
        "email_mfa_configuration",
        "email_verification_message",
        "email_verification_subject",
        "mfa_configuration",
        "name",
        "password_policy",
        "schema",
        "sign_in_policy",
        "sms_authentication_message",
        "sms_configuration",
        "sms_verification_message",
        "software_token_mfa_configuration",
        "user_attribute_update_settings",
        "user_pool_add_ons",
        "user_pool_tier",
        "username_attributes",
        "username_configuration",
        "verification_message_template",
        "web_authn_configuration",
      ],
      [CLIENT]: [
        "allowed_oauth_flows_user_pool_client",
        "auth_session_validity",
        "client_secret",
        "enable_propagate_additional_user_context_data",
        "generate_secret",
        "id_token_validity",
        "name",
        "read_attributes",
        "supported_identity_providers",
        "user_pool_id",
      ],
      aws_cognito_user_pool_domain: [
        "certificate_arn",
        "custom_domain_config",
        "domain",
        "managed_login_version",
        "user_pool_id",
      ],
      aws_cognito_resource_server: ["identifier", "name", "scope", "user_pool_id"],
      aws_cognito_user_group: ["name", "user_pool_id", "precedence"],
      aws_cognito_log_delivery_configuration: ["user_pool_id"],
      aws_cognito_managed_login_branding: ALL,
      aws_cognito_user_pool_ui_customization: ALL,
      aws_lambda_function: [
        "architectures",
        "code_signing_config_arn",
        "dead_letter_config",
        "environment.variables",
        "ephemeral_storage",
        "filename",
        "function_name",
        "handler",
        "kms_key_arn",
        "logging_config",
        "memory_size",
        "package_type",
        "publish",
        "role",
        "runtime",
        "s3_key",
        "s3_object_version",
        "source_code_hash",
        "timeout",
        "tracing_config",
        "version",
        "vpc_config.security_group_ids",
        "vpc_config.subnet_ids",
      ],
      aws_lambda_alias: ["name", "function_name"],
      aws_cloudwatch_log_group: ["name", "name_prefix", "retention_in_days", "log_group_class", "kms_key_id"],
      aws_acm_certificate: [
        "certificate_authority_arn",
        "certificate_body",
        "certificate_chain",
        "domain_name",
        "domain_validation_options",
        "early_renewal_duration",
        "key_algorithm",
        "not_after",
        "not_before",
        "options.certificate_transparency_logging_preference",
        "pending_renewal",
        "private_key",
        "renewal_eligibility",
        "renewal_summary",
        "status",
        "subject_alternative_names",
        "type",
        "validation_emails",
        "validation_method",
        "validation_option",
      ],
      aws_acm_certificate_validation: ALL,
      aws_cloudwatch_metric_alarm: ALARM,
      aws_cloudwatch_dashboard: ["dashboard_name"],
      aws_cloudwatch_query_definition: ALL,
      aws_budgets_budget: ALL,
      aws_iam_role: ["name", "name_prefix", "path", "max_session_duration", "permissions_boundary"],
      aws_iam_role_policy: ["name", "name_prefix", "role"],
      aws_iam_role_policy_attachment: ["role"],
      aws_iam_policy: ["name", "name_prefix", "path"],
      aws_dynamodb_table: [
        "attribute",
        "billing_mode",
        "deletion_protection_enabled",
        "hash_key",
        "name",
        "point_in_time_recovery",
        "range_key",
        "read_capacity",
        "server_side_encryption",
        "stream_enabled",
        "table_class",
        "ttl",
        "write_capacity",
      ],
      aws_dynamodb_resource_policy: ["resource_arn", "confirm_remove_self_resource_access"],
      aws_ecr_repository_policy: ["repository"],
      aws_kms_key_policy: ["key_id", "bypass_policy_lockout_safety_check"],
      aws_s3_bucket: ["bucket", "bucket_prefix"],
      aws_s3_bucket_acl: ["bucket"],
      aws_s3_bucket_policy: ["bucket"],
      aws_s3_bucket_public_access_block: ["bucket"],
      aws_s3_bucket_versioning: ["bucket"],
      aws_secretsmanager_secret_policy: ["secret_arn", "block_public_policy"],
      aws_sns_topic: [
        "archive_policy",
        "content_based_deduplication",
        "delivery_policy",
        "display_name",
        "fifo_throughput_scope",
        "fifo_topic",
        "kms_master_key_id",
        "name",
        "name_prefix",
        "owner",
        "signature_version",
        "tracing_config",
      ],
      aws_sns_topic_policy: ["arn", "owner"],
      aws_sqs_queue: [
        "content_based_deduplication",
        "deduplication_scope",
        "delay_seconds",
        "fifo_queue",
        "fifo_throughput_limit",
        "kms_data_key_reuse_period_seconds",
        "kms_master_key_id",
        "max_message_size",
        "message_retention_seconds",
        "name",
        "name_prefix",
        "receive_wait_time_seconds",
        "redrive_allow_policy",
        "redrive_policy",
        "url",
        "visibility_timeout_seconds",
      ],
      aws_sqs_queue_policy: ["queue_url"],
      aws_kms_alias: ["name", "name_prefix", "target_key_arn", "target_key_id"],
      aws_kms_key: [
        "bypass_policy_lockout_safety_check",
        "customer_master_key_spec",
        "deletion_window_in_days",
        "enable_key_rotation",
        "is_enabled",
        "key_usage",
      ],
      aws_ssm_parameter: ["allowed_pattern", "data_type", "key_id", "name", "tier", "type", "version"],
      aws_secretsmanager_secret: ["name", "recovery_window_in_days", "kms_key_id", "force_overwrite_replica_secret"],
      aws_wafv2_web_acl: ALL,
      random_id: ALL,
      random_pet: ALL,
      random_password: ALL,
      random_string: ALL,
      random_uuid: ALL,
      terraform_data: ALL,
      null_resource: ALL,
      time_sleep: ["triggers"],
    },
  },
  {
    when: "changed",
    why: "More of what is there already, or a name that nobody meets.",
    things: {
      [CLIENT]: ["name"],
      aws_cognito_resource_server: ["name"],
      aws_lambda_function: ["logging_config.system_log_level", "tracing_config"],
      aws_cloudwatch_metric_alarm: ["alarm_description"],
      aws_cloudwatch_query_definition: ALL,
      aws_dynamodb_table: ["table_class"],
      aws_sns_topic: ["display_name"],
    },
  },
  {
    when: "changed",
    why: "What AWS Certificate Manager counts and plans by itself; none of it can be set.",
    things: {
      aws_acm_certificate: ["not_after", "not_before", "pending_renewal", "renewal_eligibility", "renewal_summary"],
    },
  },
  {
    when: "changed",
    why: "It lives in Terraform's state alone; what runs with it (provisioners) has a rule of its own.",
    things: { terraform_data: ALL, null_resource: ALL, random_id: ALL, time_sleep: ["triggers"] },
  },
];
