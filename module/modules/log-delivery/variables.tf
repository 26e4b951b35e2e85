# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

variable "user_pool_id" {
  description = "The id of the user pool."
  type        = string
  nullable    = false

  validation {
    condition = alltrue([
      can(regex("^[A-Za-z0-9-]{2,50}_[0-9a-zA-Z]{1,54}$", var.user_pool_id)),
      try(length(var.user_pool_id) <= 55, false),
    ])

    error_message = <<-EOT
      user_pool_id
        received  ${replace(jsonencode(var.user_pool_id), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a user pool: its region, an underscore, letters and digits
        fix       copy the user pool id from its page in the console, as us-east-1_Abc123xyz
    EOT
  }
}

variable "message_errors" {
  description = "A log group for e-mails and SMS that could not be delivered, in the pool's account and without a KMS key. Default: nowhere."

  type = object({
    log_group_arn = string
  })

  default = null

  validation {
    condition = var.message_errors == null ? true : can(regex("^arn:aws:logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_/.#-]{1,512}$", var.message_errors.log_group_arn))

    error_message = <<-EOT
      message_errors.log_group_arn
        received  ${replace(jsonencode(var.message_errors), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a log group
        fix       write an attribute of the resource that makes it, without :* at its end
    EOT
  }
}

variable "user_activity" {
  description = "Where every sign-in goes with its risk, as threat protection saw it: CloudWatchLogs, Firehose or S3, with the ARN. Needs a pool on PLUS. Default: nowhere."

  type = object({
    to  = string
    arn = string
  })

  default = null

  validation {
    condition = var.user_activity == null ? true : contains(["CloudWatchLogs", "Firehose", "S3"], var.user_activity.to)

    error_message = <<-EOT
      user_activity.to
        received  ${replace(jsonencode(var.user_activity), "/^(.{120}).+$/", "$1…")}
        allowed   one of "CloudWatchLogs", "Firehose", "S3"
        fix       write one of these
    EOT
  }

  validation {
    condition = var.user_activity == null ? true : can(regex("^arn:aws:(logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_/.#-]{1,512}|firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[A-Za-z0-9_.-]{1,64}|s3:::[a-z0-9.-]{3,63})$", var.user_activity.arn))

    error_message = <<-EOT
      user_activity.arn
        received  ${replace(jsonencode(var.user_activity), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a log group, of a delivery stream of Data Firehose or of a bucket
        fix       write an attribute of the resource that makes it
    EOT
  }
}
