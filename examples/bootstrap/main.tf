# What the workflows need before they can run: a bucket for the state and GitHub's OIDC provider. GitHub's environments
# are in github.tf, the roles in plan-role.tf and apply-role.tf.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  issuer    = "token.actions.githubusercontent.com"

  # What an environment's resources are called; constructs/environment/ says so.
  names = { for environment in keys(var.environments) : environment => "${var.project}-${environment}" }

  # Where function.name and function.roleName say something else.
  function_names = { for environment, it in var.environments : environment => coalesce(it.function_name, local.names[environment]) }
  role_names     = { for environment, it in var.environments : environment => coalesce(it.function_role_name, local.names[environment]) }

  # The functions of userPool.triggers, their log groups and roles: the name, an underscore and six letters.
  trigger_names = { for environment, name in local.names : environment => "${name}_??????" }

  # The function in the environments' region, and those of further regions.
  function_regions = { for environment, it in var.environments : environment => concat([var.region], it.function.regions) }
  function_arns = {
    for environment, name in local.function_names : environment => concat([
      for region in local.function_regions[environment] : "arn:${local.partition}:lambda:${region}:${local.account}:function:${name}"
    ], ["arn:${local.partition}:lambda:${var.region}:${local.account}:function:${local.trigger_names[environment]}"])
  }
  log_group_arns = {
    for environment, name in local.function_names : environment => concat([
      for region in local.function_regions[environment] : "arn:${local.partition}:logs:${region}:${local.account}:log-group:/aws/lambda/${name}"
    ], ["arn:${local.partition}:logs:${var.region}:${local.account}:log-group:/aws/lambda/${local.trigger_names[environment]}"])
  }
  # The table in which the skill remembers its users, where it does, and the key that encrypts it.
  memory_tables = {
    for environment, it in var.environments : environment => it.memory == null ? [] : [
      "arn:${local.partition}:dynamodb:${var.region}:${local.account}:table/${local.names[environment]}-memory"
    ]
  }
  memory_keys = { for environment, it in var.environments : environment => compact([try(it.memory.kms_key_arn, null)]) }

  role_arns     = { for environment, name in local.role_names : environment => "arn:${local.partition}:iam::${local.account}:role/${name}" }
  sms_role_arns = { for environment, name in local.names : environment => "arn:${local.partition}:iam::${local.account}:role/${name}_sms" }

  # Each of them has a role of its own.
  function_role_arns = {
    for environment, name in local.names : environment => concat([local.role_arns[environment], "arn:${local.partition}:iam::${local.account}:role/${local.trigger_names[environment]}"], [
      for region in var.environments[environment].function.regions : "arn:${local.partition}:iam::${local.account}:role/${name}_${local.short_regions[region]}"
    ])
  }
  short_regions = { us-east-1 = "use1", us-west-2 = "usw2", eu-west-1 = "euw1", ap-northeast-1 = "apne1" }
  state_arns    = { for environment in keys(var.environments) : environment => "${aws_s3_bucket.state.arn}/${var.project}/${environment}.tfstate" }

  user_pools = "arn:${local.partition}:cognito-idp:${var.region}:${local.account}:userpool/*"
  web_acls   = "arn:${local.partition}:wafv2:${var.region}:${local.account}:regional/webacl/*"

  # By environment; empty where the stack makes its own.
  custom_domains = { for name, it in var.environments : name => it.custom_domain == null ? [] : [it.custom_domain] }

  # A zone has no region and no account in its ARN.
  zone_arns = {
    for name, it in var.environments : name => try(["arn:${local.partition}:route53:::hostedzone/${coalesce(it.custom_domain.hosted_zone_id)}"], [])
  }

  # Where CloudFront, which serves a custom domain, takes its certificate from.
  certificate_arns = "arn:${local.partition}:acm:us-east-1:${local.account}:certificate/*"

  existing_user_pools = {
    for name, it in var.environments : name => it.existing_user_pool == null ? [] : [
      "arn:${local.partition}:cognito-idp:${var.region}:${local.account}:userpool/${it.existing_user_pool}"
    ]
  }

  # By environment; empty where none is taken over. The first apply gives it the stack's tags.
  adopted_user_pools = {
    for name, it in var.environments : name => it.adopted_user_pool == null ? [] : [
      "arn:${local.partition}:cognito-idp:${var.region}:${local.account}:userpool/${it.adopted_user_pool}"
    ]
  }

  # Where the pool's logs go, and the pages of managed login; empty where the environment has neither.
  log_deliveries   = { for name, it in var.environments : name => it.log_delivery == null ? [] : [it.log_delivery] }
  delivered_groups = { for name, it in var.environments : name => try(it.log_delivery.log_groups, []) }

  # The AWS provider 6 finds a branding's client by asking for the branding of each.
  read_branding = [
    "cognito-idp:DescribeManagedLoginBranding",
    "cognito-idp:DescribeManagedLoginBrandingByClient",
    "cognito-idp:ListUserPoolClients",
  ]
  change_branding = [
    "cognito-idp:CreateManagedLoginBranding",
    "cognito-idp:DeleteManagedLoginBranding",
    "cognito-idp:UpdateManagedLoginBranding",
  ]
  brandings = { for name, it in var.environments : name => it.managed_login }

  read_user_pool = [
    "cognito-idp:DescribeIdentityProvider",
    "cognito-idp:DescribeResourceServer",
    "cognito-idp:DescribeRiskConfiguration",
    "cognito-idp:DescribeUserPool",
    "cognito-idp:DescribeUserPoolClient",
    "cognito-idp:GetGroup",
    "cognito-idp:GetLogDeliveryConfiguration",
    "cognito-idp:GetUICustomization",
    "cognito-idp:GetUserPoolMfaConfig",
    "cognito-idp:GetWebACLForResource",
    "cognito-idp:ListTagsForResource",
  ]

  # By environment.
  change_user_pool = {
    for name, it in var.environments : name => concat([
      "cognito-idp:AddCustomAttributes",
      "cognito-idp:AssociateWebACL",
      "cognito-idp:CreateGroup",
      "cognito-idp:CreateIdentityProvider",
      "cognito-idp:CreateResourceServer",
      "cognito-idp:CreateUserPoolClient",
      "cognito-idp:CreateUserPoolDomain",
      "cognito-idp:DeleteGroup",
      "cognito-idp:DeleteIdentityProvider",
      "cognito-idp:DeleteResourceServer",
      "cognito-idp:DisassociateWebACL",
      "cognito-idp:SetLogDeliveryConfiguration",
      "cognito-idp:SetRiskConfiguration",
      "cognito-idp:SetUICustomization",
      "cognito-idp:SetUserPoolMfaConfig",
      "cognito-idp:TagResource",
      "cognito-idp:UntagResource",
      "cognito-idp:UpdateGroup",
      "cognito-idp:UpdateIdentityProvider",
      "cognito-idp:UpdateResourceServer",
      "cognito-idp:UpdateUserPool",
      "cognito-idp:UpdateUserPoolClient",
      "cognito-idp:UpdateUserPoolDomain",
      ], it.destroy ? [
      "cognito-idp:DeleteUserPool",
      "cognito-idp:DeleteUserPoolClient",
      "cognito-idp:DeleteUserPoolDomain",
    ] : [])
  }
}

resource "aws_s3_bucket" "state" {
  bucket = var.state_bucket

  # Without the state Terraform no longer knows what is its own.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

# AES256 is what the stacks' backends ask for (`encrypt = true`); a key of your own would need their kms_key_id, too.
resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

data "aws_iam_policy_document" "state_bucket" {
  statement {
    sid       = "OnlyOverTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  # A lock is only ever made, never overwritten: Terraform asks S3 to write it only if there is none (If-None-Match: *).
  # https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
  statement {
    sid       = "LockOnlyWhatIsFree"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.state.arn}/*.tflock"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Null"
      variable = "s3:if-none-match"
      values   = ["true"]
    }
  }
}

resource "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket.state.id
  policy = data.aws_iam_policy_document.state_bucket.json

  depends_on = [aws_s3_bucket_public_access_block.state]
}

# AWS trusts GitHub's certificate by its authority, so that no thumbprint is given.
# https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_oidc_provider ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_openid_connect_provider" "github" {
  count = var.create_oidc_provider ? 0 : 1

  url = "https://${local.issuer}"
}

locals {
  oidc_provider_arn = one(concat(aws_iam_openid_connect_provider.github[*].arn, data.aws_iam_openid_connect_provider.github[*].arn))
}
