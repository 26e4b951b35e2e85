output "github_variable" {
  description = "The value of the repository variable ALEXA_LINK_ENVIRONMENTS: region and roles of each environment, as JSON. It holds no secrets."
  value = jsonencode({ for name in keys(var.environments) : name => {
    region     = var.region
    plan_role  = aws_iam_role.plan[name].arn
    apply_role = aws_iam_role.apply[name].arn
  } })
}

output "state_bucket_name" {
  description = "The bucket of the state: state.bucket in environments.ts."
  value       = aws_s3_bucket.state.id
}

output "plan_role_arns" {
  description = "By environment, the role that plans."
  value       = { for name, role in aws_iam_role.plan : name => role.arn }
}

output "apply_role_arns" {
  description = "By environment, the role that applies."
  value       = { for name, role in aws_iam_role.apply : name => role.arn }
}

output "permissions_boundary_arns" {
  description = "By environment, the policy that bounds its roles: permissionsBoundary in environments.ts."
  value       = { for name, policy in aws_iam_policy.boundary : name => policy.arn }
}

output "oidc_provider_arn" {
  description = "GitHub's OIDC provider in this account."
  value       = local.oidc_provider_arn
}
