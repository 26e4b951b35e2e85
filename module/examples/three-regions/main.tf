# A user pool in us-east-1, and functions in three regions, each nearest to the users of one of Alexa's.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
}

provider "aws" {
  alias               = "eu_west_1"
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}

provider "aws" {
  alias               = "us_west_2"
  region              = "us-west-2"
  allowed_account_ids = ["123456789012"]
}

locals {
  skill_ids = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
}

module "alexa_account_linking" {
  source = "../.."

  name   = "alexa-skill-prod"
  domain = { prefix = "example-alexa-skill" }

  alexa = {
    vendor_id = "M1EXAMPLE0PRD"
    skill_ids = local.skill_ids
  }

  # All three functions remember users in this one table.
  memory = {}

  # NA is left out: the function that the module makes serves it.
  function = {
    existing = {
      EU = module.europe.function_arn
      FE = module.far_east.function_arn
    }
  }
}

module "europe" {
  source    = "../../modules/skill-function"
  providers = { aws = aws.eu_west_1 }

  name           = "alexa-skill-prod-eu"
  skill_ids      = local.skill_ids
  link_variables = module.alexa_account_linking.function_variables
  memory         = module.alexa_account_linking.function_memory
}

module "far_east" {
  source    = "../../modules/skill-function"
  providers = { aws = aws.us_west_2 }

  name           = "alexa-skill-prod-fe"
  skill_ids      = local.skill_ids
  link_variables = module.alexa_account_linking.function_variables
  memory         = module.alexa_account_linking.function_memory
}

output "account_linking" {
  description = "What the Alexa side needs: terraform output -json account_linking"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
