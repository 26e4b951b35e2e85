# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

output "branding_id" {
  description = "The branding's id, for domain.managed_login_branding_id"
  value       = aws_cognito_managed_login_branding.branding.managed_login_branding_id
}
