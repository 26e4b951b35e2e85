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
