# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

check "tokens_refresh_token_days" {
  assert {
    condition = var.tokens.refresh_token_days >= 180

    error_message = <<-EOT
      ${var.name}: tokens.refresh_token_days is ${var.tokens.refresh_token_days}: every link ends that many days after the sign-in, without a word. Alexa asks for 180 or more.
    EOT
  }
}

check "user_pool_mfa" {
  assert {
    condition = var.user_pool.mfa == null || var.user_pool.mfa == "off" || !contains(var.user_pool.sign_in, "phone")

    error_message = <<-EOT
      ${var.name}: user_pool.mfa is ${coalesce(var.user_pool.mfa, "off")}, and users sign in by phone: codes by SMS are a second factor too, beside those of an authenticator app. The AWS provider turns them on wherever a pool can send messages. Whoever takes over a phone number has both factors.
    EOT
  }
}

check "user_pool_first_factors" {
  assert {
    condition = (!try(contains(var.user_pool.first_factors, "EMAIL_OTP"), false) || length(setintersection(var.user_pool.sign_in, ["email", "username"])) > 0) && (!try(contains(var.user_pool.first_factors, "SMS_OTP"), false) || contains(var.user_pool.sign_in, "phone"))

    error_message = <<-EOT
      ${var.name}: user_pool.first_factors has a code that goes to an address which nobody gives at sign-up: EMAIL_OTP needs email or username in sign_in, SMS_OTP needs phone. Only users whose address an administrator enters and verifies can sign in by it.
    EOT
  }
}

check "user_pool_passkeys" {
  assert {
    condition = !try(contains(var.user_pool.first_factors, "WEB_AUTHN"), false) || !(contains(var.user_pool.sign_in, "phone") || try(contains(var.user_pool.first_factors, "SMS_OTP"), false)) || coalesce(var.user_pool.mfa, contains(var.user_pool.sign_in, "phone") ? "off" : "optional") != "off"

    error_message = <<-EOT
      ${var.name}: user_pool.passkeys: Cognito refuses to make such a pool, with passkeys, text messages and no second factor, the way the AWS provider asks for it; adding passkeys to a pool that is there works. Make a new pool without WEB_AUTHN in first_factors and add it in a second apply, or set mfa to optional with sms among mfa_methods.
    EOT
  }
}

check "user_pool_passkeys_relying_party_id" {
  assert {
    condition = var.user_pool.passkeys.relying_party_id == null || var.user_pool.passkeys.relying_party_id == local.domain_host

    error_message = <<-EOT
      ${var.name}: user_pool.passkeys.relying_party_id is not the host of the link: passkeys for it serve an app of yours there, and nobody can sign in by one on the page that Alexa opens. Cognito's pages take the whole host name, not a domain above it.
    EOT
  }
}

check "user_pool_email_ses_identity_arn" {
  assert {
    condition = var.user_pool.email.ses_identity_arn != null || !try(contains(var.user_pool.first_factors, "EMAIL_OTP"), false)

    error_message = <<-EOT
      ${var.name}: user_pool.email.ses_identity_arn is missing, and users may sign in by a code that is sent to them: Cognito itself sends 50 e-mails a day, and who signs in after those gets none.
    EOT
  }
}

check "domain_managed_login_branding_id" {
  assert {
    condition = var.domain.managed_login_branding_id != null || try(length(setsubtract(var.user_pool.first_factors, ["PASSWORD"])) == 0, true)

    error_message = <<-EOT
      ${var.name}: domain.managed_login_branding_id is missing: the classic pages, which Alexa then opens, ask for a password whatever user_pool.first_factors has. Codes and passkeys are on the pages of managed login alone.
    EOT
  }
}

check "user_pool_triggers" {
  assert {
    condition = alltrue([for name, trigger in var.user_pool.triggers : name != "preTokenGeneration" || trigger.zip == null || trigger.timeout_seconds <= 3])

    error_message = <<-EOT
      ${var.name}: user_pool.triggers.preTokenGeneration may take more than 3 seconds. Alexa waits 4.5 seconds for its tokens, at every link and refresh, and Cognito, the network and a cold start need their part of it. Keep timeout_seconds at 3 or less.
    EOT
  }
}

check "protection_web_acl_arn" {
  assert {
    condition = var.protection.web_acl_arn == null

    error_message = <<-EOT
      ${var.name}: protection.web_acl_arn puts a web ACL before the token endpoint too: a rule that asks for a CAPTCHA, or blocks by rate, country or header, can refuse Alexa's refreshes, and end links one by one. Let requests to /oauth2/token through.
    EOT
  }
}

check "protection_risk_rules" {
  assert {
    condition = length(setintersection(["BLOCK", "MFA_REQUIRED"], [for risk in ["low", "medium", "high"] : try(var.protection.risk_rules.account_takeover[risk], "NO_ACTION")])) == 0

    error_message = <<-EOT
      ${var.name}: protection.risk_rules refuses sign-ins, or asks for a second factor, by what Cognito takes for a risk. Users who sign in from the Alexa app on a new network may be among them. Begin with NO_ACTION, and read what Cognito writes down.
    EOT
  }
}

check "function_vpc" {
  assert {
    condition = var.function.vpc == null

    error_message = <<-EOT
      ${var.name}: function.vpc: the function fetches the pool's keys and users' profiles over the internet, and each linked request fails where it cannot. Its subnets need a route to a NAT gateway, and its security groups have to let out TCP 443. Nobody can see that from here.
    EOT
  }
}

check "function_reserved_concurrency" {
  assert {
    condition = coalesce(var.function.reserved_concurrency, 1) > 0

    error_message = <<-EOT
      ${var.name}: function.reserved_concurrency is 0: AWS refuses every request to the function. The skill is stopped.
    EOT
  }
}

check "alexa_skill_ids" {
  assert {
    condition = length(var.alexa.skill_ids) > 0 || length(var.function.existing) == 3

    error_message = <<-EOT
      ${var.name}: alexa.skill_ids is empty: no skill may invoke the function until its id is added.
    EOT
  }
}
