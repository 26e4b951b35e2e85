# What is refused before anything is planned, and what is warned of. Every single rule is compared with the project's own
# check of environments.ts, there.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { id = "us-east-1" }
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

run "wrong_values_are_refused" {
  command = plan

  variables {
    domain    = { prefix = "my-cognito-pool" }
    alexa     = { vendor_id = "amzn1.ask.skill.x", skill_ids = [] }
    user_pool = { password_policy = { minimum_length = 5 } }
    tokens    = { access_token_minutes = 5 }
    function  = { timeout_seconds = 8, existing = { US = "somebody-elses" } }
    tags      = { "aws:x" = "y" }
    code      = { source_code_hash = "0123" }
  }

  expect_failures = [
    var.domain,
    var.alexa,
    var.user_pool,
    var.tokens,
    var.function,
    var.tags,
    var.code,
  ]
}

# The messages of all others begin with the name, so a wrong one is told alone.
run "a_wrong_name_is_refused" {
  command = plan

  variables {
    name = "Alexa Skill"
  }

  expect_failures = [var.name]
}

run "values_that_do_not_belong_together_are_refused" {
  command = plan

  variables {
    alexa     = { vendor_id = "M1EXAMPLE0DEV", skill_ids = [], scopes = ["profile"] }
    user_pool = { sign_in = ["phone"], account_recovery = ["verified_email"] }
    code      = { s3_bucket = "example-artifacts" }
  }

  expect_failures = [var.alexa, var.user_pool, var.code]
}

run "a_region_without_alexa_is_refused_and_what_will_hurt_is_warned_of" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = { id = "eu-central-1" }
  }

  variables {
    alexa  = { vendor_id = "M1EXAMPLE0DEV", skill_ids = [] }
    tokens = { refresh_token_days = 30 }
  }

  expect_failures = [
    aws_lambda_function.skill,
    check.alexa_skill_ids,
    check.tokens_refresh_token_days,
  ]
}
