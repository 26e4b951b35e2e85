# What `terraform plan`, `alexa-link drift` and `alexa-link compare` need, and `alexa-link promote` of the environment that it
# promotes from: reading, and the state's lock.
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

  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = [local.state_arns[each.key], "${local.state_arns[each.key]}.tflock"]
  }

  # A plan takes the lock, so that it never reads a state that an apply is writing.
  statement {
    sid       = "LockState"
    actions   = ["s3:PutObject", "s3:DeleteObject"]
    resources = ["${local.state_arns[each.key]}.tflock"]
  }

  # User pools have no names in their ARNs, hence the tags that the stack puts on everything.
  statement {
    sid = "ReadUserPool"
    actions = [
      "cognito-idp:DescribeUserPool",
      "cognito-idp:DescribeUserPoolClient",
      "cognito-idp:GetUserPoolMfaConfig",
      "cognito-idp:ListTagsForResource",
    ]
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

  # These two take no narrower resource. They show a domain's pool, and log groups' names.
  statement {
    sid       = "ReadDomain"
    actions   = ["cognito-idp:DescribeUserPoolDomain"]
    resources = ["*"]
  }

  statement {
    sid       = "FindLogGroup"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["arn:${local.partition}:logs:${var.region}:${local.account}:log-group:*"]
  }

  statement {
    sid       = "ReadLogGroup"
    actions   = ["logs:ListTagsForResource"]
    resources = [local.log_group_arns[each.key], "${local.log_group_arns[each.key]}:*"]
  }

  statement {
    sid = "ReadFunction"
    actions = [
      "lambda:GetAlias",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetPolicy",
      "lambda:ListTags",
      "lambda:ListVersionsByFunction",
    ]
    resources = [local.function_arns[each.key], "${local.function_arns[each.key]}:*"]
  }

  statement {
    sid = "ReadRole"
    actions = [
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
    ]
    resources = [local.role_arns[each.key], "${local.role_arns[each.key]}_sms"]
  }
}

data "aws_iam_policy_document" "trust_plan" {
  statement {
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

    # Pull requests of forks get no token from GitHub. The job that promotes to an environment reads what the one before
    # runs, which may lie in another account: that one's name is not known here.
    condition {
      test     = "StringLike"
      variable = "${local.issuer}:sub"
      values = [
        "repo:${var.repository}:environment:*",
        "repo:${var.repository}:pull_request",
        "repo:${var.repository}:ref:refs/heads/${var.branch}",
      ]
    }
  }
}

resource "aws_iam_role" "plan" {
  for_each = var.environments

  name                 = "${local.names[each.key]}-plan"
  path                 = "/github/"
  description          = "GitHub: plans ${local.names[each.key]}"
  assume_role_policy   = data.aws_iam_policy_document.trust_plan.json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "plan" {
  for_each = var.environments

  name   = "plan"
  role   = aws_iam_role.plan[each.key].name
  policy = data.aws_iam_policy_document.read[each.key].json
}
