# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

check "tokens_refresh_token_days" {
  assert {
    condition = var.tokens.refresh_token_days >= 180

    error_message = <<-EOT
      ${var.name}: tokens.refresh_token_days is ${var.tokens.refresh_token_days}: every link ends that many days after the sign-in, without a word. Alexa asks for 180 or more.
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
