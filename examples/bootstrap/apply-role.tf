# What `terraform apply` needs to make, change and remove one environment's resources, and nobody else's.
#
# The actions are those that the AWS provider 5.100 was seen to call when it made and destroyed a stack of this project,
# with those of an update.

data "aws_iam_policy_document" "write" {
  for_each = var.environments

  source_policy_documents = [data.aws_iam_policy_document.read[each.key].json, data.aws_iam_policy_document.deliver_logs[each.key].json]

  statement {
    sid       = "WriteState"
    actions   = ["s3:PutObject"]
    resources = [local.state_arns[each.key]]
  }

  # Terraform's own check lets only the run that made a lock delete it, and one apply at a time runs in an environment.
  statement {
    sid       = "LockState"
    actions   = ["s3:PutObject", "s3:DeleteObject"]
    resources = ["${local.state_arns[each.key]}.tflock"]
  }

  statement {
    sid       = "CreateUserPool"
    actions   = ["cognito-idp:CreateUserPool"]
    resources = ["*"]

    dynamic "condition" {
      for_each = { Project = var.project, Environment = each.key }
      content {
        test     = "StringEquals"
        variable = "aws:RequestTag/${condition.key}"
        values   = [condition.value]
      }
    }
  }

  # Tagging is bound to the pool's tags as well: otherwise the role could make another pool its own.
  statement {
    sid       = "ChangeUserPool"
    actions   = concat(local.change_user_pool[each.key], local.brandings[each.key] ? local.change_branding : [])
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

  # Groups, identity providers, resource servers, clients and domains have no ARN of their own: whoever may change one of a pool may change them all.
  dynamic "statement" {
    for_each = local.existing_user_pools[each.key]
    content {
      sid = "UseExistingUserPool"
      actions = concat([
        "cognito-idp:CreateGroup",
        "cognito-idp:CreateIdentityProvider",
        "cognito-idp:CreateResourceServer",
        "cognito-idp:CreateUserPoolClient",
        "cognito-idp:CreateUserPoolDomain",
        "cognito-idp:DeleteGroup",
        "cognito-idp:DeleteIdentityProvider",
        "cognito-idp:DeleteResourceServer",
        "cognito-idp:SetUICustomization",
        "cognito-idp:UpdateGroup",
        "cognito-idp:UpdateIdentityProvider",
        "cognito-idp:UpdateResourceServer",
        "cognito-idp:UpdateUserPoolClient",
        "cognito-idp:UpdateUserPoolDomain",
        ], each.value.destroy ? [
        "cognito-idp:DeleteUserPoolClient",
        "cognito-idp:DeleteUserPoolDomain",
      ] : [], local.brandings[each.key] ? local.change_branding : [])
      resources = [statement.value]
    }
  }

  # A pool that is to be taken over, before the first apply gave it the tags.
  dynamic "statement" {
    for_each = local.adopted_user_pools[each.key]
    content {
      sid       = "ChangeAdoptedUserPool"
      actions   = concat(local.change_user_pool[each.key], local.brandings[each.key] ? local.change_branding : [])
      resources = [statement.value]
    }
  }

  # Cognito has CloudFront serve a custom domain, with the rights of who makes it.
  # https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
  dynamic "statement" {
    for_each = local.custom_domains[each.key]
    content {
      sid       = "ServeCustomDomain"
      actions   = ["cloudfront:UpdateDistribution"]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid       = "RequestCertificate"
      actions   = ["acm:RequestCertificate"]
      resources = ["*"]

      # https://docs.aws.amazon.com/acm/latest/userguide/acm-conditions.html
      condition {
        test     = "ForAllValues:StringEquals"
        variable = "acm:DomainNames"
        values   = [for domain in local.custom_domains[each.key] : domain.name]
      }

      dynamic "condition" {
        for_each = { Project = var.project, Environment = each.key }
        content {
          test     = "StringEquals"
          variable = "aws:RequestTag/${condition.key}"
          values   = [condition.value]
        }
      }
    }
  }

  # Tagging is bound to the certificate's tags as well, as that of a pool is; a request brings its tags with it.
  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid = "WriteCertificate"
      actions = [
        "acm:AddTagsToCertificate",
        "acm:DeleteCertificate",
        "acm:RemoveTagsFromCertificate",
      ]
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

  # The domain's own name, and the name below it by which ACM validates the certificate: no other record of the zone.
  # https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid       = "WriteRecords"
      actions   = ["route53:ChangeResourceRecordSets"]
      resources = [statement.value]

      condition {
        test     = "ForAllValues:StringEquals"
        variable = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
        values   = [for domain in local.custom_domains[each.key] : domain.name]
      }

      condition {
        test     = "ForAllValues:StringEquals"
        variable = "route53:ChangeResourceRecordSetsRecordTypes"
        values   = ["A", "AAAA"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.zone_arns[each.key]
    content {
      sid       = "WriteValidationRecords"
      actions   = ["route53:ChangeResourceRecordSets"]
      resources = [statement.value]

      condition {
        test     = "ForAllValues:StringLike"
        variable = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
        values   = [for domain in local.custom_domains[each.key] : "_*.${domain.name}"]
      }

      condition {
        test     = "ForAllValues:StringEquals"
        variable = "route53:ChangeResourceRecordSetsRecordTypes"
        values   = ["CNAME"]
      }
    }
  }

  # Whether it may stand before a pool, the pool's own actions say.
  statement {
    sid       = "UseWebAcl"
    actions   = ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"]
    resources = [local.web_acls]
  }

  statement {
    sid = "WriteFunction"
    actions = [
      "lambda:AddPermission",
      "lambda:CreateAlias",
      "lambda:CreateFunction",
      "lambda:DeleteAlias",
      "lambda:DeleteFunction",
      "lambda:DeleteFunctionConcurrency",
      "lambda:DeleteProvisionedConcurrencyConfig",
      "lambda:PublishVersion",
      "lambda:PutFunctionConcurrency",
      "lambda:PutProvisionedConcurrencyConfig",
      "lambda:RemovePermission",
      "lambda:TagResource",
      "lambda:UntagResource",
      "lambda:UpdateAlias",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
    ]
    resources = concat(local.function_arns[each.key], formatlist("%s:*", local.function_arns[each.key]))
  }

  # Whose function it is has the right to say who may invoke it; this lets Cognito in for the pool.
  dynamic "statement" {
    for_each = length(each.value.trigger_functions) > 0 ? [each.value.trigger_functions] : []
    content {
      sid       = "LetCognitoInvoke"
      actions   = ["lambda:AddPermission", "lambda:RemovePermission"]
      resources = concat(statement.value, formatlist("%s:*", statement.value))

      condition {
        test     = "StringEquals"
        variable = "lambda:Principal"
        values   = ["cognito-idp.amazonaws.com"]
      }
    }
  }

  # What is in the table is deleted with it, and read by the function alone.
  dynamic "statement" {
    for_each = local.memory_tables[each.key]
    content {
      sid = "WriteMemoryTable"
      actions = concat([
        "dynamodb:CreateTable",
        "dynamodb:TagResource",
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateTimeToLive",
        ], each.value.destroy ? [
        "dynamodb:DeleteTable",
      ] : [])
      resources = [statement.value]
    }
  }

  # Amazon DynamoDB, "DynamoDB encryption at rest: How it works": what it does with the key in the name of whoever asks.
  dynamic "statement" {
    for_each = local.memory_keys[each.key]
    content {
      sid = "EncryptMemoryTable"
      actions = [
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["dynamodb.${var.region}.amazonaws.com"]
      }
    }
  }

  # Lambda reads a layer, encrypts the variables and looks up the network in the name of whoever asks for it.
  dynamic "statement" {
    for_each = length(each.value.function.layers) > 0 ? [each.value.function.layers] : []
    content {
      sid       = "UseLayers"
      actions   = ["lambda:GetLayerVersion"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(each.value.function.encryption) > 0 ? [each.value.function.encryption] : []
    content {
      sid       = "EncryptVariables"
      actions   = ["kms:CreateGrant", "kms:Encrypt"]
      resources = statement.value
    }
  }

  # These take no narrower resource. They show networks.
  dynamic "statement" {
    for_each = each.value.function.vpc ? ["*"] : []
    content {
      sid       = "UseNetwork"
      actions   = ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
      resources = [statement.value]
    }
  }

  statement {
    sid = "WriteLogGroup"
    actions = [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DeleteRetentionPolicy",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ]
    resources = flatten([for arn in concat(local.log_group_arns[each.key], local.delivered_groups[each.key]) : [arn, "${arn}:*"]])
  }

  # The names are the function's role and Cognito's role for SMS; this role's own is neither.
  statement {
    sid = "WriteRole"
    actions = concat([
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:ListInstanceProfilesForRole",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateRole",
      ], each.value.bounded ? [] : [
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ])
    resources = concat(local.function_role_arns[each.key], [local.sms_role_arns[each.key]])
  }

  # AWS cannot check what is in a policy, but that the role carries the boundary: these four actions know the condition.
  # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
  dynamic "statement" {
    for_each = each.value.bounded ? [aws_iam_policy.boundary[each.key].arn] : []
    content {
      sid = "WriteBoundedRole"
      actions = [
        "iam:CreateRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ]
      resources = concat(local.function_role_arns[each.key], [local.sms_role_arns[each.key]])

      condition {
        test     = "StringEquals"
        variable = "iam:PermissionsBoundary"
        values   = [statement.value]
      }
    }
  }

  # Of managed policies those alone that environments.ts names, and no others of the account's.
  dynamic "statement" {
    for_each = length(each.value.function.policies) > 0 ? [each.value.function.policies] : []
    content {
      sid       = "AttachPolicies"
      actions   = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
      resources = local.function_role_arns[each.key]

      condition {
        test     = "ArnEquals"
        variable = "iam:PolicyARN"
        values   = statement.value
      }

      dynamic "condition" {
        for_each = each.value.bounded ? [aws_iam_policy.boundary[each.key].arn] : []
        content {
          test     = "StringEquals"
          variable = "iam:PermissionsBoundary"
          values   = [condition.value]
        }
      }
    }
  }

  statement {
    sid       = "PassRoleToLambda"
    actions   = ["iam:PassRole"]
    resources = local.function_role_arns[each.key]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["lambda.amazonaws.com"]
    }
  }

  # Only where users sign in by phone.
  statement {
    sid       = "PassSmsRoleToCognito"
    actions   = ["iam:PassRole"]
    resources = [local.sms_role_arns[each.key]]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["cognito-idp.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_apply" {
  for_each = var.environments

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

    # A job has this subject once GitHub's environment has let it through: reviewers, branches.
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["repo:${var.repository}:environment:${each.key}"]
    }

    # The subject of a job in an environment does not tell its branch. AWS compares these two claims as well.
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:ref"
      values   = ["refs/heads/${var.branch}"]
    }

    # One workflow applies, as it stands on the branch.
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:job_workflow_ref"
      values   = ["${local.repository}/.github/workflows/deploy-environment.yml@refs/heads/${var.branch}"]
    }
  }
}

resource "aws_iam_role" "apply" {
  for_each = var.environments

  name                 = "${local.names[each.key]}-apply"
  path                 = "/github/"
  description          = "GitHub: applies ${local.names[each.key]}"
  assume_role_policy   = data.aws_iam_policy_document.trust_apply[each.key].json
  max_session_duration = 3600

  depends_on = [terraform_data.github_environment]
}

resource "aws_iam_role_policy" "apply" {
  for_each = var.environments

  name   = "apply"
  role   = aws_iam_role.apply[each.key].name
  policy = data.aws_iam_policy_document.write[each.key].json
}
