# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

output "user_pool_id" {
  description = "The id of the user pool whose logs are delivered"
  value       = aws_cognito_log_delivery_configuration.logs.user_pool_id
}
