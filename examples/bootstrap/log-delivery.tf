# What the apply role needs beside the pool's own actions to have its logs delivered; nothing where `log_delivery` is not set.

data "aws_iam_policy_document" "deliver_logs" {
  for_each = var.environments

  # Cognito sets up the delivery with the rights of who asks for it. These take no narrower resource. They change deliveries
  # of other services, too.
  # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-vended-logs-permissions.html
  dynamic "statement" {
    for_each = local.log_deliveries[each.key]
    content {
      sid = "DeliverLogs"
      actions = [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:UpdateLogDelivery",
      ]
      resources = ["*"]
    }
  }

  # The resource policy is one for all log groups of the region.
  dynamic "statement" {
    for_each = length(local.delivered_groups[each.key]) > 0 ? ["*"] : []
    content {
      sid       = "LetLogGroupsBeWritten"
      actions   = ["logs:DescribeResourcePolicies", "logs:PutResourcePolicy"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = [for it in local.log_deliveries[each.key] : it.buckets if length(it.buckets) > 0]
    content {
      sid       = "LetBucketsBeWritten"
      actions   = ["s3:GetBucketPolicy", "s3:PutBucketPolicy"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = [for it in local.log_deliveries[each.key] : it.streams if length(it.streams) > 0]
    content {
      sid       = "MarkStreams"
      actions   = ["firehose:TagDeliveryStream"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(flatten([for it in local.log_deliveries[each.key] : it.streams])) > 0 ? ["delivery.logs.amazonaws.com"] : []
    content {
      sid       = "MakeDeliveryRole"
      actions   = ["iam:CreateServiceLinkedRole"]
      resources = ["arn:${local.partition}:iam::${local.account}:role/aws-service-role/${statement.value}/AWSServiceRoleForLogDelivery"]

      condition {
        test     = "StringEquals"
        variable = "iam:AWSServiceName"
        values   = [statement.value]
      }
    }
  }
}
