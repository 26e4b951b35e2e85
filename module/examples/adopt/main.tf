# A pool, its domain, Alexa's app client and the function with its log group, which somebody made by hand: Terraform takes
# them into the state, under the names that they have.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region = "us-east-1"
}

module "alexa_account_linking" {
  source = "../.."

  name      = "shop-alexa"
  domain    = { prefix = "example-shop" }
  user_pool = { name = "Shop users", sign_in = ["email"], required_attributes = [] }
  client    = { name = "Alexa", imported = true }

  function = {
    name      = "shop-skill"
    role_name = "shop-skill-role"
  }

  alexa = {
    vendor_id = "M1EXAMPLE0PRD"
    skill_ids = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
  }
}

import {
  to = module.alexa_account_linking.aws_cognito_user_pool.user_pool[0]
  id = "us-east-1_Abc123xyz"
}

import {
  to = module.alexa_account_linking.aws_cognito_user_pool_domain.domain[0]
  id = "example-shop"
}

import {
  to = module.alexa_account_linking.aws_cognito_user_pool_client.alexa[0]
  id = "us-east-1_Abc123xyz/1h57kf5cpq17m0eml12EXAMPLE"
}

import {
  to = module.alexa_account_linking.aws_lambda_function.skill[0]
  id = "shop-skill"
}

import {
  to = module.alexa_account_linking.aws_cloudwatch_log_group.skill_logs[0]
  id = "/aws/lambda/shop-skill"
}

import {
  to = module.alexa_account_linking.aws_iam_role.skill_role[0]
  id = "shop-skill-role"
}

output "account_linking" {
  description = "What the Alexa side of the link needs"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
