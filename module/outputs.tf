# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

output "account_linking" {
  description = "Everything that the Alexa side of the link needs"
  sensitive   = true

  value = {
    authorization_uri   = "https://${local.domain_host}/oauth2/authorize"
    access_token_uri    = "https://${local.domain_host}/oauth2/token"
    user_info_uri       = "https://${local.domain_host}/oauth2/userInfo"
    issuer              = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${local.user_pool_id}"
    client_id           = local.alexa_client_id
    client_secret       = (var.client.existing == null) ? aws_cognito_user_pool_client.alexa[0].client_secret : data.aws_cognito_user_pool_client.alexa_existing[0].client_secret
    scopes              = var.alexa.scopes
    required_scopes     = var.alexa.required_scopes
    access_token_scheme = var.alexa.access_token_scheme
    redirect_uris       = local.alexa_redirect_uris
    skill_ids           = var.alexa.skill_ids

    function_arns = {
      NA = contains(keys(var.function.existing), "NA") ? var.function.existing.NA : aws_lambda_alias.skill_live[0].arn
      EU = contains(keys(var.function.existing), "EU") ? var.function.existing.EU : aws_lambda_alias.skill_live[0].arn
      FE = contains(keys(var.function.existing), "FE") ? var.function.existing.FE : aws_lambda_alias.skill_live[0].arn
    }

    existing_functions = keys(var.function.existing)
    skill_kind         = var.alexa.kind
  }

  precondition {
    condition = try(((var.domain.existing == null) || (var.user_pool.existing != null)), true)

    error_message = <<-EOT
      ${var.name}: domain.existing
        received  ${replace(jsonencode(try(var.domain.existing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a domain that exists, where user_pool.existing names the pool that has it
        fix       write user_pool.existing, or a prefix for the new pool's domain
    EOT
  }

  precondition {
    condition = try(((var.client.existing == null) || (var.user_pool.existing != null)), true)

    error_message = <<-EOT
      ${var.name}: client.existing
        received  ${replace(jsonencode(try(var.client.existing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a client that exists, where user_pool.existing names the pool that has it
        fix       write user_pool.existing, or let the client be made
    EOT
  }

  precondition {
    condition = try(((var.client.existing == null) || (var.client.name == null)), true)

    error_message = <<-EOT
      ${var.name}: client.name
        received  ${replace(jsonencode(try(var.client.name, null)), "/^(.{120}).+$/", "$1…")}
        allowed   no name beside client.existing: nothing of an existing client is changed
        fix       remove name; the client has one
    EOT
  }

  precondition {
    condition = try(((var.client.existing == null) || (var.client.sign_in_choice == null)), true)

    error_message = <<-EOT
      ${var.name}: client.sign_in_choice
        received  ${replace(jsonencode(try(var.client.sign_in_choice, null)), "/^(.{120}).+$/", "$1…")}
        allowed   no sign_in_choice beside client.existing: nothing of an existing client is changed
        fix       remove sign_in_choice; the flows are set where the client is made
    EOT
  }

  precondition {
    condition = try(
      (var.client.existing == null) || (jsonencode([var.tokens.access_token_minutes, var.tokens.id_token_minutes, var.tokens.refresh_token_days]) == "[60,60,3650]"),
      true
    )

    error_message = <<-EOT
      ${var.name}: tokens
        received  ${replace(jsonencode(var.tokens), "/^(.{120}).+$/", "$1…")}
        allowed   no tokens beside client.existing: nothing of an existing client is changed
        fix       remove tokens; the lifetimes are set where the client is made
    EOT
  }

  precondition {
    condition = try(((var.client.existing == null) || (length(var.alexa.sign_out_uris) < 1)), true)

    error_message = <<-EOT
      ${var.name}: alexa.sign_out_uris
        received  ${replace(jsonencode(try(var.alexa.sign_out_uris, null)), "/^(.{120}).+$/", "$1…")}
        allowed   no sign_out_uris beside client.existing: nothing of an existing client is changed
        fix       remove sign_out_uris; they are set where the client is made
    EOT
  }

  precondition {
    condition = try(
      alltrue(
        [for key, val in var.clients : alltrue([alltrue([(val.type == "code") ? (contains(val.scopes, "openid") || alltrue([!contains(val.scopes, "profile"), !contains(val.scopes, "email"), !contains(val.scopes, "phone")])) : alltrue([!contains(val.scopes, "openid"), !contains(val.scopes, "profile"), !contains(val.scopes, "email"), !contains(val.scopes, "phone"), !contains(val.scopes, "aws.cognito.signin.user.admin")])]), ((var.user_pool.existing != null) || (length(tolist(setsubtract(val.scopes, concat(["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"], flatten([for key2, val2 in var.resource_servers : formatlist("%s%s", join("", [key2, "/"]), keys(val2.scopes))]))))) < 1))])]
      ),
      true
    )

    error_message = <<-EOT
      ${var.name}: clients.{name}.scopes
        received  ${replace(jsonencode(var.clients), "/^(.{120}).+$/", "$1…")}
        allowed   scopes that the pool has, with openid beside profile, email and phone; of a client without users, scopes of resource servers alone
        fix       add the scope to a server in resource_servers, or remove it from the client
    EOT
  }

  precondition {
    condition = try(
      (var.user_pool.existing != null) || (length(tolist(setsubtract(var.alexa.scopes, concat(["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"], flatten([for key, val in var.resource_servers : formatlist("%s%s", join("", [key, "/"]), keys(val.scopes))]))))) < 1),
      true
    )

    error_message = <<-EOT
      ${var.name}: resource_servers
        received  ${replace(jsonencode(var.resource_servers), "/^(.{120}).+$/", "$1…")}
        allowed   a server here for every scope in alexa.scopes that is not the user pool's own
        fix       add the server with its scopes, or remove them from alexa.scopes
    EOT
  }

  precondition {
    condition = try(
      alltrue([
        (var.client.default_redirect_uri != null) ? contains(concat([join("", ["https://pitangui.amazon.com/api/skill/link/", var.alexa.vendor_id]), join("", ["https://layla.amazon.com/api/skill/link/", var.alexa.vendor_id]), join("", ["https://alexa.amazon.co.jp/api/skill/link/", var.alexa.vendor_id])], var.alexa.additional_redirect_uris), var.client.default_redirect_uri) : true,
      ]),
      true
    )

    error_message = <<-EOT
      ${var.name}: client.default_redirect_uri
        received  ${replace(jsonencode(try(var.client.default_redirect_uri, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of Alexa's redirect URIs, or of alexa.additional_redirect_uris
        fix       add it to alexa.additional_redirect_uris, or remove it
    EOT
  }

  precondition {
    condition = try(
      (var.user_pool.existing != null) || alltrue([for key, val in var.identity_providers : ((val.type == "existing") || (length(tolist(setsubtract(concat(concat((contains(var.user_pool.sign_in, "email") || contains(var.user_pool.sign_in, "username")) ? ["email"] : [], contains(var.user_pool.sign_in, "phone") ? ["phone_number"] : []), var.user_pool.required_attributes), concat(lookup({ "Facebook" = ["email", "family_name", "given_name", "name", "username"], "Google" = ["email", "email_verified", "family_name", "given_name", "name", "username"], "LoginWithAmazon" = ["email", "given_name", "name", "username"], "OIDC" = ["email", "email_verified", "family_name", "given_name", "name", "username"], "SAML" = ["email", "family_name", "given_name", "name"], "SignInWithApple" = ["email", "email_verified", "family_name", "given_name", "username"] }, val.type, []), keys(val.attributes))))) < 1))]),
      true
    )

    error_message = <<-EOT
      ${var.name}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(var.identity_providers), "/^(.{120}).+$/", "$1…")}
        allowed   a mapping of each attribute that the pool requires; without one, no first sign-in would succeed
        fix       add what the provider calls each of user_pool.required_attributes, and of email or phone_number in sign_in
    EOT
  }

  precondition {
    condition = try(
      alltrue([
        (var.client.identity_providers != null) ? (length(tolist(setsubtract(var.client.identity_providers, concat(["COGNITO"], keys(var.identity_providers))))) < 1) : true,
      ]),
      true
    )

    error_message = <<-EOT
      ${var.name}: client.identity_providers
        received  ${replace(jsonencode(try(var.client.identity_providers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   COGNITO and names of identity_providers
        fix       add the provider to identity_providers; one that is made elsewhere as { type: "existing" }
    EOT
  }

  precondition {
    condition = try(
      alltrue(
        [for key, val in var.clients : alltrue([(val.identity_providers != null) ? (length(tolist(setsubtract(val.identity_providers, concat(["COGNITO"], keys(var.identity_providers))))) < 1) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${var.name}: clients.{name}.identity_providers
        received  ${replace(jsonencode(var.clients), "/^(.{120}).+$/", "$1…")}
        allowed   COGNITO and names of identity_providers
        fix       add the provider to identity_providers; one that is made elsewhere as { type: "existing" }
    EOT
  }

  precondition {
    condition = try(
      alltrue([
        (var.client.write_attributes != null) ? alltrue([for key, val in var.identity_providers : anytrue([(val.type == "existing"), alltrue([(var.client.identity_providers != null) ? !contains(var.client.identity_providers, key) : false]), (length(tolist(setsubtract(concat(lookup({ "Facebook" = ["email", "family_name", "given_name", "name", "username"], "Google" = ["email", "email_verified", "family_name", "given_name", "name", "username"], "LoginWithAmazon" = ["email", "given_name", "name", "username"], "OIDC" = ["email", "email_verified", "family_name", "given_name", "name", "username"], "SAML" = ["email", "family_name", "given_name", "name"], "SignInWithApple" = ["email", "email_verified", "family_name", "given_name", "username"] }, val.type, []), keys(val.attributes)), concat(var.client.write_attributes, ["username", "email_verified", "phone_number_verified"])))) < 1)])]) : true,
      ]),
      true
    )

    error_message = <<-EOT
      ${var.name}: client.write_attributes
        received  ${replace(jsonencode(try(var.client.write_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   every attribute that a provider the client offers is mapped to: Cognito writes them at each sign-in, and fails
        fix       add what identity_providers maps, given_name and email among it, or remove the list: then every standard attribute may be written
    EOT
  }

  precondition {
    condition = try(
      alltrue(
        [for key, val in var.clients : alltrue([(val.write_attributes != null) ? alltrue([for key2, val2 in var.identity_providers : anytrue([(val2.type == "existing"), alltrue([(val.identity_providers != null) ? !contains(val.identity_providers, key2) : false]), (length(tolist(setsubtract(concat(lookup({ "Facebook" = ["email", "family_name", "given_name", "name", "username"], "Google" = ["email", "email_verified", "family_name", "given_name", "name", "username"], "LoginWithAmazon" = ["email", "given_name", "name", "username"], "OIDC" = ["email", "email_verified", "family_name", "given_name", "name", "username"], "SAML" = ["email", "family_name", "given_name", "name"], "SignInWithApple" = ["email", "email_verified", "family_name", "given_name", "username"] }, val2.type, []), keys(val2.attributes)), concat(val.write_attributes, ["username", "email_verified", "phone_number_verified"])))) < 1)])]) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${var.name}: clients.{name}.write_attributes
        received  ${replace(jsonencode(var.clients), "/^(.{120}).+$/", "$1…")}
        allowed   every attribute that a provider the client offers is mapped to: Cognito writes them at each sign-in, and fails
        fix       add what identity_providers maps, given_name and email among it, or remove the list: then every standard attribute may be written
    EOT
  }

  precondition {
    condition = try(
      (var.user_pool.existing != null) || (length(tolist(setsubtract(concat(concat(concat((var.client.read_attributes == null) ? [] : var.client.read_attributes, (var.client.write_attributes == null) ? [] : var.client.write_attributes), flatten([for key, val in var.clients : (val.read_attributes == null) ? [] : val.read_attributes])), flatten([for key, val in var.clients : (val.write_attributes == null) ? [] : val.write_attributes])), concat(["address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number", "picture", "preferred_username", "profile", "updated_at", "website", "zoneinfo", "email_verified", "phone_number_verified"], formatlist("%s%s", "custom:", keys(var.user_pool.custom_attributes)))))) < 1),
      true
    )

    error_message = <<-EOT
      ${var.name}: user_pool.custom_attributes
        received  ${replace(jsonencode(try(var.user_pool.custom_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   every custom attribute that client and clients read or write
        fix       add the attribute, or remove it from read_attributes and write_attributes
    EOT
  }

  precondition {
    condition = try((length(tolist(setsubtract(keys(var.user_pool.join_accounts), keys(var.identity_providers)))) < 1), true)

    error_message = <<-EOT
      ${var.name}: user_pool.join_accounts
        received  ${replace(jsonencode(try(var.user_pool.join_accounts, null)), "/^(.{120}).+$/", "$1…")}
        allowed   names of identity_providers
        fix       add the provider to identity_providers, or remove it here
    EOT
  }

  precondition {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.join_accounts : alltrue([val.link_ahead ? (!alltrue([for key2, val2 in var.identity_providers : !alltrue([(key2 == key), (val2.type == "OIDC")])]) || !alltrue([for key2, val2 in var.identity_providers : !alltrue([(key2 == key), (val2.type == "SAML")])])) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${var.name}: user_pool.join_accounts.{name}.link_ahead
        received  ${replace(jsonencode(try(var.user_pool.join_accounts, null)), "/^(.{120}).+$/", "$1…")}
        allowed   linkAhead for providers of the types OIDC and SAML
        fix       remove linkAhead: Cognito links Google, Apple, Facebook and Login with Amazon by the user's id there, which nobody knows before; Google can be an OIDC provider, under another name
    EOT
  }

  precondition {
    condition = try(
      alltrue([
        (var.protection.risk_rules != null) ? alltrue([((var.user_pool.existing != null) || (var.user_pool.threat_protection != "off")), anytrue([(var.protection.risk_rules.compromised_credentials != null), (var.protection.risk_rules.account_takeover != null), !(length(var.protection.risk_rules.blocked_ip_ranges) < 1), !(length(var.protection.risk_rules.skipped_ip_ranges) < 1)])]) : true,
      ]),
      true
    )

    error_message = <<-EOT
      ${var.name}: protection.risk_rules
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at least one rule, where user_pool.threat_protection is audit or enforced
        fix       turn on threat protection, or remove the rules
    EOT
  }

  precondition {
    condition = try(
      (var.domain.managed_login_branding_id == null) || alltrue([(var.domain.existing == null), (var.user_pool.plan != "LITE")]),
      true
    )

    error_message = <<-EOT
      ${var.name}: domain.managed_login_branding_id
        received  ${replace(jsonencode(try(var.domain.managed_login_branding_id, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a branding for a domain that is made, of a pool that is not on the plan LITE
        fix       choose the plan ESSENTIALS or PLUS; the version of an existing domain is set where that is made
    EOT
  }
}

output "authorization_uri" {
  description = "Where the Alexa app sends users to sign in"
  value       = "https://${local.domain_host}/oauth2/authorize"
}

output "access_token_uri" {
  description = "Where Alexa gets and refreshes tokens"
  value       = "https://${local.domain_host}/oauth2/token"
}

output "client_id" {
  description = "The id of Alexa's app client"
  value       = local.alexa_client_id
}

output "redirect_uris" {
  description = "The redirect URIs registered on Alexa's app client"
  value       = local.alexa_redirect_uris
}

output "client_ids" {
  description = "The ids of the app clients beside Alexa's, by name"
  value       = { for name, client in aws_cognito_user_pool_client.client : name => client.id }
}

output "client_secrets" {
  description = "The secrets of those that have one, by name"
  sensitive   = true
  value       = { for name, client in aws_cognito_user_pool_client.client : name => client.client_secret if client.generate_secret }
}

output "function_arn" {
  description = "The skill's endpoint: the alias that Alexa invokes"
  value       = contains(keys(var.function.existing), "NA") ? var.function.existing.NA : aws_lambda_alias.skill_live[0].arn
}

output "custom_domain_target" {
  description = "Where the DNS record of the custom domain leads, for a CNAME or an alias; null without a custom domain"
  value       = alltrue([(var.domain.existing == null), (var.domain.name != null)]) ? aws_cognito_user_pool_domain.domain_custom[0].cloudfront_distribution : null
}

output "issuer" {
  description = "The iss claim of every token, and the base of /.well-known/jwks.json"
  value       = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${local.user_pool_id}"
}

output "user_info_uri" {
  description = "Where the skill reads a user's profile"
  value       = "https://${local.domain_host}/oauth2/userInfo"
}

output "user_pool_id" {
  description = "The user pool's id"
  value       = local.user_pool_id
}

output "user_pool_arn" {
  description = "The user pool's ARN"
  value       = (var.user_pool.existing == null) ? aws_cognito_user_pool.user_pool[0].arn : data.aws_cognito_user_pool.user_pool_existing[0].arn
}

output "domain_name" {
  description = "The host name of the sign-in page"
  value       = local.domain_host
}

output "function_name" {
  description = "The function's name; null for an existing one"
  value       = length(var.function.existing) < 3 ? aws_lambda_function.skill[0].function_name : null
}

output "function_version" {
  description = "The version behind the alias; null for an existing one"
  value       = length(var.function.existing) < 3 ? aws_lambda_function.skill[0].version : null
}

output "function_role_name" {
  description = "The function's role, to attach policies to; null for an existing one"
  value       = length(var.function.existing) < 3 ? aws_iam_role.skill_role[0].name : null
}

output "log_group_name" {
  description = "Where the function writes its log; null for an existing one"
  value       = length(var.function.existing) < 3 ? aws_cloudwatch_log_group.skill_logs[0].name : null
}

output "memory_table_arn" {
  description = "The table in which the skill remembers users; null without one"
  value       = (var.memory != null) ? aws_dynamodb_table.memory[0].arn : null
}

output "function_variables" {
  description = "What the handlers read from their environment, for an existing function"

  value = {
    SKILL_IDS     = join(",", sort(var.alexa.skill_ids))
    ISSUER        = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${local.user_pool_id}"
    CLIENT_ID     = local.alexa_client_id
    USER_INFO_URI = "https://${local.domain_host}/oauth2/userInfo"
    SCOPES        = join(" ", sort(var.alexa.required_scopes))
  }
}

output "function_memory" {
  description = "The memory that a function in a further region takes as well, by modules/skill-function; null without a table"
  value       = (var.memory != null) ? { "table_arn" = aws_dynamodb_table.memory[0].arn, "retention_days" = var.memory.retention_days, "kms_key_arn" = var.memory.kms_key_arn } : null
}
