# A sign-in page at login.example.com, with a certificate that is made for it, beside the prefix domain that links used
# before. docs/custom-domain.md has the order in which to change over. Beside Alexa's there are two further app clients: a
# web shop, whose users sign in at the same page, and a nightly job.

terraform {
  required_version = ">= 1.10.0"
}

provider "aws" {
  region = "eu-west-1"
}

# A custom domain takes its certificate from us-east-1, whatever the region of the user pool.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

data "aws_route53_zone" "example" {
  name = "example.com"
}

module "certificate" {
  source = "../../modules/certificate"

  providers = {
    aws = aws.us_east_1
  }

  name           = "login.example.com"
  hosted_zone_id = data.aws_route53_zone.example.zone_id
}

module "alexa_account_linking" {
  source = "../.."

  name = "alexa-skill-prod"

  domain = {
    prefix          = "example-alexa-skill"
    name            = "login.example.com"
    certificate_arn = module.certificate.arn
    hosted_zone_id  = data.aws_route53_zone.example.zone_id

    # "prefix" until the custom domain answers; without it the link uses name.
    link_host = "name"
  }

  clients = {
    shop = {
      type          = "code"
      callback_uris = ["https://shop.example.com/signed-in"]
      sign_out_uris = ["https://shop.example.com/"]
      secret        = true
      scopes        = ["openid", "email", "https://api.example.com/orders.read"]
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
    skill_ids = ["amzn1.ask.skill.33333333-3333-4333-8333-333333333333"]
  }
}

output "account_linking" {
  description = "What the Alexa side of the link needs"
  sensitive   = true
  value       = module.alexa_account_linking.account_linking
}

output "client_ids" {
  description = "The ids of the web shop's client and the job's"
  value       = module.alexa_account_linking.client_ids
}
