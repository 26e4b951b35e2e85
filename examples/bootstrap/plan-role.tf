# What `terraform plan`, `alexa-link drift` and `alexa-link compare` need, and `alexa-link promote` of the environment that it
# promotes from: reading. It writes nothing, not even the state's lock: whoever may take a lock may also delete somebody
# else's, since AWS cannot tell who made it. So plans of this role run with -lock=false.
#
# It reads the client secret twice over: in the state, and by DescribeUserPoolClient, which the provider calls.
#
# The actions are those that the AWS provider 5.100 was seen to call when it refreshed a stack of this project. Beside
# them stand ListTags, without which Lambda leaves the tags out of GetFunction, and GetFunctionConfiguration, which
# `compare`, `promote` and `doctor` call.

data "aws_iam_policy_document" "read" {
  for_each = var.environments

  # Without this S3 answers 403 instead of 404 for a state that is not there yet. It shows the keys, not what is in them.
  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.state.arn]
  }

  # The lock is read to see whether an apply is at work.
  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = [local.state_arns[each.key], "${local.state_arns[each.key]}.tflock"]
  }

  # User pools have no names in their ARNs, hence the tags that the stack puts on everything.
  statement {
    sid       = "ReadUserPool"
    actions   = concat(local.read_user_pool, local.brandings[each.key] ? local.read_branding : [])
    resources = [local.user_pools]

    dynamic "condition" {
      for_each = { Project = var.project, Environment = each.key }
      content {
        test     = "StringEquals"
        variable = "aws:ResourceTag/${condition.key}"
        values   = [condition.value]
      }
    }
  }

  # A pool that exists has not the stack's tags. This shows the secrets of all of its clients.
  dynamic "statement" {
    for_each = local.existing_user_pools[each.key]
    content {
      sid = "ReadExistingUserPool"
      actions = concat([
        "cognito-idp:DescribeIdentityProvider",
        "cognito-idp:DescribeResourceServer",
        "cognito-idp:DescribeUserPool",
        "cognito-idp:DescribeUserPoolClient",
        "cognito-idp:GetGroup",
        "cognito-idp:GetUICustomization",
      ], local.brandings[each.key] ? local.read_branding : [])
      resources = [statement.value]
    }
  }

  # A pool that is to be taken over has them after the first apply only.
  dynamic "statement" {
    for_each = local.adopted_user_pools[each.key]
    content {
      sid       = "ReadAdoptedUserPool"
      actions   = concat(local.read_user_pool, local.brandings[each.key] ? local.read_branding : [])
      resources = [statement.value]
    }
  }

  # The secrets of identity providers: the plan reads them.
  dynamic "statement" {
    for_each = length(var.environments[each.key].secret_arns) == 0 ? [] : [var.environments[each.key].secret_arns]
    content {
      sid       = "ReadProviderSecrets"
      actions   = ["secretsmanager:GetSecretValue", "ssm:GetParameter"]
      resources = statement.value
    }
  }

  # Records carry no tags: this shows all of the zone's, which the DNS tells everybody anyway.
  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid       = "ReadZone"
      actions   = ["route53:GetHostedZone", "route53:ListResourceRecordSets", "route53:ListTagsForResource"]
      resources = [statement.value]
    }
  }

  # These two take no narrower resource. They show zones' names, and whether a change of records is everywhere.
  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid       = "FindZone"
      actions   = ["route53:GetChange", "route53:ListHostedZonesByName"]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid       = "ReadCertificate"
      actions   = ["acm:DescribeCertificate", "acm:ListTagsForCertificate"]
      resources = [local.certificate_arns]

      dynamic "condition" {
        for_each = { Project = var.project, Environment = each.key }
        content {
          test     = "StringEquals"
          variable = "aws:ResourceTag/${condition.key}"
          values   = [condition.value]
        }
      }
    }
  }

  # Only where a web ACL stands before the pool. Which one, is the environment's matter.
  statement {
    sid       = "ReadWebAcl"
    actions   = ["wafv2:GetWebACL", "wafv2:GetWebACLForResource"]
    resources = [local.web_acls]
  }

  # These two take no narrower resource. They show a domain's pool, and log groups' names.
  statement {
    sid       = "ReadDomain"
    actions   = ["cognito-idp:DescribeUserPoolDomain"]
    resources = ["*"]
  }

  statement {
    sid       = "FindLogGroup"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["*"]
  }

  statement {
    sid       = "ReadLogGroup"
    actions   = ["logs:ListTagsForResource"]
    resources = flatten([for arn in concat(local.log_group_arns[each.key], local.delivered_groups[each.key]) : [arn, "${arn}:*"]])
  }

  statement {
    sid = "ReadFunction"
    actions = [
      "lambda:GetAlias",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetPolicy",
      "lambda:GetProvisionedConcurrencyConfig",
      "lambda:ListTags",
      "lambda:ListVersionsByFunction",
    ]
    resources = concat(local.function_arns[each.key], formatlist("%s:*", local.function_arns[each.key]))
  }

  dynamic "statement" {
    for_each = length(each.value.trigger_functions) > 0 ? [each.value.trigger_functions] : []
    content {
      sid       = "ReadWhoInvokes"
      actions   = ["lambda:GetPolicy"]
      resources = concat(statement.value, formatlist("%s:*", statement.value))
    }
  }

  # Not what is in it.
  dynamic "statement" {
    for_each = local.memory_tables[each.key]
    content {
      sid = "ReadMemoryTable"
      actions = [
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
      ]
      resources = [statement.value]
    }
  }

  # Without the key, GetFunction leaves the variables out, and a plan would set them anew.
  dynamic "statement" {
    for_each = length(each.value.function.encryption) > 0 ? [each.value.function.encryption] : []
    content {
      sid       = "ReadVariables"
      actions   = ["kms:Decrypt"]
      resources = statement.value
    }
  }

  statement {
    sid = "ReadRole"
    actions = [
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
    ]
    resources = concat(local.function_role_arns[each.key], [local.sms_role_arns[each.key]])
  }
}

data "aws_iam_policy_document" "trust_plan" {
  for_each = var.environments

  # Jobs on the branch itself. The job that promotes to an environment reads what the one before runs, perhaps in another
  # account: that one's name is not known here. But its branch is.
  statement {
    sid     = "Branch"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.oidc_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:ref"
      values   = ["refs/heads/${var.branch}"]
    }

    condition {
      test     = "StringLike"
      variable = "${local.issuer}:sub"
      values = [
        "repo:${var.repository}:environment:*",
        "repo:${var.repository}:ref:refs/heads/${var.branch}",
      ]
    }
  }

  # Pull requests and the merge queue. Those of forks get no token from GitHub.
  dynamic "statement" {
    for_each = contains(keys(local.planned_in_pull_requests), each.key) ? [each.key] : []
    content {
      sid     = "PullRequests"
      actions = ["sts:AssumeRoleWithWebIdentity"]

      principals {
        type        = "Federated"
        identifiers = [local.oidc_provider_arn]
      }

      condition {
        test     = "StringEquals"
        variable = "${local.issuer}:aud"
        values   = ["sts.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "${local.issuer}:sub"
        values   = ["repo:${var.repository}:environment:${statement.value}-plan"]
      }
    }
  }
}

resource "aws_iam_role" "plan" {
  for_each = var.environments

  name                 = "${local.names[each.key]}-plan"
  path                 = "/github/"
  description          = "GitHub: plans ${local.names[each.key]}"
  assume_role_policy   = data.aws_iam_policy_document.trust_plan[each.key].json
  max_session_duration = 3600

  depends_on = [terraform_data.github_environment]
}

resource "aws_iam_role_policy" "plan" {
  for_each = var.environments

  name   = "plan"
  role   = aws_iam_role.plan[each.key].name
  policy = data.aws_iam_policy_document.read[each.key].json
}
