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

check "alexa_skill_ids" {
  assert {
    condition = length(var.alexa.skill_ids) > 0 || var.existing_function != null

    error_message = <<-EOT
      ${var.name}: alexa.skill_ids is empty: no skill may invoke the function until its id is added.
    EOT
  }
}
