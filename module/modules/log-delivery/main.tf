# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

resource "aws_cognito_log_delivery_configuration" "logs" {
  user_pool_id = var.user_pool_id

  dynamic "log_configurations" {
    for_each = var.message_errors != null ? [1] : []

    content {
      event_source = "userNotification"
      log_level    = "ERROR"

      cloud_watch_logs_configuration {
        log_group_arn = var.message_errors.log_group_arn
      }
    }
  }

  dynamic "log_configurations" {
    for_each = var.user_activity != null ? [1] : []

    content {
      event_source = "userAuthEvents"
      log_level    = "INFO"

      dynamic "cloud_watch_logs_configuration" {
        for_each = var.user_activity.to == "CloudWatchLogs" ? [1] : []

        content {
          log_group_arn = var.user_activity.arn
        }
      }

      dynamic "firehose_configuration" {
        for_each = var.user_activity.to == "Firehose" ? [1] : []

        content {
          stream_arn = var.user_activity.arn
        }
      }

      dynamic "s3_configuration" {
        for_each = var.user_activity.to == "S3" ? [1] : []

        content {
          bucket_arn = var.user_activity.arn
        }
      }
    }
  }

  lifecycle {
    precondition {
      condition = var.message_errors != null || var.user_activity != null

      error_message = <<-EOT
        message_errors
          received  ${replace(jsonencode(null), "/^(.{120}).+$/", "$1…")}
          allowed   message_errors, user_activity, or both
          fix       write one
      EOT
    }
  }
}
