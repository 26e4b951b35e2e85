# A shop in three of Alexa's regions: one user pool with a sign-in page at login.example.com, functions near to the users of
# NA, EU and FE that remember them, and two further app clients, a web shop and a nightly job. The shop has its certificate
# already, and makes the CNAME of login.example.com with its own name server: the output custom_domain_target says where it
# leads.

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

  name = "alexa-skill-prod"

  domain = {
    prefix          = "example-alexa-skill"
    name            = "login.example.com"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  }

  clients = {
    shop = {
      type          = "code"
      callback_uris = ["https://shop.example.com/signed-in"]
      sign_out_uris = ["https://shop.example.com/"]
      secret        = true
      scopes        = ["openid", "email"]
    }

    nightly-export = {
      type   = "client_credentials"
      scopes = ["https://api.example.com/orders.read"]
    }
  }

  resource_servers = {
    "https://api.example.com" = { scopes = { "orders.read" = "Read orders" } }
  }

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

output "client_ids" {
  description = "The ids of the web shop's client and the job's"
  value       = module.alexa_account_linking.client_ids
}

output "custom_domain_target" {
  description = "Where the CNAME of login.example.com leads"
  value       = module.alexa_account_linking.custom_domain_target
}
