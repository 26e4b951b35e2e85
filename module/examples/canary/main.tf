# A release that goes to one in ten requests first. It is applied where version 41 ran before: the new code becomes version
# 42. To end it, take canary out and apply that; to give it up, apply the former code without it.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region = "us-east-1"
}

module "alexa_account_linking" {
  source = "../.."

  name   = "alexa-skill-prod"
  domain = { prefix = "example-alexa-skill" }

  alexa = {
    vendor_id = "M1EXAMPLE0PRD"
    skill_ids = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
  }

  function = {
    canary = {
      former_version = 41
      percent        = 10
    }
  }
}

output "account_linking" {
  description = "What the Alexa side of the link needs"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
