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
    kind                     = "both"
    vendor_id                = "M1EXAMPLE0PRD"
    skill_ids                = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
    scopes                   = ["openid", "profile", "email", "https://api.example.com/orders.read"]
    required_scopes          = ["openid", "profile"]
    access_token_scheme      = "REQUEST_BODY_CREDENTIALS"
    additional_redirect_uris = ["https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0PRD"]
    sign_out_uris            = ["https://example.com/signed-out"]
  }

  user_pool = {
    sign_in             = ["email"]
    case_sensitive      = false
    required_attributes = ["given_name"]
    plan                = "PLUS"
    threat_protection   = "enforced"
    first_factors       = ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]
    mfa                 = "optional"
    mfa_methods         = ["totp", "sms", "email"]
    account_recovery    = ["verified_email"]
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

    # The default, said: with another domain every passkey would have to be made again.
    passkeys = {
      relying_party_id  = "example-alexa-skill.auth.eu-west-1.amazoncognito.com"
      user_verification = "required"
    }

    # Beyond 50 messages a day.
    email = {
      ses_identity_arn  = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
      from              = "Stack Guide <codes@example.com>"
      reply_to          = "help@example.com"
      configuration_set = "codes"
    }

    verification_email = {
      subject      = "Your code for Stack Guide"
      message      = "Welcome. Your code is {####}."
      confirm_by   = "link"
      link_subject = "Your address for Stack Guide"
      link_message = "Welcome. {##Confirm your address##}."
    }

    invitation = {
      subject = "Stack Guide"
      message = "You are {username}, and your first password is {####}."
    }

    second_factor_email = {
      subject = "Your code for Stack Guide"
      message = "To sign in, type {####}."
    }

    sms_messages = {
      verification  = "Stack Guide: your code is {####}."
      second_factor = "Stack Guide: to sign in, type {####}."
      invitation    = "Stack Guide: you are {username}, your first password {####}."
    }

    # Functions that send in place of Amazon SES and SNS, which Cognito must be allowed to invoke.
    custom_senders = {
      kms_key_arn        = "arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-4111-8111-111111111111"
      email_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:send-emails"
      sms_function_arn   = "arn:aws:lambda:eu-west-1:123456789012:function:send-texts"
    }

    # Only providers of which you know that they verify addresses: whoever gets one to vouch for an address, has the account.
    join_accounts = {
      Google       = {}
      Example-Corp = { addresses_verified = true, link_ahead = true }
    }

    # Cognito waits 5 seconds for each, and no sign-up or sign-in goes on without its answer.
    triggers = {
      customMessage = { function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:write-mail" }

      preTokenGeneration = {
        zip             = "${path.module}/claims.zip"
        event_version   = "V2_0"
        memory_mib      = 256
        timeout_seconds = 2

        log_retention_days = 14

        variables = { TENANT = "example" }
        policies  = { read_tenants = "arn:aws:iam::123456789012:policy/read-tenants" }
      }
    }

    devices = {
      remember           = "whenAsked"
      skip_second_factor = true
    }

    # One can be added, and never changed or removed.
    custom_attributes = {
      level  = { type = "Number", minimum = 0, maximum = 100 }
      tenant = { type = "String", min_length = 1, max_length = 64, mutable = true }
    }

    # What was applied: a plan that changes one of these is refused.
    former_schema = {
      required_attributes = ["given_name"]

      custom_attributes = {
        level = { type = "Number", minimum = 0, maximum = 100 }
      }
    }
  }

  # Alexa's client: what it may read and write of a user.
  client = {
    read_attributes      = ["given_name", "email", "email_verified"]
    write_attributes     = ["given_name", "family_name", "name", "email", "picture"]
    session_minutes      = 5
    sign_in_choice       = true
    identity_providers   = ["COGNITO", "Google", "LoginWithAmazon"]
    default_redirect_uri = "https://layla.amazon.com/api/skill/link/M1EXAMPLE0PRD"

    # The classic sign-in pages of Alexa's client. filebase64("logo.png") is a logo from a file.
    sign_in_page = {
      css  = ".banner-customizable { background: navy }"
      logo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    }
  }

  # Beside Alexa, in the same pool: their ids and secrets are the outputs client_ids and client_secrets.
  clients = {
    web = {
      type                          = "code"
      callback_uris                 = ["https://example.com/callback"]
      sign_out_uris                 = ["https://example.com/signed-out"]
      default_redirect_uri          = "https://example.com/callback"
      secret                        = true
      scopes                        = ["openid", "email", "https://api.example.com/orders.read"]
      auth_flows                    = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
      read_attributes               = ["given_name", "email", "email_verified"]
      write_attributes              = ["given_name", "family_name", "name", "email"]
      session_minutes               = 5
      identity_providers            = ["COGNITO", "Example-Corp"]
      access_token_minutes          = 30
      id_token_minutes              = 30
      refresh_token_minutes         = 480
      token_revocation              = true
      prevent_user_existence_errors = true
    }

    mobile = {
      type          = "code"
      callback_uris = ["com.example.app://callback"]
      scopes        = ["openid"]
    }

    nightly-batch = {
      type   = "client_credentials"
      scopes = ["https://api.example.com/orders.read"]
    }
  }

  resource_servers = {
    "https://api.example.com" = {
      name   = "Orders API"
      scopes = { "orders.read" = "Read orders", "orders.write" = "Change orders" }
    }
  }

  # Other sign-ins that the pool trusts. Where the secret of one is in neither place, it is in identity_provider_secrets.
  identity_providers = {
    Google = {
      type        = "Google"
      client_id   = "1example23456789.apps.googleusercontent.com"
      scopes      = ["email", "profile", "openid"]
      secret_id   = "alexa/google"
      secret_key  = "client_secret"
      attributes  = { picture = "picture" }
      identifiers = ["gmail.com"]
    }

    LoginWithAmazon = {
      type           = "LoginWithAmazon"
      client_id      = "amzn1.application-oa2-client.1example23456789"
      parameter_name = "/alexa/login-with-amazon"
    }

    Facebook = {
      type        = "Facebook"
      client_id   = "1example23456789"
      api_version = "v17.0"
    }

    SignInWithApple = {
      type      = "SignInWithApple"
      client_id = "com.example.cognito"
      team_id   = "1EXAMPLE23"
      key_id    = "2EXAMPLE34"
      secret_id = "alexa/apple"
    }

    Example-Corp = {
      type                      = "OIDC"
      client_id                 = "alexa"
      issuer                    = "https://login.example.com"
      attributes_request_method = "GET"
      authorize_url             = "https://login.example.com/authorize"
      token_url                 = "https://login.example.com/token"
      attributes_url            = "https://login.example.com/userinfo"
      jwks_uri                  = "https://login.example.com/keys"
      parameter_name            = "/alexa/example-corp"
    }

    Staff = {
      type                 = "SAML"
      metadata_url         = "https://staff.example.com/saml/metadata"
      signs_out            = true
      begins_at_provider   = false
      encrypted_assertions = true
      signed_requests      = true
    }

    Partner = {
      type          = "SAML"
      metadata_file = "<EntityDescriptor entityID=\"https://partner.example.com\"></EntityDescriptor>"
    }

    Elsewhere = { type = "existing" }
  }

  identity_provider_secrets = { Facebook = var.facebook_secret }

  groups = {
    editors = {
      description = "May change recipes"
      precedence  = 1
      role_arn    = "arn:aws:iam::123456789012:role/editors"
    }
  }

  # A web ACL stands before Alexa's token requests, too: let /oauth2/token through.
  protection = {
    web_acl_arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111"

    risk_rules = {
      compromised_credentials = "BLOCK"
      blocked_ip_ranges       = ["192.0.2.0/24"]
      skipped_ip_ranges       = ["198.51.100.0/24"]

      account_takeover = {
        low              = "NO_ACTION"
        medium           = "MFA_IF_CONFIGURED"
        high             = "MFA_IF_CONFIGURED"
        notify           = true
        ses_identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
      }
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
    tracing            = "Active"
    layers             = ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:3"]

    reserved_concurrency    = 50
    provisioned_concurrency = 2

    # A key, a queue and policies may be attributes of resources that the same apply makes.
    encryption   = { kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" }
    dead_letters = { target_arn = "arn:aws:sqs:eu-west-1:123456789012:dead-letters" }
    policies     = { tools = "arn:aws:iam::123456789012:policy/tools" }

    # Private subnets with a route to a NAT gateway.
    vpc = {
      subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      security_group_ids = ["sg-0123456789abcdef0"]
    }

    logging = {
      format            = "JSON"
      application_level = "INFO"
      system_level      = "WARN"
    }

    # Functions that are made elsewhere, by Alexa's region. Where all three are, none is made here.
    existing = { FE = "arn:aws:lambda:us-west-2:123456789012:function:somebody-elses:live" }

    statements = {
      ReadProgress = {
        actions   = ["dynamodb:GetItem"]
        resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/progress"]
      }
    }
  }

  # What the skill remembers of its users, between sessions.
  memory = {
    retention_days         = 180
    point_in_time_recovery = true
    kms_key_arn            = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  }

  # A zip of your own in S3. Leave `code` out for the skill that comes with the module.
  code = {
    zip               = null
    s3_bucket         = "example-artifacts"
    s3_key            = "alexa-skill/skill.zip"
    s3_object_version = "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"
    source_code_hash  = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  }

  # Where the account lets nobody make a role without one.
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"

  tags = {
    CostCentre = "42"
  }
}

variable "facebook_secret" {
  type      = string
  sensitive = true
}

output "account_linking" {
  description = "What the Alexa side needs: terraform output -json account_linking"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
