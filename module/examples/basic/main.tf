# The least that has to be said.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region = "us-east-1"
}

module "alexa_account_linking" {
  source = "../.."

  name   = "alexa-skill-dev"
  domain = { prefix = "example-alexa-skill-dev" }

  alexa = {
    vendor_id = "M1EXAMPLE0DEV"
    skill_ids = ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"]
  }
}

output "account_linking" {
  description = "What the Alexa side needs: terraform output -json account_linking"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
