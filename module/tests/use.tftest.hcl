# The provider's real schema, and nothing behind it: no credentials, no network. Each run costs seconds, so that each
# looks at much.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { id = "us-east-1" }
  }

  mock_resource "aws_cognito_user_pool" {
    defaults = { id = "us-east-1_EXAMPLE" }
  }

  mock_resource "aws_cognito_user_pool_client" {
    defaults = {
      id            = "exampleclientid"
      client_secret = "example-secret"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/alexa-skill-dev" }
  }

  mock_resource "aws_lambda_alias" {
    defaults = { arn = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live" }
  }
}

variables {
  name   = "alexa-skill-dev"
  domain = { prefix = "example-alexa-skill-dev" }

  alexa = {
    vendor_id = "M1EXAMPLE0DEV"
    skill_ids = ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"]
  }
}

run "a_minimal_use_takes_careful_defaults" {
  assert {
    condition     = aws_cognito_user_pool.user_pool[0].deletion_protection == "ACTIVE"
    error_message = "Cognito has to refuse to delete the pool."
  }

  assert {
    condition     = aws_cognito_user_pool.user_pool[0].username_attributes == toset(["email"])
    error_message = "Users have to sign in with their e-mail address."
  }

  assert {
    condition     = toset(aws_cognito_user_pool.user_pool[0].schema[*].name) == toset(["given_name"])
    error_message = "The sign-up page has to ask for the given name, which the skill greets by."
  }

  assert {
    condition     = length(aws_iam_role.user_pool_sms) == 0
    error_message = "There has to be no role for text messages where nobody signs in by phone."
  }

  assert {
    condition     = aws_cognito_user_pool_client.alexa[0].refresh_token_validity == 3650
    error_message = "The refresh token has to live as long as Cognito lets it."
  }

  assert {
    condition     = aws_lambda_function.skill[0].source_code_hash == filebase64sha256("skill.zip")
    error_message = "The function has to be the zip of this module."
  }

  assert {
    condition     = toset(keys(aws_lambda_permission.skill_alexa)) == toset(var.alexa.skill_ids)
    error_message = "The skills named, and no others, have to be let to invoke the function."
  }

  assert {
    condition = jsonencode(output.account_linking) == jsonencode({
      authorization_uri   = "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/authorize"
      access_token_uri    = "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/token"
      user_info_uri       = "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/userInfo"
      issuer              = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE"
      client_id           = "exampleclientid"
      client_secret       = "example-secret"
      scopes              = ["openid", "profile"]
      required_scopes     = ["openid"]
      access_token_scheme = "HTTP_BASIC"

      redirect_uris = [
        "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
        "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
        "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
      ]

      skill_ids = ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"]

      function_arns = {
        NA = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live"
        EU = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live"
        FE = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live"
      }

      existing_functions = []
      skill_kind         = "custom"
    })

    error_message = "The output account_linking has to be what the Alexa side reads."
  }
}

run "an_existing_function_is_used_and_none_is_made" {
  variables {
    function = {
      existing = {
        NA = "arn:aws:lambda:eu-west-1:123456789012:function:somebody-elses:live"
        EU = "arn:aws:lambda:eu-west-1:123456789012:function:somebody-elses:live"
        FE = "arn:aws:lambda:us-west-2:123456789012:function:somebody-elses:live"
      }
    }

    user_pool = { sign_in = ["username", "phone"], account_recovery = ["verified_phone_number"], mfa = "off" }
  }

  assert {
    condition     = length(aws_lambda_function.skill) + length(aws_iam_role.skill_role) + length(aws_lambda_permission.skill_alexa) == 0
    error_message = "Nothing of a function has to be made."
  }

  assert {
    condition     = output.function_arn == "arn:aws:lambda:eu-west-1:123456789012:function:somebody-elses:live" && output.function_name == null
    error_message = "The outputs have to name the existing function."
  }

  assert {
    condition     = endswith(output.account_linking.function_arns.FE, "us-west-2:123456789012:function:somebody-elses:live") && output.account_linking.existing_functions == tolist(["EU", "FE", "NA"])
    error_message = "Each of Alexa's regions has to have its function."
  }

  assert {
    condition     = aws_cognito_user_pool.user_pool[0].sms_configuration[0].sns_caller_arn == aws_iam_role.user_pool_sms[0].arn
    error_message = "Phone numbers need a role for text messages."
  }

  assert {
    condition     = length(aws_cognito_user_pool.user_pool[0].software_token_mfa_configuration) == 0
    error_message = "Without a second factor there has to be no authenticator app."
  }
}
