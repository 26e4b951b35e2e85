# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

output "account_linking" {
  description = "Everything that the Alexa side of the link needs"
  sensitive   = true

  value = {
    authorization_uri   = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/authorize"
    access_token_uri    = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/token"
    user_info_uri       = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/userInfo"
    issuer              = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${aws_cognito_user_pool.user_pool.id}"
    client_id           = aws_cognito_user_pool_client.alexa.id
    client_secret       = aws_cognito_user_pool_client.alexa.client_secret
    scopes              = var.alexa.scopes
    required_scopes     = var.alexa.required_scopes
    access_token_scheme = var.alexa.access_token_scheme
    redirect_uris       = local.alexa_redirect_uris
    skill_ids           = var.alexa.skill_ids

    function_arns = {
      NA = local.alexa_function_arn
      EU = local.alexa_function_arn
      FE = local.alexa_function_arn
    }
  }
}

output "authorization_uri" {
  description = "Where the Alexa app sends users to sign in"
  value       = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/authorize"
}

output "access_token_uri" {
  description = "Where Alexa gets and refreshes tokens"
  value       = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/token"
}

output "client_id" {
  description = "The id of Alexa's app client"
  value       = aws_cognito_user_pool_client.alexa.id
}

output "redirect_uris" {
  description = "The redirect URIs registered on Alexa's app client"
  value       = local.alexa_redirect_uris
}

output "function_arn" {
  description = "The skill's endpoint: the alias that Alexa invokes"
  value       = local.alexa_function_arn
}

output "issuer" {
  description = "The iss claim of every token, and the base of /.well-known/jwks.json"
  value       = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${aws_cognito_user_pool.user_pool.id}"
}

output "user_info_uri" {
  description = "Where the skill reads a user's profile"
  value       = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/userInfo"
}

output "user_pool_id" {
  description = "The user pool's id"
  value       = aws_cognito_user_pool.user_pool.id
}

output "user_pool_arn" {
  description = "The user pool's ARN"
  value       = aws_cognito_user_pool.user_pool.arn
}

output "domain_name" {
  description = "The host name of the sign-in page"
  value       = "${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com"
}

output "function_name" {
  description = "The function's name; null for an existing one"
  value       = var.existing_function == null ? aws_lambda_function.skill[0].function_name : null
}

output "function_version" {
  description = "The version behind the alias; null for an existing one"
  value       = var.existing_function == null ? aws_lambda_function.skill[0].version : null
}

output "function_role_name" {
  description = "The function's role, to attach policies to; null for an existing one"
  value       = var.existing_function == null ? aws_iam_role.skill_role[0].name : null
}

output "log_group_name" {
  description = "Where the function writes its log; null for an existing one"
  value       = var.existing_function == null ? aws_cloudwatch_log_group.skill_logs[0].name : null
}

output "function_variables" {
  description = "What the handlers read from their environment, for an existing function"

  value = {
    SKILL_IDS     = join(",", sort(var.alexa.skill_ids))
    ISSUER        = "https://cognito-idp.${data.aws_region.current.id}.amazonaws.com/${aws_cognito_user_pool.user_pool.id}"
    CLIENT_ID     = aws_cognito_user_pool_client.alexa.id
    USER_INFO_URI = "https://${aws_cognito_user_pool_domain.domain.domain}.auth.${data.aws_region.current.id}.amazoncognito.com/oauth2/userInfo"
    SCOPES        = join(" ", sort(var.alexa.required_scopes))
  }
}
