variable "repository" {
  description = "The GitHub repository as it stands in the subject claim between `repo:` and the next colon: OWNER/REPO. Repositories that were created, renamed or moved after July 15, 2026 carry ids there: GitHub shows the exact text in the repository's settings, under Actions, OIDC."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._@-]+/[A-Za-z0-9._@-]+$", var.repository))
    error_message = "repository must be OWNER/REPO, without a host name, a wildcard or \".git\" of an address."
  }
}

variable "branch" {
  description = "The branch that is deployed. Only its jobs get the apply roles; the workflows say `main`."
  type        = string
  default     = "main"

  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]+$", var.branch))
    error_message = "branch must be one branch's name, such as main: a wildcard would let other branches in."
  }
}

variable "region" {
  description = "The AWS region of the environments and of the state bucket, as in environments.ts."
  type        = string

  validation {
    condition     = contains(["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"], var.region)
    error_message = "region must be one that Alexa invokes functions in: us-east-1, us-west-2, eu-west-1, ap-northeast-1."
  }
}

variable "state_bucket" {
  description = "The name of the bucket to make for the state: state.bucket in environments.ts."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.state_bucket))
    error_message = "state_bucket must be 3 to 63 lower-case letters, digits and hyphens, neither first nor last a hyphen."
  }
}

variable "project" {
  description = "The first part of every resource's name and of the state's keys: project in environments.ts."
  type        = string
  default     = "alexa-skill"

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,34}[a-z0-9])?$", var.project))
    error_message = "project must be what environments.ts takes: 1 to 36 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "reviewers" {
  description = "Who must approve what is applied, and the plans of pull requests that could read a secret, as required reviewers of the GitHub environments: users (ada) and teams (octo-org/owners). One of them is enough. Empty where GitHub offers no reviewers: then a digest that somebody types approves, and pull requests do not plan those environments."
  type        = list(string)

  validation {
    condition     = length(var.reviewers) <= 6 && alltrue([for name in var.reviewers : can(regex("^[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+)?$", name))])
    error_message = "reviewers must be at most six names, each a user (ada) or a team (octo-org/owners)."
  }
}

variable "environments" {
  description = "The environments of this AWS account, by name as in environments.ts; the GitHub environments have the same names. With `destroy`, the apply role may delete user pool, sign-in domain and app client; without it a plan that would is refused by AWS as well. With `bounded`, the default, the apply role makes and changes only roles that carry the permissions boundary made here: its ARN is permissionsBoundary in environments.ts. With `approval`, the default, reviewers must approve what is applied; with `plan_approval`, also that the code of a pull request is planned, since it can then read the client secret. With `existing_user_pool`, the id of userPool.existing in environments.ts, the roles read that pool, and the apply role makes and changes clients and domains in it, but not the pool itself: it has not the tags by which they know a pool of their own. With `adopted_user_pool`, the id of adopt.userPoolId, they know that pool before the first apply tags it; `function_name` and `function_role_name` are function.name and function.roleName, the role with its path, as service-role/shop. With `custom_domain`, domain.name and domain.hostedZoneId of environments.ts, the roles read that zone, and the apply role makes the domain's certificate and the records of the domain and of its certificate, and no other record. With `function`, the roles may do what `function` in environments.ts needs there: `regions`, the further regions of functionRegions; `encryption`, the ARNs of its KMS keys; `layers`, the ARNs of its layers with their versions; `vpc`, that it has one; `dead_letters`, the ARNs of its queues or topics; `tracing`, that it has it; `policies`, the ARNs of its managed policies, of which no other may be attached to its role; `statements`, what the boundary lets the handlers do, by those policies or by its own statements. With `memory`, that environments.ts has it, the roles read its table, and the apply role makes and changes it, and deletes it with `destroy` alone; `kms_key_arn` is memory.kmsKeyArn. With `trigger_functions`, the ARNs of the functions of userPool.triggers that are made elsewhere, without an alias, the apply role lets Cognito invoke these. With `join_accounts`, that userPool.joinAccounts is set, the boundary lets the function find and link users of the pool. With `managed_login`, that the pages are those of managed login, the roles read the pool's clients and brandings, and the apply role makes, changes and deletes brandings. With `log_delivery`, that the pool's logs are delivered, the apply role sets that up: `log_groups`, `buckets` and `streams` are the ARNs of where they go, and such log groups it may also make. With `secret_arns`, the ARNs of the secrets and parameters of identityProviders in environments.ts, both roles read these."
  type = map(object({
    destroy       = optional(bool, false)
    bounded       = optional(bool, true)
    approval      = optional(bool, true)
    plan_approval = optional(bool, true)

    existing_user_pool = optional(string)
    adopted_user_pool  = optional(string)
    function_name      = optional(string)
    function_role_name = optional(string)

    secret_arns       = optional(list(string), [])
    trigger_functions = optional(list(string), [])
    join_accounts     = optional(bool, false)
    managed_login     = optional(bool, false)

    log_delivery = optional(object({
      log_groups = optional(list(string), [])
      buckets    = optional(list(string), [])
      streams    = optional(list(string), [])
    }))

    memory = optional(object({
      kms_key_arn = optional(string)
    }))

    custom_domain = optional(object({
      name           = string
      hosted_zone_id = optional(string)
    }))

    function = optional(object({
      regions      = optional(list(string), [])
      encryption   = optional(list(string), [])
      layers       = optional(list(string), [])
      vpc          = optional(bool, false)
      dead_letters = optional(list(string), [])
      tracing      = optional(bool, false)
      policies     = optional(list(string), [])
      statements   = optional(list(object({ actions = list(string), resources = list(string) })), [])
    }), {})
  }))
  default = {
    dev     = { destroy = true, approval = false, plan_approval = false }
    staging = { plan_approval = false }
    prod    = {}
  }

  validation {
    condition     = length(var.environments) > 0 && alltrue([for name in keys(var.environments) : can(regex("^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$", name))])
    error_message = "environments must have at least one name, each as environments.ts takes it: 1 to 20 lower-case letters, digits and hyphens, beginning with a letter."
  }

  validation {
    condition     = alltrue([for it in values(var.environments) : it.existing_user_pool == null ? true : can(regex("^[A-Za-z0-9-]{2,50}_[0-9A-Za-z]{1,54}$", it.existing_user_pool))])
    error_message = "existing_user_pool must be the id of a user pool, as us-east-1_Abc123xyz."
  }

  validation {
    condition     = alltrue([for it in values(var.environments) : it.adopted_user_pool == null ? true : can(regex("^[A-Za-z0-9-]{2,50}_[0-9A-Za-z]{1,54}$", it.adopted_user_pool))])
    error_message = "adopted_user_pool must be the id of a user pool, as us-east-1_Abc123xyz."
  }

  validation {
    condition     = alltrue([for arn in flatten([for it in values(var.environments) : it.trigger_functions]) : can(regex("^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}$", arn))])
    error_message = "trigger_functions must be ARNs of functions, without alias or version."
  }

  validation {
    condition     = alltrue([for arn in flatten([for it in values(var.environments) : it.secret_arns]) : can(regex("^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+|ssm:[a-z0-9-]+:[0-9]{12}:parameter/[A-Za-z0-9/_.-]+)$", arn))])
    error_message = "secret_arns must be ARNs of secrets in Secrets Manager, with the six characters at the end, or of parameters in Systems Manager."
  }

  validation {
    condition     = alltrue([for it in values(var.environments) : try(it.memory.kms_key_arn, null) == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", it.memory.kms_key_arn))])
    error_message = "memory.kms_key_arn must be the ARN of a key in KMS."
  }

  # A star would let the apply role write policies of other buckets.
  validation {
    condition = alltrue([for it in values(var.environments) : it.log_delivery == null ? true : alltrue(concat(
      [for arn in it.log_delivery.log_groups : can(regex("^arn:aws[a-z-]*:logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_/.#-]{1,512}$", arn))],
      [for arn in it.log_delivery.buckets : can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$", arn))],
      [for arn in it.log_delivery.streams : can(regex("^arn:aws[a-z-]*:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[A-Za-z0-9_.-]{1,64}$", arn))],
    ))])
    error_message = "log_delivery must have ARNs: of log groups without :* at the end, of buckets, and of delivery streams of Data Firehose."
  }

  # A star would let the roles into other functions.
  validation {
    condition     = alltrue([for it in values(var.environments) : it.function_name == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", it.function_name))])
    error_message = "function_name must be a function's name: 1 to 64 letters, digits, hyphens and underscores."
  }

  validation {
    condition     = alltrue([for it in values(var.environments) : it.function_role_name == null ? true : can(regex("^([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", it.function_role_name))])
    error_message = "function_role_name must be a role's name, with its path if it has one: service-role/shop."
  }

  validation {
    condition = alltrue([for it in values(var.environments) : it.custom_domain == null ? true : alltrue([
      can(regex("^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])$", it.custom_domain.name)),
      it.custom_domain.hosted_zone_id == null ? true : can(regex("^[A-Z0-9]{1,32}$", it.custom_domain.hosted_zone_id)),
    ])])
    error_message = "custom_domain must be a host name in lower case, as login.example.com, and the id of a hosted zone, as Z0123456789ABCDEFGHIJ."
  }

  validation {
    condition     = alltrue([for region in flatten([for it in values(var.environments) : it.function.regions]) : contains(["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"], region) && region != var.region])
    error_message = "function.regions must be further regions that Alexa invokes functions in: us-east-1, us-west-2, eu-west-1, ap-northeast-1, without region."
  }

  # The GitHub environment of one would be the gate of another one's plans.
  validation {
    condition     = length([for name in keys(var.environments) : name if contains(keys(var.environments), "${name}-plan")]) == 0
    error_message = "environments must not have both NAME and NAME-plan: NAME-plan is the GitHub environment in which pull requests plan NAME."
  }
}

variable "create_oidc_provider" {
  description = "Whether to make GitHub's OIDC provider. An account holds one: set false where it is there already."
  type        = bool
  default     = true
}
