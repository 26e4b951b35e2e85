# Every variable, most of them with a value that is not the default.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]

  default_tags {
    tags = {
      Project     = "alexa-skill"
      Environment = "prod"
    }
  }
}

module "alexa_account_linking" {
  source = "../.."

  name = "alexa-skill-prod"

  domain = {
    prefix = "example-alexa-skill"

    # A custom domain beside it: see examples/custom-domain. Managed login: see modules/managed-login.
    managed_login_branding_id = null
  }

  alexa = {
    vendor_id                = "M1EXAMPLE0PRD"
    skill_ids                = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
    scopes                   = ["openid", "profile", "email"]
    required_scopes          = ["openid", "profile"]
    access_token_scheme      = "REQUEST_BODY_CREDENTIALS"
    additional_redirect_uris = ["https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0PRD"]
    sign_out_uris            = ["https://example.com/signed-out"]
  }

  user_pool = {
    sign_in             = ["email", "phone"]
    required_attributes = ["given_name", "family_name"]
    plan                = "ESSENTIALS"
    mfa                 = "required"
    account_recovery    = ["verified_email", "verified_phone_number"]
    self_sign_up        = true
    deletion_protection = true

    password_policy = {
      minimum_length          = 14
      require_lowercase       = true
      require_uppercase       = true
      require_numbers         = true
      require_symbols         = true
      history_size            = 5
      temporary_password_days = 3
    }

    # Beyond 50 messages a day.
    email = {
      ses_identity_arn  = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
      from              = "Stack Guide <codes@example.com>"
      reply_to          = "help@example.com"
      configuration_set = "codes"
    }

    verification_email = {
      subject = "Your code for Stack Guide"
      message = "Welcome. Your code is {####}."
    }
  }

  client = {
    # The classic sign-in pages of Alexa's client. filebase64("logo.png") is a logo from a file.
    sign_in_page = {
      css  = ".banner-customizable { background: navy }"
      logo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    }
  }

  tokens = {
    access_token_minutes = 60
    id_token_minutes     = 30
    refresh_token_days   = 3650
  }

  function = {
    memory_mib         = 1024
    timeout_seconds    = 5
    architecture       = "x86_64"
    log_retention_days = 365
    variables          = { PROGRESS_TABLE = "progress" }
  }

  # A zip of your own in S3. Leave `code` out for the skill that comes with the module.
  code = {
    zip               = null
    s3_bucket         = "example-artifacts"
    s3_key            = "alexa-skill/skill.zip"
    s3_object_version = "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"
    source_code_hash  = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  }

  # Or a function that exists already: { arn = aws_lambda_alias.live.arn }
  existing_function = null

  # Where the account lets nobody make a role without one.
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"

  tags = {
    CostCentre = "42"
  }
}

output "account_linking" {
  description = "What the Alexa side needs: terraform output -json account_linking"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
