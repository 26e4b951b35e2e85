# Two environments side by side. They share a state here; give those that matter a root module of their own each.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region = "us-east-1"
}

locals {
  environments = {
    dev = {
      prefix    = "example-alexa-skill-dev"
      vendor_id = "M1EXAMPLE0DEV"
      skill_id  = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111"
      protected = false
    }

    staging = {
      prefix    = "example-alexa-skill-staging"
      vendor_id = "M1EXAMPLE0STG"
      skill_id  = "amzn1.ask.skill.22222222-2222-4222-8222-222222222222"
      protected = true
    }
  }
}

module "alexa_account_linking" {
  source   = "../.."
  for_each = local.environments

  name   = "alexa-skill-${each.key}"
  domain = { prefix = each.value.prefix }

  alexa = {
    vendor_id = each.value.vendor_id
    skill_ids = [each.value.skill_id]
  }

  user_pool = { deletion_protection = each.value.protected }
  tags      = { Environment = each.key }
}

output "account_linking" {
  description = "What the Alexa side of each environment needs"
  sensitive   = true
  value       = { for name, link in module.alexa_account_linking : name => link.account_linking }
}
