# A user pool with users, its domain, and an app client that was made for Alexa: nothing of them is created or changed.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region = "us-east-1"
}

module "alexa_account_linking" {
  source = "../.."

  name      = "shop-alexa"
  user_pool = { existing = { id = "us-east-1_Abc123xyz" } }

  # Without the two, a domain and a client are made in the pool: write domain.prefix then.
  domain = { existing = { host = "login.example.com" } }
  client = { existing = { id = "1h57kf5cpq17m0eml12EXAMPLE" } }

  alexa = {
    vendor_id = "M1EXAMPLE0PRD"
    skill_ids = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
  }
}

output "account_linking" {
  description = "What the Alexa side of the link needs"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}
