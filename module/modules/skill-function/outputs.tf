# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

output "function_arn" {
  description = "What Alexa invokes: an entry of the module's function.existing"
  value       = aws_lambda_alias.skill_live.arn
}

output "function_name" {
  description = "The function's name"
  value       = aws_lambda_function.skill.function_name
}

output "function_role_name" {
  description = "The function's role, to attach policies to"
  value       = aws_iam_role.skill_role.name
}

output "log_group_name" {
  description = "Where the function writes its log"
  value       = aws_cloudwatch_log_group.skill_logs.name
}
