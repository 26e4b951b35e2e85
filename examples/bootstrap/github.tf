# The GitHub environments, whose names the roles trust. They come first: every role depends on all of them.
#
# A job of any branch may name an environment that there is not; GitHub then makes it, without protection. So a role
# never trusts a name that was not made here with its protection, and read back.

locals {
  # In the API and in job_workflow_ref the repository's name has no ids.
  repository = replace(var.repository, "/@[0-9]+/", "")

  # Where a pull request's plan needs an approval and GitHub offers none, pull requests do not plan that environment.
  planned_in_pull_requests = {
    for name, environment in var.environments : name => environment
    if !environment.plan_approval || length(var.reviewers) > 0
  }

  github_environments = merge(
    { for name, environment in var.environments : name => {
      branch    = var.branch
      reviewers = environment.approval ? var.reviewers : []
    } },
    { for name, environment in local.planned_in_pull_requests : "${name}-plan" => {
      branch    = ""
      reviewers = environment.plan_approval ? var.reviewers : []
    } },
  )
}

resource "terraform_data" "github_environment" {
  for_each = local.github_environments

  triggers_replace = [local.repository, each.value, filesha256("${path.module}/github-environment.sh")]

  provisioner "local-exec" {
    command = "bash '${path.module}/github-environment.sh'"

    environment = {
      REPOSITORY  = local.repository
      ENVIRONMENT = each.key
      BRANCH      = each.value.branch
      REVIEWERS   = join(" ", each.value.reviewers)
    }
  }
}
