# What the roles of an environment can do at most, whatever their own policies say: what the function's role and
# Cognito's role for SMS need. A function that may do more needs it here as well. An unbounded environment has one, too,
# and may do without it.

data "aws_iam_policy_document" "boundary" {
  for_each = var.environments

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = formatlist("%s:*", local.log_group_arns[each.key])
  }

  # A text message has no ARN, a topic has one.
  statement {
    sid           = "SendSms"
    actions       = ["sns:Publish"]
    not_resources = ["arn:${local.partition}:sns:*:*:*"]
  }

  # Which pools are the environment's, their tags say: a pool's ARN has no name.
  dynamic "statement" {
    for_each = each.value.join_accounts ? [local.user_pools] : []
    content {
      sid       = "JoinAccounts"
      actions   = ["cognito-idp:AdminLinkProviderForUser", "cognito-idp:ListUsers"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/Environment"
        values   = [each.key]
      }
    }
  }

  # What settings of the function need, where the environment has them.
  dynamic "statement" {
    for_each = each.value.function.vpc ? ["*"] : []
    content {
      sid = "UseNetwork"
      actions = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = each.value.function.tracing ? ["*"] : []
    content {
      sid       = "Trace"
      actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = length(each.value.function.dead_letters) > 0 ? [each.value.function.dead_letters] : []
    content {
      sid       = "SendDeadLetters"
      actions   = ["sns:Publish", "sqs:SendMessage"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(each.value.function.encryption) > 0 ? [each.value.function.encryption] : []
    content {
      sid       = "DecryptVariables"
      actions   = ["kms:Decrypt"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = local.memory_tables[each.key]
    content {
      sid       = "UseMemory"
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = local.memory_keys[each.key]
    content {
      sid       = "DecryptMemory"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = each.value.function.statements
    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = data.aws_iam_policy_document.boundary

  name        = "${local.names[each.key]}-boundary"
  path        = "/github/"
  description = "Bounds the roles of ${local.names[each.key]}"
  policy      = each.value.json
}
