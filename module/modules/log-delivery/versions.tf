# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

terraform {
  required_version = ">= 1.10.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.5.0, < 7.0.0"
    }
  }
}
