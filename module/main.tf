# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

locals {
  zip = var.code.s3_bucket == null ? coalesce(var.code.zip, "${path.module}/skill.zip") : null

  trigger_suffixes = {
    createAuthChallenge         = "_create"
    customMessage               = "_custom"
    defineAuthChallenge         = "_define"
    postAuthentication          = "_postau"
    postConfirmation            = "_postco"
    preAuthentication           = "_preaut"
    preSignUp                   = "_presig"
    preTokenGeneration          = "_pretok"
    userMigration               = "_migrat"
    verifyAuthChallengeResponse = "_verify"
  }

  trigger_arns = { for name, it in var.user_pool.triggers : name => it.zip == null ? it.function_arn : aws_lambda_function.trigger[name].arn }

  user_pool_sign_in_attributes = concat(
    contains(var.user_pool.sign_in, "email") ? ["email"] : [],
    contains(var.user_pool.sign_in, "phone") ? ["phone_number"] : [],
    contains(var.user_pool.sign_in, "preferred_username") ? ["preferred_username"] : []
  )

  user_pool_contact_attributes = concat(
    (contains(var.user_pool.sign_in, "email") || contains(var.user_pool.sign_in, "username")) ? ["email"] : [],
    contains(var.user_pool.sign_in, "phone") ? ["phone_number"] : []
  )

  user_pool_mfa = (var.user_pool.mfa == null) ? contains(var.user_pool.sign_in, "phone") ? "off" : "optional" : var.user_pool.mfa

  user_pool_mfa_configuration = {
    off      = "OFF"
    optional = "OPTIONAL"
    required = "ON"
  }

  user_pool_sender              = var.user_pool.email.from
  user_pool_sender_parts        = try(regex("^(.+) (<[^<>]+>)$", local.user_pool_sender), [])
  user_pool_sender_header       = length(local.user_pool_sender_parts) == 0 ? local.user_pool_sender : join(" ", [can(regex("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( +[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$", local.user_pool_sender_parts[0])) ? local.user_pool_sender_parts[0] : can(regex("^[ -~]*$", local.user_pool_sender_parts[0])) ? format("\"%s\"", local.user_pool_sender_parts[0]) : join(" ", [for word in regexall(".{1,11}", local.user_pool_sender_parts[0]) : "=?UTF-8?B?${base64encode(word)}?="]), local.user_pool_sender_parts[1]])
  user_pool_id                  = (var.user_pool.existing == null) ? aws_cognito_user_pool.user_pool[0].id : var.user_pool.existing.id
  domain_host                   = (var.domain.existing == null) ? alltrue([(var.domain.name != null), (var.domain.link_host != "prefix")]) ? aws_cognito_user_pool_domain.domain_custom[0].domain : "${aws_cognito_user_pool_domain.domain[0].domain}.auth.${data.aws_region.current.id}.amazoncognito.com" : var.domain.existing.host
  identity_provider_secret_keys = { for name, provider in var.identity_providers : name => provider.secret_key }

  identity_provider_secrets = merge(
    var.identity_provider_secrets,
    { for name, it in data.aws_secretsmanager_secret_version.identity_provider_secret : name => local.identity_provider_secret_keys[name] == null ? it.secret_string : jsondecode(it.secret_string)[local.identity_provider_secret_keys[name]] },
    { for name, it in data.aws_ssm_parameter.identity_provider_parameter : name => it.value }
  )

  identity_provider_filled_in = {
    Facebook = {
      authorize_scopes              = "public_profile, email"
      attributes_url_add_attributes = "true"
      token_request_method          = "GET"
    }

    Google = {
      authorize_scopes              = "email profile openid"
      attributes_url                = "https://people.googleapis.com/v1/people/me?personFields="
      attributes_url_add_attributes = "true"
      authorize_url                 = "https://accounts.google.com/o/oauth2/v2/auth"
      oidc_issuer                   = "https://accounts.google.com"
      token_request_method          = "POST"
      token_url                     = "https://www.googleapis.com/oauth2/v4/token"
    }

    LoginWithAmazon = {
      authorize_scopes              = "profile"
      attributes_url                = "https://api.amazon.com/user/profile"
      attributes_url_add_attributes = "false"
      authorize_url                 = "https://www.amazon.com/ap/oa"
      token_request_method          = "POST"
      token_url                     = "https://api.amazon.com/auth/o2/token"
    }

    OIDC = {
      authorize_scopes              = "openid profile email"
      attributes_request_method     = "GET"
      attributes_url_add_attributes = "false"
    }

    SAML = {}

    SignInWithApple = {
      authorize_scopes              = "email name"
      attributes_url_add_attributes = "false"
      authorize_url                 = "https://appleid.apple.com/auth/authorize"
      oidc_issuer                   = "https://appleid.apple.com"
      token_request_method          = "POST"
      token_url                     = "https://appleid.apple.com/auth/token"
    }
  }

  identity_provider_attributes = {
    Facebook = {
      email       = "email"
      family_name = "last_name"
      given_name  = "first_name"
      name        = "name"
      username    = "id"
    }

    Google = {
      email          = "email"
      email_verified = "email_verified"
      family_name    = "family_name"
      given_name     = "given_name"
      name           = "name"
      username       = "sub"
    }

    LoginWithAmazon = {
      email      = "email"
      given_name = "name"
      name       = "name"
      username   = "user_id"
    }

    OIDC = {
      email          = "email"
      email_verified = "email_verified"
      family_name    = "family_name"
      given_name     = "given_name"
      name           = "name"
      username       = "sub"
    }

    SAML = {
      email       = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
      family_name = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname"
      given_name  = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname"
      name        = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"
    }

    SignInWithApple = {
      email          = "email"
      email_verified = "email_verified"
      family_name    = "lastName"
      given_name     = "firstName"
      username       = "sub"
    }
  }

  alexa_redirect_uris = concat(
    [
      "https://pitangui.amazon.com/api/skill/link/${var.alexa.vendor_id}",
      "https://layla.amazon.com/api/skill/link/${var.alexa.vendor_id}",
      "https://alexa.amazon.co.jp/api/skill/link/${var.alexa.vendor_id}",
    ],
    var.alexa.additional_redirect_uris
  )

  alexa_client_id     = (var.client.existing == null) ? aws_cognito_user_pool_client.alexa[0].id : var.client.existing.id
  skill_function_name = (var.function.name != null) ? var.function.name : var.name

  skill_link_variables = {
    SKILL_IDS     = join(",", sort(var.alexa.skill_ids))
    ISSUER        = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${local.user_pool_id}"
    CLIENT_ID     = local.alexa_client_id
    USER_INFO_URI = "https://${local.domain_host}/oauth2/userInfo"
    SCOPES        = join(" ", sort(var.alexa.required_scopes))
  }

  skill_own_statements = var.function.statements
}

data "aws_region" "current" {}

data "aws_caller_identity" "account" {}

data "aws_cognito_user_pool" "user_pool_existing" {
  count        = (var.user_pool.existing != null) ? 1 : 0
  user_pool_id = var.user_pool.existing.id

  lifecycle {
    postcondition {
      condition = (var.domain.existing == null) || try(contains([try(join("", [self.domain, ".auth.", data.aws_region.current.id, ".amazoncognito.com"]), ""), self.custom_domain], var.domain.existing.host), false)

      error_message = <<-EOT
        domain.existing.host
          received  ${replace(jsonencode({ prefix = self.domain, custom = self.custom_domain }), "/^(.{120}).+$/", "$1…")}
          allowed   the prefix domain or the custom domain of the existing user pool
          fix       write the host of one of them, or write domain.prefix or domain.name instead, and the pool gets a domain
      EOT
    }

    postcondition {
      condition = anytrue([
        var.domain.prefix == null,
        !(self.domain != null),
        try(contains(["", var.domain.prefix], self.domain), false),
      ])

      error_message = <<-EOT
        domain.prefix
          received  ${replace(jsonencode(self.domain), "/^(.{120}).+$/", "$1…")}
          allowed   a user pool that has no prefix domain yet: Cognito allows one
          fix       write the domain that the pool has as domain.existing.host
      EOT
    }

    postcondition {
      condition = anytrue([
        var.domain.name == null,
        !(self.custom_domain != null),
        try(contains(["", var.domain.name], self.custom_domain), false),
      ])

      error_message = <<-EOT
        domain.name
          received  ${replace(jsonencode(self.custom_domain), "/^(.{120}).+$/", "$1…")}
          allowed   a user pool that has no custom domain yet: Cognito allows one
          fix       write the domain that the pool has as domain.existing.host
      EOT
    }
  }
}

data "aws_secretsmanager_secret_version" "identity_provider_secret" {
  for_each  = { for name, provider in var.identity_providers : name => provider if provider.secret_id != null }
  secret_id = each.value.secret_id
}

data "aws_ssm_parameter" "identity_provider_parameter" {
  for_each = { for name, provider in var.identity_providers : name => provider if provider.parameter_name != null }
  name     = each.value.parameter_name
}

data "aws_cognito_user_pool_client" "alexa_existing" {
  count        = (var.client.existing != null) ? 1 : 0
  client_id    = var.client.existing.id
  user_pool_id = local.user_pool_id

  lifecycle {
    postcondition {
      condition = try((length(self.client_secret) >= 1), false)

      error_message = <<-EOT
        client.existing
          received  ${replace(jsonencode("no secret"), "/^(.{120}).+$/", "$1…")}
          allowed   an app client with a secret, which Alexa sends to the token endpoint
          fix       make an app client with a secret for Alexa: an existing client cannot be given one
      EOT
    }

    postcondition {
      condition = alltrue([try(contains(self.allowed_oauth_flows, "code"), false), self.allowed_oauth_flows_user_pool_client])

      error_message = <<-EOT
        client.existing
          received  ${replace(jsonencode(self.allowed_oauth_flows), "/^(.{120}).+$/", "$1…")}
          allowed   an app client that allows the authorization-code grant
          fix       allow it on the client's page, under login pages
      EOT
    }

    postcondition {
      condition = length(setsubtract(var.alexa.scopes, self.allowed_oauth_scopes)) < 1

      error_message = <<-EOT
        client.existing
          received  ${replace(jsonencode(self.allowed_oauth_scopes), "/^(.{120}).+$/", "$1…")}
          allowed   an app client that allows every scope of alexa.scopes
          fix       allow them on the client's page, or remove them from alexa.scopes
      EOT
    }

    postcondition {
      condition = length(setsubtract(local.alexa_redirect_uris, self.callback_urls)) < 1

      error_message = <<-EOT
        client.existing
          received  ${replace(jsonencode(self.callback_urls), "/^(.{120}).+$/", "$1…")}
          allowed   an app client with each of Alexa's redirect URIs and the additional ones
          fix       add to its callback URLs: ${join(", ", setsubtract(local.alexa_redirect_uris, self.callback_urls))}
      EOT
    }
  }
}

resource "aws_iam_role" "user_pool_sms" {
  count = alltrue([(var.user_pool.existing == null), anytrue([contains(var.user_pool.sign_in, "phone"), alltrue([(var.user_pool.mfa_methods == null) ? false : contains(var.user_pool.mfa_methods, "sms")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")])])]) ? 1 : 0
  name  = "${var.name}_sms"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cognito-idp.amazonaws.com" }
        Action    = "sts:AssumeRole"

        Condition = {
          StringEquals = {
            "sts:ExternalId"    = terraform_data.user_pool_sms_external_id[0].output
            "aws:SourceAccount" = data.aws_caller_identity.account.account_id
          }

          ArnLike = { "aws:SourceArn" = "arn:*:cognito-idp:${data.aws_region.current.id}:${data.aws_caller_identity.account.account_id}:userpool/*" }
        }
      },
    ]
  })

  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy" "user_pool_sms_publish" {
  count = alltrue([(var.user_pool.existing == null), anytrue([contains(var.user_pool.sign_in, "phone"), alltrue([(var.user_pool.mfa_methods == null) ? false : contains(var.user_pool.mfa_methods, "sms")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")])])]) ? 1 : 0
  name  = "publish"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect      = "Allow"
        Action      = "sns:Publish"
        NotResource = "arn:*:sns:*:*:*"
      },
    ]
  })

  role = aws_iam_role.user_pool_sms[0].name
}

resource "terraform_data" "user_pool_sms_external_id" {
  count = alltrue([(var.user_pool.existing == null), anytrue([contains(var.user_pool.sign_in, "phone"), alltrue([(var.user_pool.mfa_methods == null) ? false : contains(var.user_pool.mfa_methods, "sms")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")])])]) ? 1 : 0
  input = uuid()

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_cognito_user_pool" "user_pool" {
  count                      = (var.user_pool.existing == null) ? 1 : 0
  name                       = (var.user_pool.name != null) ? var.user_pool.name : var.name
  alias_attributes           = contains(var.user_pool.sign_in, "username") ? local.user_pool_sign_in_attributes : null
  auto_verified_attributes   = local.user_pool_contact_attributes
  deletion_protection        = var.user_pool.deletion_protection ? "ACTIVE" : "INACTIVE"
  mfa_configuration          = local.user_pool_mfa_configuration[local.user_pool_mfa]
  sms_authentication_message = var.user_pool.sms_messages.second_factor
  tags                       = var.tags
  user_pool_tier             = var.user_pool.plan
  username_attributes        = contains(var.user_pool.sign_in, "username") ? null : local.user_pool_sign_in_attributes

  account_recovery_setting {
    dynamic "recovery_mechanism" {
      for_each = var.user_pool.account_recovery

      content {
        name     = recovery_mechanism.value
        priority = recovery_mechanism.key + 1
      }
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.user_pool.self_sign_up

    dynamic "invite_message_template" {
      for_each = anytrue([(var.user_pool.invitation.subject != null), (var.user_pool.invitation.message != null), (var.user_pool.sms_messages.invitation != null)]) ? [1] : []

      content {
        email_message = var.user_pool.invitation.message
        email_subject = var.user_pool.invitation.subject
        sms_message   = var.user_pool.sms_messages.invitation
      }
    }
  }

  password_policy {
    minimum_length                   = var.user_pool.password_policy.minimum_length
    password_history_size            = var.user_pool.password_policy.history_size
    require_lowercase                = var.user_pool.password_policy.require_lowercase
    require_numbers                  = var.user_pool.password_policy.require_numbers
    require_symbols                  = var.user_pool.password_policy.require_symbols
    require_uppercase                = var.user_pool.password_policy.require_uppercase
    temporary_password_validity_days = var.user_pool.password_policy.temporary_password_days
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = local.user_pool_contact_attributes
  }

  username_configuration {
    case_sensitive = var.user_pool.case_sensitive
  }

  verification_message_template {
    default_email_option  = (var.user_pool.verification_email.confirm_by == "link") ? "CONFIRM_WITH_LINK" : "CONFIRM_WITH_CODE"
    email_message         = var.user_pool.verification_email.message
    email_message_by_link = var.user_pool.verification_email.link_message
    email_subject         = var.user_pool.verification_email.subject
    email_subject_by_link = var.user_pool.verification_email.link_subject
    sms_message           = var.user_pool.sms_messages.verification
  }

  dynamic "schema" {
    for_each = concat(
      tolist(
        setsubtract(
          local.user_pool_contact_attributes,
          (length(var.user_pool.sign_in) == 1) ? local.user_pool_sign_in_attributes : []
        )
      ),
      var.user_pool.required_attributes
    )

    content {
      name                = schema.value
      attribute_data_type = "String"
      mutable             = true
      required            = true

      string_attribute_constraints {
        max_length = (schema.value == "birthdate") ? "10" : "2048"
        min_length = (schema.value == "birthdate") ? "10" : "0"
      }
    }
  }

  dynamic "schema" {
    for_each = var.user_pool.custom_attributes

    content {
      name                = schema.key
      attribute_data_type = schema.value.type
      required            = false
      mutable             = schema.value.mutable

      dynamic "string_attribute_constraints" {
        for_each = (schema.value.type == "String") ? [1] : []

        content {
          min_length = schema.value.min_length
          max_length = schema.value.max_length
        }
      }

      dynamic "number_attribute_constraints" {
        for_each = (schema.value.type == "Number") ? [1] : []

        content {
          min_value = schema.value.minimum
          max_value = schema.value.maximum
        }
      }
    }
  }

  dynamic "sign_in_policy" {
    for_each = (var.user_pool.first_factors != null) ? [1] : []

    content {
      allowed_first_auth_factors = var.user_pool.first_factors
    }
  }

  dynamic "web_authn_configuration" {
    for_each = (alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "WEB_AUTHN")]) || (var.user_pool.passkeys.relying_party_id != null)) ? [1] : []

    content {
      relying_party_id  = (var.user_pool.passkeys.relying_party_id != null) ? var.user_pool.passkeys.relying_party_id : alltrue([(var.domain.name != null), (var.domain.link_host != "prefix")]) ? var.domain.name : join("", [var.domain.prefix, ".auth.", data.aws_region.current.id, ".amazoncognito.com"])
      user_verification = var.user_pool.passkeys.user_verification
    }
  }

  dynamic "software_token_mfa_configuration" {
    for_each = alltrue([(local.user_pool_mfa != "off"), alltrue([(var.user_pool.mfa_methods == null) ? true : contains(var.user_pool.mfa_methods, "totp")])]) ? [1] : []

    content {
      enabled = true
    }
  }

  dynamic "email_mfa_configuration" {
    for_each = alltrue([(local.user_pool_mfa != "off"), alltrue([(var.user_pool.mfa_methods == null) ? false : contains(var.user_pool.mfa_methods, "email")])]) ? [1] : []

    content {
      message = var.user_pool.second_factor_email.message
      subject = var.user_pool.second_factor_email.subject
    }
  }

  dynamic "user_pool_add_ons" {
    for_each = (var.user_pool.threat_protection != "off") ? [1] : []

    content {
      advanced_security_mode = (var.user_pool.threat_protection == "enforced") ? "ENFORCED" : "AUDIT"
    }
  }

  dynamic "device_configuration" {
    for_each = (var.user_pool.devices.remember != "never") ? [1] : []

    content {
      challenge_required_on_new_device      = var.user_pool.devices.skip_second_factor
      device_only_remembered_on_user_prompt = var.user_pool.devices.remember == "whenAsked"
    }
  }

  dynamic "lambda_config" {
    for_each = anytrue([(var.user_pool.custom_senders.kms_key_arn != null), (length(var.user_pool.triggers) >= 1), (length(var.user_pool.join_accounts) >= 1)]) ? [1] : []

    content {
      create_auth_challenge          = lookup(local.trigger_arns, "createAuthChallenge", null)
      custom_message                 = lookup(local.trigger_arns, "customMessage", null)
      define_auth_challenge          = lookup(local.trigger_arns, "defineAuthChallenge", null)
      kms_key_id                     = var.user_pool.custom_senders.kms_key_arn
      post_authentication            = lookup(local.trigger_arns, "postAuthentication", null)
      post_confirmation              = lookup(local.trigger_arns, "postConfirmation", one(aws_lambda_function.join_accounts[*].arn))
      pre_authentication             = lookup(local.trigger_arns, "preAuthentication", null)
      pre_sign_up                    = lookup(local.trigger_arns, "preSignUp", one(aws_lambda_function.join_accounts[*].arn))
      pre_token_generation           = lookup(local.trigger_arns, "preTokenGeneration", null)
      user_migration                 = lookup(local.trigger_arns, "userMigration", null)
      verify_auth_challenge_response = lookup(local.trigger_arns, "verifyAuthChallengeResponse", null)

      dynamic "custom_email_sender" {
        for_each = (var.user_pool.custom_senders.email_function_arn != null) ? [1] : []

        content {
          lambda_arn     = var.user_pool.custom_senders.email_function_arn
          lambda_version = "V1_0"
        }
      }

      dynamic "custom_sms_sender" {
        for_each = (var.user_pool.custom_senders.sms_function_arn != null) ? [1] : []

        content {
          lambda_arn     = var.user_pool.custom_senders.sms_function_arn
          lambda_version = "V1_0"
        }
      }

      dynamic "pre_token_generation_config" {
        for_each = contains(keys(var.user_pool.triggers), "preTokenGeneration") ? [1] : []

        content {
          lambda_arn = lookup(local.trigger_arns, "preTokenGeneration", null)

          lambda_version = coalesce(
            concat([for name, it in var.user_pool.triggers : it.event_version if name == "preTokenGeneration"], ["V1_0"])...
          )
        }
      }
    }
  }

  dynamic "email_configuration" {
    for_each = (var.user_pool.email.ses_identity_arn != null) ? [1] : []

    content {
      configuration_set      = var.user_pool.email.configuration_set
      email_sending_account  = "DEVELOPER"
      from_email_address     = local.user_pool_sender_header
      reply_to_email_address = var.user_pool.email.reply_to
      source_arn             = var.user_pool.email.ses_identity_arn
    }
  }

  dynamic "sms_configuration" {
    for_each = anytrue([contains(var.user_pool.sign_in, "phone"), alltrue([(var.user_pool.mfa_methods == null) ? false : contains(var.user_pool.mfa_methods, "sms")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")])]) ? [1] : []

    content {
      external_id    = terraform_data.user_pool_sms_external_id[0].output
      sns_caller_arn = aws_iam_role.user_pool_sms[0].arn
      sns_region     = data.aws_region.current.id
    }
  }

  lifecycle {
    postcondition {
      condition = contains(keys(var.user_pool.triggers), "preTokenGeneration") || try(length(self.lambda_config[0].pre_token_generation) == 0, true)

      error_message = <<-EOT
        triggers.preTokenGeneration
          received  ${replace(jsonencode(try(self.lambda_config[0].pre_token_generation, null)), "/^(.{120}).+$/", "$1…")}
          allowed   no such trigger in the pool where none is configured: the AWS provider does not take away this one alone
          fix       delete the trigger on the pool's page in the AWS console, under Extensions, and plan again; or apply once without any trigger
      EOT
    }
  }

  depends_on = [aws_iam_role_policy.user_pool_sms_publish]
}

resource "aws_cloudwatch_log_group" "trigger_logs" {
  for_each          = { for name, it in var.user_pool.triggers : name => it if it.zip != null }
  name              = "/aws/lambda/${var.name}${local.trigger_suffixes[each.key]}"
  retention_in_days = each.value.log_retention_days
  tags              = var.tags
}

resource "aws_iam_role" "trigger_role" {
  for_each = { for name, it in var.user_pool.triggers : name => it if it.zip != null }
  name     = "${var.name}${local.trigger_suffixes[each.key]}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy" "trigger_write_logs" {
  for_each = { for name, it in var.user_pool.triggers : name => it if it.zip != null }
  name     = "write-logs"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.trigger_logs[each.key].arn}:*"
      },
    ]
  })

  role = aws_iam_role.trigger_role[each.key].name
}

resource "aws_lambda_function" "trigger" {
  for_each         = { for name, it in var.user_pool.triggers : name => it if it.zip != null }
  description      = "Cognito's ${each.key}"
  architectures    = ["arm64"]
  filename         = each.value.zip
  function_name    = "${var.name}${local.trigger_suffixes[each.key]}"
  handler          = "index.handler"
  memory_size      = each.value.memory_mib
  role             = aws_iam_role.trigger_role[each.key].arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256(each.value.zip)
  tags             = var.tags
  timeout          = each.value.timeout_seconds

  environment {
    variables = each.value.variables
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.trigger_logs, aws_iam_role_policy.trigger_write_logs]
}

resource "aws_iam_role_policy_attachment" "trigger_policies" {
  for_each = merge(
    [for name, it in var.user_pool.triggers : { for policy, arn in it.policies : "${name}/${policy}" => { trigger = name, policy_arn = arn } } if it.zip != null]...
  )

  policy_arn = each.value.policy_arn
  role       = aws_iam_role.trigger_role[each.value.trigger].name
}

resource "aws_lambda_permission" "trigger_cognito" {
  for_each      = toset(keys(var.user_pool.triggers))
  action        = "lambda:InvokeFunction"
  function_name = join(":", slice(split(":", local.trigger_arns[each.key]), 0, 7))
  principal     = "cognito-idp.amazonaws.com"
  qualifier     = try(split(":", local.trigger_arns[each.key])[7], null)
  source_arn    = (var.user_pool.existing == null) ? aws_cognito_user_pool.user_pool[0].arn : data.aws_cognito_user_pool.user_pool_existing[0].arn
  statement_id  = "${var.name}-${each.key}"
}

resource "aws_cloudwatch_log_group" "join_accounts_logs" {
  count             = (length(var.user_pool.join_accounts) >= 1) ? 1 : 0
  name              = "/aws/lambda/${var.name}_joinac"
  retention_in_days = 30
  tags              = var.tags
}

resource "aws_iam_role" "join_accounts_role" {
  count = (length(var.user_pool.join_accounts) >= 1) ? 1 : 0
  name  = "${var.name}_joinac"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy" "join_accounts_write_logs" {
  count = (length(var.user_pool.join_accounts) >= 1) ? 1 : 0
  name  = "write-logs"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.join_accounts_logs[0].arn}:*"
      },
    ]
  })

  role = aws_iam_role.join_accounts_role[0].name
}

resource "aws_iam_role_policy" "join_accounts_link_users" {
  count = (length(var.user_pool.join_accounts) >= 1) ? 1 : 0
  name  = "link-users"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["cognito-idp:AdminLinkProviderForUser", "cognito-idp:ListUsers"]
        Resource = (var.user_pool.existing == null) ? aws_cognito_user_pool.user_pool[0].arn : data.aws_cognito_user_pool.user_pool_existing[0].arn
      },
    ]
  })

  role = aws_iam_role.join_accounts_role[0].name
}

resource "aws_lambda_function" "join_accounts" {
  count            = (length(var.user_pool.join_accounts) >= 1) ? 1 : 0
  description      = "Makes one account of a person's two"
  architectures    = ["arm64"]
  filename         = "${path.module}/join-accounts.zip"
  function_name    = "${var.name}_joinac"
  handler          = "index.handler"
  memory_size      = 512
  role             = aws_iam_role.join_accounts_role[0].arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.module}/join-accounts.zip")
  tags             = var.tags
  timeout          = 5

  environment {
    variables = {
      TRUSTED_PROVIDERS = jsonencode(
        { for name, it in var.user_pool.join_accounts : name => { addressesVerified = it.addresses_verified, aheadBy = it.link_ahead ? try(var.identity_providers[name].attributes["email"], local.identity_provider_attributes[var.identity_providers[name].type]["email"], "email") : null } }
      )
    }
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_cloudwatch_log_group.join_accounts_logs, aws_iam_role_policy.join_accounts_write_logs]
}

resource "aws_lambda_permission" "join_accounts_cognito" {
  count         = (length(var.user_pool.join_accounts) >= 1) ? 1 : 0
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.join_accounts[0].function_name
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = (var.user_pool.existing == null) ? aws_cognito_user_pool.user_pool[0].arn : data.aws_cognito_user_pool.user_pool_existing[0].arn
  statement_id  = "cognito"
}

resource "aws_wafv2_web_acl_association" "protection_web_acl" {
  count        = (var.protection.web_acl_arn != null) ? 1 : 0
  resource_arn = (var.user_pool.existing == null) ? aws_cognito_user_pool.user_pool[0].arn : data.aws_cognito_user_pool.user_pool_existing[0].arn
  web_acl_arn  = var.protection.web_acl_arn
}

resource "aws_cognito_risk_configuration" "protection_risk" {
  count        = (var.protection.risk_rules != null) ? 1 : 0
  user_pool_id = local.user_pool_id

  dynamic "compromised_credentials_risk_configuration" {
    for_each = (var.protection.risk_rules.compromised_credentials != null) ? [1] : []

    content {
      actions {
        event_action = var.protection.risk_rules.compromised_credentials
      }
    }
  }

  dynamic "account_takeover_risk_configuration" {
    for_each = (var.protection.risk_rules.account_takeover != null) ? [1] : []

    content {
      actions {
        high_action {
          event_action = var.protection.risk_rules.account_takeover.high
          notify       = var.protection.risk_rules.account_takeover.notify
        }

        low_action {
          event_action = var.protection.risk_rules.account_takeover.low
          notify       = var.protection.risk_rules.account_takeover.notify
        }

        medium_action {
          event_action = var.protection.risk_rules.account_takeover.medium
          notify       = var.protection.risk_rules.account_takeover.notify
        }
      }

      notify_configuration {
        source_arn = var.protection.risk_rules.account_takeover.ses_identity_arn
      }
    }
  }

  dynamic "risk_exception_configuration" {
    for_each = (!(length(var.protection.risk_rules.blocked_ip_ranges) < 1) || !(length(var.protection.risk_rules.skipped_ip_ranges) < 1)) ? [1] : []

    content {
      blocked_ip_range_list = (length(var.protection.risk_rules.blocked_ip_ranges) < 1) ? null : var.protection.risk_rules.blocked_ip_ranges
      skipped_ip_range_list = (length(var.protection.risk_rules.skipped_ip_ranges) < 1) ? null : var.protection.risk_rules.skipped_ip_ranges
    }
  }
}

resource "aws_cognito_user_pool_domain" "domain" {
  count                 = alltrue([(var.domain.existing == null), (var.domain.name == null) ? true : (var.domain.prefix != null)]) ? 1 : 0
  domain                = var.domain.prefix
  managed_login_version = (var.domain.managed_login_branding_id != null) ? 2 : null
  user_pool_id          = local.user_pool_id
}

resource "aws_cognito_user_pool_domain" "domain_custom" {
  count                 = alltrue([(var.domain.existing == null), (var.domain.name != null)]) ? 1 : 0
  certificate_arn       = var.domain.certificate_arn
  domain                = var.domain.name
  managed_login_version = (var.domain.managed_login_branding_id != null) ? 2 : null
  user_pool_id          = local.user_pool_id
}

resource "aws_route53_record" "domain_custom_alias" {
  for_each = toset(
    alltrue([alltrue([(var.domain.existing == null), (var.domain.name != null)]), (var.domain.hosted_zone_id != null)]) ? ["A", "AAAA"] : []
  )

  name    = aws_cognito_user_pool_domain.domain_custom[0].domain
  type    = each.value
  zone_id = var.domain.hosted_zone_id

  alias {
    name                   = aws_cognito_user_pool_domain.domain_custom[0].cloudfront_distribution
    evaluate_target_health = false
    zone_id                = aws_cognito_user_pool_domain.domain_custom[0].cloudfront_distribution_zone_id
  }
}

resource "aws_cognito_resource_server" "resource_server" {
  for_each     = var.resource_servers
  name         = coalesce(each.value.name, replace(each.key, "/[^A-Za-z0-9_ +=,.@-]/", "-"))
  identifier   = each.key
  user_pool_id = local.user_pool_id

  dynamic "scope" {
    for_each = each.value.scopes

    content {
      scope_name        = scope.key
      scope_description = scope.value
    }
  }
}

resource "aws_cognito_user_group" "group" {
  for_each     = var.groups
  name         = each.key
  description  = each.value.description
  precedence   = each.value.precedence
  role_arn     = each.value.role_arn
  user_pool_id = local.user_pool_id
}

resource "aws_cognito_identity_provider" "identity_provider" {
  for_each          = { for name, provider in var.identity_providers : name => provider if provider.type != "existing" }
  attribute_mapping = merge(local.identity_provider_attributes[each.value.type], each.value.attributes)
  idp_identifiers   = each.value.identifiers

  provider_details = merge(
    local.identity_provider_filled_in[each.value.type],
    { for key, value in {
      api_version               = each.value.type == "Facebook" ? coalesce(each.value.api_version, "v17.0") : null
      attributes_request_method = each.value.attributes_request_method
      attributes_url            = each.value.type == "Facebook" ? "https://graph.facebook.com/${coalesce(each.value.api_version, "v17.0")}/me?fields=" : each.value.attributes_url
      authorize_scopes          = each.value.scopes == null ? null : join(each.value.type == "Facebook" ? ", " : " ", each.value.scopes)
      authorize_url             = each.value.type == "Facebook" ? "https://www.facebook.com/${coalesce(each.value.api_version, "v17.0")}/dialog/oauth" : each.value.authorize_url
      client_id                 = each.value.client_id
      jwks_uri                  = each.value.jwks_uri
      key_id                    = each.value.key_id
      oidc_issuer               = each.value.issuer
      team_id                   = each.value.team_id
      token_url                 = each.value.type == "Facebook" ? "https://graph.facebook.com/${coalesce(each.value.api_version, "v17.0")}/oauth/access_token" : each.value.token_url
      EncryptedResponses        = each.value.type == "SAML" && each.value.encrypted_assertions ? "true" : null
      IDPInit                   = each.value.type == "SAML" && each.value.begins_at_provider ? "true" : null
      IDPSignout                = each.value.type == "SAML" ? tostring(each.value.signs_out) : null
      MetadataFile              = each.value.metadata_file
      MetadataURL               = each.value.metadata_url
      RequestSigningAlgorithm   = each.value.type == "SAML" && each.value.signed_requests ? "rsa-sha256" : null
    } : key => value if value != null },
    { for key in [each.value.type == "SignInWithApple" ? "private_key" : "client_secret"] : key => local.identity_provider_secrets[each.key] if each.value.type != "SAML" }
  )

  provider_name = each.key
  provider_type = each.value.type
  user_pool_id  = local.user_pool_id

  lifecycle {
    ignore_changes = [
      provider_details["ActiveEncryptionCertificate"],
      provider_details["SLORedirectBindingURI"],
      provider_details["SSORedirectBindingURI"],
    ]

    precondition {
      condition = each.value.type == "SAML" || can(local.identity_provider_secrets[each.key])

      error_message = <<-EOT
        identity provider ${each.key}
          received  ${replace(jsonencode("no secret"), "/^(.{120}).+$/", "$1…")}
          allowed   a secret: in secretId, in parameterName, or under the provider's name in the variable identity_provider_secrets
          fix       write where the secret is, or set TF_VAR_identity_provider_secrets
      EOT
    }
  }
}

resource "aws_cognito_user_pool_client" "alexa" {
  count                                = (var.client.existing == null) ? 1 : 0
  name                                 = (var.client.name != null) ? var.client.name : "${var.name}-alexa"
  access_token_validity                = var.tokens.access_token_minutes
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = var.alexa.scopes
  auth_session_validity                = var.client.session_minutes
  callback_urls                        = local.alexa_redirect_uris
  default_redirect_uri                 = var.client.default_redirect_uri
  enable_token_revocation              = true

  explicit_auth_flows = concat(
    ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    alltrue([(var.client.sign_in_choice == null) ? anytrue([alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "EMAIL_OTP")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "WEB_AUTHN")])]) : var.client.sign_in_choice]) ? ["ALLOW_USER_AUTH"] : []
  )

  generate_secret               = var.client.imported ? null : true
  id_token_validity             = var.tokens.id_token_minutes
  logout_urls                   = var.alexa.sign_out_uris
  prevent_user_existence_errors = "ENABLED"
  read_attributes               = var.client.read_attributes
  refresh_token_validity        = var.tokens.refresh_token_days
  supported_identity_providers  = (var.client.identity_providers != null) ? var.client.identity_providers : concat(["COGNITO"], keys(var.identity_providers))
  user_pool_id                  = local.user_pool_id
  write_attributes              = var.client.write_attributes

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }

  lifecycle {
    postcondition {
      condition = !var.client.imported || try((length(self.client_secret) >= 1), false)

      error_message = <<-EOT
        client.imported
          received  ${replace(jsonencode("an app client without a secret"), "/^(.{120}).+$/", "$1…")}
          allowed   an app client with a secret, which Alexa sends to the token endpoint
          fix       take over another client, or none, and one is made: an existing client cannot be given a secret
      EOT
    }
  }

  depends_on = [aws_cognito_resource_server.resource_server, aws_cognito_identity_provider.identity_provider]
}

resource "aws_cognito_user_pool_ui_customization" "sign_in_page" {
  count        = (var.client.sign_in_page != null) ? 1 : 0
  client_id    = local.alexa_client_id
  css          = var.client.sign_in_page.css
  image_file   = var.client.sign_in_page.logo
  user_pool_id = local.user_pool_id
  depends_on   = [aws_cognito_user_pool_domain.domain, aws_cognito_user_pool_domain.domain_custom]
}

resource "aws_cognito_user_pool_client" "client" {
  for_each                             = var.clients
  name                                 = join("", [var.name, "-", each.key])
  access_token_validity                = each.value.access_token_minutes
  allowed_oauth_flows                  = [each.value.type]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = each.value.scopes
  auth_session_validity                = each.value.session_minutes
  callback_urls                        = each.value.callback_uris
  default_redirect_uri                 = each.value.default_redirect_uri
  enable_token_revocation              = each.value.token_revocation
  explicit_auth_flows                  = (each.value.type == "code") ? each.value.auth_flows : ["ALLOW_REFRESH_TOKEN_AUTH"]
  generate_secret                      = (each.value.type == "code") ? each.value.secret : true
  id_token_validity                    = each.value.id_token_minutes
  logout_urls                          = each.value.sign_out_uris
  prevent_user_existence_errors        = each.value.prevent_user_existence_errors ? "ENABLED" : "LEGACY"
  read_attributes                      = each.value.read_attributes
  refresh_token_validity               = each.value.refresh_token_minutes
  supported_identity_providers         = (each.value.type == "code") ? (each.value.identity_providers != null) ? each.value.identity_providers : concat(["COGNITO"], keys(var.identity_providers)) : ["COGNITO"]
  user_pool_id                         = local.user_pool_id
  write_attributes                     = each.value.write_attributes

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "minutes"
  }

  depends_on = [aws_cognito_resource_server.resource_server, aws_cognito_identity_provider.identity_provider]
}
