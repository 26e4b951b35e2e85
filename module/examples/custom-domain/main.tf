# A sign-in page at login.example.com, with a certificate that is made for it, beside the prefix domain that links used
# before. docs/custom-domain.md has the order in which to change over.

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
