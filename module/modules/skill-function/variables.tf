# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

variable "name" {
  description = "The name of the function and of its role, which no other role of the AWS account has: not that of the module's first function."
  type        = string
  nullable    = false

  validation {
    condition = can(regex("^[a-z]([a-z0-9-]{0,55}[a-z0-9])?$", var.name))

    error_message = <<-EOT
      name
        received  ${replace(jsonencode(var.name), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 57 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen
        fix       shorten or rename it, as alexa-skill-dev
    EOT
  }
}

variable "skill_ids" {
  description = "The skills that may invoke the function. May be empty until the first skill exists; then nothing may invoke it."
  type        = list(string)
  nullable    = false

  validation {
    condition = try(alltrue([
      length(var.skill_ids) <= 20,
      length(distinct(var.skill_ids)) == length(var.skill_ids),
      alltrue([for item in var.skill_ids : can(regex("^amzn1\\.(ask\\.skill|echo-sdk-ams\\.app)\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", item))]),
    ]), false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: skill_ids
        received  ${replace(jsonencode(try(coalescelist([for item in var.skill_ids : item if !(can(regex("^amzn1\\.(ask\\.skill|echo-sdk-ams\\.app)\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", item)))]), var.skill_ids)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 20 different values, each amzn1.ask.skill. and a UUID in lower case
        fix       copy the skill id from the developer console ("Copy Skill ID" under the skill's name)
    EOT
  }
}

variable "kind" {
  description = "What these skills are to Alexa, as `alexa.kind` of the module: `custom`, `smart-home` or `both`."
  type        = string
  default     = "custom"
  nullable    = false

  validation {
    condition = contains(["custom", "smart-home", "both"], var.kind)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: kind
        received  ${replace(jsonencode(var.kind), "/^(.{120}).+$/", "$1…")}
        allowed   one of "custom", "smart-home", "both"
        fix       other kinds, such as flash briefing, video, music and list, are not served
    EOT
  }
}

variable "link_variables" {
  description = "What the handlers read from their environment: the output `function_variables` of the module."
  type        = map(string)
  nullable    = false

  validation {
    condition = alltrue([
      length(var.link_variables) <= 50,
      alltrue([for key, text in var.link_variables : can(regex("^[A-Z_]{1,128}$", key)) && can(regex("^", text))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: link_variables
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.link_variables : { (key) = text } if !(can(regex("^[A-Z_]{1,128}$", key)) && can(regex("^", text)))]), var.link_variables)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: names of variables; values: texts
        fix       write the module's output; write the module's output
    EOT
  }
}

variable "function" {
  description = <<-EOT
    The skill's Lambda function. What lies in a region is given for this one: layers, network, key, queue.

    - `name`: The function's name, and with `/aws/lambda/` before it the log group's. Changing it replaces the function, and the skill has another endpoint. Default: that of the environment's other resources.
    - `role_name`: The name of the function's role, which is unique in the account. Default: that of the environment's other resources.
    - `memory_mib`: MiB, 128 to 10240. CPU grows with it. Default: `512`.
    - `timeout_seconds`: Seconds, 1 to 7: Alexa waits for 8. Default: `7`.
    - `architecture`: The processor; arm64 is the cheaper one. Default: `"arm64"`.
    - `log_retention_days`: Days for which logs are kept, one of CloudWatch's steps. Default: `30`.
    - `variables`: Environment variables for handlers of your own, beside those of the link, with which they make at most 4 KB. Anybody who may read the function's configuration reads them: no secrets. Default: `{}`.
    - `encryption.kms_key_arn`: The ARN of a KMS key in the function's region. The function may decrypt with it; whoever applies needs `kms:Encrypt`, `kms:Decrypt` and `kms:CreateGrant`, and whoever plans `kms:Decrypt`. Source: AWS Lambda, "Securing Lambda environment variables". Required.
    - `layers`: The ARNs of layers with their versions, at most 5, in the order in which Lambda lays them one over another, and in the function's region. Default: `[]`.
    - `vpc.subnet_ids`: The ids of private subnets, 1 to 16, with a route to a NAT gateway, in two zones or more. Required.
    - `vpc.security_group_ids`: The ids of security groups, 1 to 5, that let out TCP 443. Nothing has to come in. Required.
    - `dead_letters.target_arn`: The ARN of a standard queue (SQS) or topic (SNS). The function may send to it; a key of yours that encrypts it has to let the function's role use it. Required.
    - `tracing`: Whether AWS X-Ray follows requests. `"Active"` samples those that nobody else has sampled. Left out, a function that has a mode keeps it: write `"PassThrough"` to end tracing. Default: Lambda's own: PassThrough.
    - `logging.format`: `"JSON"` makes an object of every entry, which CloudWatch can search by field; `"Text"` leaves lines as they are. Default: `"JSON"`.
    - `logging.application_level`: The least severe of the handlers' own entries that are kept. With JSON only. Default: INFO.
    - `logging.system_level`: The least severe of Lambda's entries about each invocation that are kept. With JSON only. Default: INFO.
    - `policies`: The ARNs of managed policies for handlers of your own, by a name of your choice, which is in Terraform's addresses. An ARN may be one that Terraform makes in the same apply. Default: `{}`.
    - `statements`: What else the handlers may do, by the statement's id (Sid), which has letters and digits only. Statements with conditions stand in a managed policy, in `policies`. Default: `{}`.
    - `statements.{name}.actions`: As in `dynamodb:GetItem`. Required.
    - `statements.{name}.resources`: ARNs, or `*` for what has none. Required.
    - `reserved_concurrency`: Requests at once, kept for this function and no more than that: AWS refuses the others. 0 stops the function. What is kept comes off what the account's other functions share, of which AWS keeps 100 for them. Default: as many as the account has left.
    - `provisioned_concurrency`: Requests at once for which a started function waits, without a cold start, 1 or more. It waits behind the alias `live`, and costs by the hour. At most `reserved_concurrency`, where that is given. Default: none.
    - `canary.former_version`: The number of the version that ran before, and goes on answering the rest: `npx alexa-link compare` and the console show it. Versions are counted by AWS for each function, so that each environment has its own. Required.
    - `canary.percent`: Of 100 requests, how many the newest version answers, 1 to 99. Lambda draws for each request: a user may meet both. Required.
  EOT

  type = object({
    name               = optional(string)
    role_name          = optional(string)
    memory_mib         = optional(number, 512)
    timeout_seconds    = optional(number, 7)
    architecture       = optional(string, "arm64")
    log_retention_days = optional(number, 30)
    variables          = optional(map(string), {})

    encryption = optional(object({
      kms_key_arn = string
    }))

    layers = optional(list(string), [])

    vpc = optional(object({
      subnet_ids         = list(string)
      security_group_ids = list(string)
    }))

    dead_letters = optional(object({
      target_arn = string
    }))

    tracing = optional(string)

    logging = optional(object({
      format            = optional(string, "JSON")
      application_level = optional(string)
      system_level      = optional(string)
    }))

    policies = optional(map(string), {})

    statements = optional(map(object({
      actions   = list(string)
      resources = list(string)
    })), {})

    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number)

    canary = optional(object({
      former_version = number
      percent        = number
    }))
  })

  default  = {}
  nullable = false

  validation {
    condition = var.function.name == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", var.function.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.name
        received  ${replace(jsonencode(try(var.function.name, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits, hyphens and underscores
        fix       write the name alone, not the ARN
    EOT
  }

  validation {
    condition = var.function.role_name == null ? true : can(regex("^[A-Za-z0-9_+=,.@-]{1,64}$", var.function.role_name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.role_name
        received  ${replace(jsonencode(try(var.function.role_name, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits and _+=,.@-
        fix       write the role's name alone, without its path and not the ARN
    EOT
  }

  validation {
    condition = alltrue([
      var.function.memory_mib >= 128,
      var.function.memory_mib <= 10240,
      floor(var.function.memory_mib) == var.function.memory_mib,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.memory_mib
        received  ${replace(jsonencode(try(var.function.memory_mib, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of MiB, 128 to 10240
        fix       choose a size that Lambda offers
    EOT
  }

  validation {
    condition = alltrue([
      var.function.timeout_seconds >= 1,
      var.function.timeout_seconds <= 7,
      floor(var.function.timeout_seconds) == var.function.timeout_seconds,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.timeout_seconds
        received  ${replace(jsonencode(try(var.function.timeout_seconds, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of seconds, 1 to 7
        fix       stay below the 8 seconds after which Alexa gives up
    EOT
  }

  validation {
    condition = contains(["arm64", "x86_64"], var.function.architecture)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.architecture
        received  ${replace(jsonencode(try(var.function.architecture, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "arm64", "x86_64"
        fix       choose one that Lambda offers
    EOT
  }

  validation {
    condition = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.function.log_retention_days)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.log_retention_days
        received  ${replace(jsonencode(try(var.function.log_retention_days, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
        fix       choose one of the steps that CloudWatch offers
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.variables) <= 50,
      alltrue([for key, text in var.function.variables : can(regex("^[A-Za-z][A-Za-z0-9_]{1,127}$", key)) && !can(regex("^(SKILL_IDS|ISSUER|CLIENT_ID|USER_INFO_URI|SCOPES|AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_DEFAULT_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_FUNCTION_MEMORY_SIZE|AWS_LAMBDA_FUNCTION_NAME|AWS_LAMBDA_FUNCTION_VERSION|AWS_LAMBDA_INITIALIZATION_TYPE|AWS_LAMBDA_LOG_GROUP_NAME|AWS_LAMBDA_LOG_STREAM_NAME|AWS_LAMBDA_RUNTIME_API|AWS_REGION|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_RUNTIME_DIR|LAMBDA_TASK_ROOT)$", key)) && can(regex("^", text)) && !can(regex("[$%]\\{", text)) && try(length(base64encode(text)) <= 5464, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.variables
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.function.variables : { (key) = text } if !(can(regex("^[A-Za-z][A-Za-z0-9_]{1,127}$", key)) && !can(regex("^(SKILL_IDS|ISSUER|CLIENT_ID|USER_INFO_URI|SCOPES|AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_DEFAULT_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_FUNCTION_MEMORY_SIZE|AWS_LAMBDA_FUNCTION_NAME|AWS_LAMBDA_FUNCTION_VERSION|AWS_LAMBDA_INITIALIZATION_TYPE|AWS_LAMBDA_LOG_GROUP_NAME|AWS_LAMBDA_LOG_STREAM_NAME|AWS_LAMBDA_RUNTIME_API|AWS_REGION|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_RUNTIME_DIR|LAMBDA_TASK_ROOT)$", key)) && can(regex("^", text)) && !can(regex("[$%]\\{", text)) && try(length(base64encode(text)) <= 5464, false))]), var.function.variables)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 2 to 128 letters, digits and underscores, beginning with a letter, that neither the link nor Lambda sets; values: a text of at most 4096 bytes
        fix       rename the variable; shorten it; a template of Terraform's cannot stand in a text: pass the attribute itself
    EOT
  }

  validation {
    condition = var.function.encryption == null ? true : can(regex("^arn:(aws:kms:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:kms:(cn-north-1|cn-northwest-1)|aws-us-gov:kms:(us-gov-east-1|us-gov-west-1)|aws-iso:kms:(us-iso-east-1|us-iso-west-1)|aws-iso-b:kms:(us-isob-east-1|us-isob-west-1)|aws-iso-e:kms:(eu-isoe-west-1)|aws-iso-f:kms:(us-isof-east-1|us-isof-south-1)|aws-eusc:kms:(eusc-de-east-1)):[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.function.encryption.kms_key_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.encryption.kms_key_arn
        received  ${replace(jsonencode(try(var.function.encryption, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a KMS key, not of an alias
        fix       copy the ARN from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.layers) <= 5,
      length(distinct(var.function.layers)) == length(var.function.layers),
      alltrue([for item in var.function.layers : can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:layer:[A-Za-z0-9_-]{1,140}:[0-9]{1,10}$", item)) && try(length(item) <= 140, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.layers
        received  ${replace(jsonencode(try(coalescelist([for item in var.function.layers : item if !(can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:layer:[A-Za-z0-9_-]{1,140}:[0-9]{1,10}$", item)) && try(length(item) <= 140, false))]), var.function.layers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 5 different values, each the ARN of a layer with its version
        fix       copy the version ARN, as arn:aws:lambda:us-east-1:123456789012:layer:name:1
    EOT
  }

  validation {
    condition = var.function.vpc == null ? true : try(alltrue([
      length(var.function.vpc.subnet_ids) >= 1,
      length(var.function.vpc.subnet_ids) <= 16,
      length(distinct(var.function.vpc.subnet_ids)) == length(var.function.vpc.subnet_ids),
      alltrue([for item in var.function.vpc.subnet_ids : can(regex("^subnet-[0-9a-z]{1,64}$", item))]),
    ]), false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.vpc.subnet_ids
        received  ${replace(jsonencode(try(var.function.vpc, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 16 different values, each the id of a subnet
        fix       copy the id from the subnet's page, as subnet-0123456789abcdef0
    EOT
  }

  validation {
    condition = var.function.vpc == null ? true : try(alltrue([
      length(var.function.vpc.security_group_ids) >= 1,
      length(var.function.vpc.security_group_ids) <= 5,
      length(distinct(var.function.vpc.security_group_ids)) == length(var.function.vpc.security_group_ids),
      alltrue([for item in var.function.vpc.security_group_ids : can(regex("^sg-[0-9a-zA-Z]{1,64}$", item))]),
    ]), false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.vpc.security_group_ids
        received  ${replace(jsonencode(try(var.function.vpc, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 5 different values, each the id of a security group
        fix       copy the id from the security group's page, as sg-0123456789abcdef0
    EOT
  }

  validation {
    condition = var.function.dead_letters == null ? true : can(regex("^(arn:(aws:sqs:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:sqs:(cn-north-1|cn-northwest-1)|aws-us-gov:sqs:(us-gov-east-1|us-gov-west-1)|aws-iso:sqs:(us-iso-east-1|us-iso-west-1)|aws-iso-b:sqs:(us-isob-east-1|us-isob-west-1)|aws-iso-e:sqs:(eu-isoe-west-1)|aws-iso-f:sqs:(us-isof-east-1|us-isof-south-1)|aws-eusc:sqs:(eusc-de-east-1)):[0-9]{12}:[A-Za-z0-9_-]{1,80}|arn:(aws:sns:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:sns:(cn-north-1|cn-northwest-1)|aws-us-gov:sns:(us-gov-east-1|us-gov-west-1)|aws-iso:sns:(us-iso-east-1|us-iso-west-1)|aws-iso-b:sns:(us-isob-east-1|us-isob-west-1)|aws-iso-e:sns:(eu-isoe-west-1)|aws-iso-f:sns:(us-isof-east-1|us-isof-south-1)|aws-eusc:sns:(eusc-de-east-1)):[0-9]{12}:[A-Za-z0-9_-]{1,256})$", var.function.dead_letters.target_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.dead_letters.target_arn
        received  ${replace(jsonencode(try(var.function.dead_letters, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a standard queue of Amazon SQS or of a standard topic of Amazon SNS
        fix       copy the ARN, as arn:aws:sqs:us-east-1:123456789012:dead-letters; a FIFO queue or topic is not taken
    EOT
  }

  validation {
    condition = var.function.tracing == null ? true : contains(["Active", "PassThrough"], var.function.tracing)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.tracing
        received  ${replace(jsonencode(try(var.function.tracing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "Active", "PassThrough"
        fix       use Lambda's names
    EOT
  }

  validation {
    condition = var.function.logging == null ? true : contains(["JSON", "Text"], var.function.logging.format)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging.format
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "JSON", "Text"
        fix       choose a format that Lambda writes
    EOT
  }

  validation {
    condition = var.function.logging == null ? true : var.function.logging.application_level == null ? true : contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.function.logging.application_level)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging.application_level
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"
        fix       use Lambda's names
    EOT
  }

  validation {
    condition = var.function.logging == null ? true : var.function.logging.system_level == null ? true : contains(["DEBUG", "INFO", "WARN"], var.function.logging.system_level)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging.system_level
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "DEBUG", "INFO", "WARN"
        fix       use Lambda's names
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.policies) <= 20,
      alltrue([for key, text in var.function.policies : can(regex("^[A-Za-z0-9_.-]{1,64}$", key)) && can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", text)) && !can(regex(":policy/[!-~]{511,}/", text))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.policies
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.function.policies : { (key) = text } if !(can(regex("^[A-Za-z0-9_.-]{1,64}$", key)) && can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", text)) && !can(regex(":policy/[!-~]{511,}/", text)))]), var.function.policies)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 20 entries; keys: a name of 1 to 64 letters, digits, underscores, dots and hyphens; values: the ARN of an IAM policy
        fix       rename it; copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/read-progress
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.statements) <= 50,
      alltrue([for key in keys(var.function.statements) : can(regex("^[A-Za-z0-9]{1,64}$", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.statements
        received  ${replace(jsonencode([for key in keys(var.function.statements) : key if !(can(regex("^[A-Za-z0-9]{1,64}$", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a statement's id of 1 to 64 letters and digits; values: an object with actions, resources
        fix       rename it, as ReadProgress
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.function.statements : try(alltrue([
      length(item.actions) >= 1,
      length(item.actions) <= 100,
      length(distinct(item.actions)) == length(item.actions),
      alltrue([for item in item.actions : can(regex("^(\\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$", item))]),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.statements.{name}.actions
        received  ${replace(jsonencode(try({ for key, item in var.function.statements : key => item if !(try(alltrue([length(item.actions) >= 1, length(item.actions) <= 100, length(distinct(item.actions)) == length(item.actions), alltrue([for item in item.actions : can(regex("^(\\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$", item))])]), false)) }, var.function.statements)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 100 different values, each an action of IAM: a service, a colon and its action, which may have wildcards
        fix       write it as in dynamodb:GetItem
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.function.statements : try(alltrue([
      length(item.resources) >= 1,
      length(item.resources) <= 100,
      length(distinct(item.resources)) == length(item.resources),
      alltrue([for item in item.resources : can(regex("^(\\*|arn:[!-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 1024, false)]),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.statements.{name}.resources
        received  ${replace(jsonencode(try({ for key, item in var.function.statements : key => item if !(try(alltrue([length(item.resources) >= 1, length(item.resources) <= 100, length(distinct(item.resources)) == length(item.resources), alltrue([for item in item.resources : can(regex("^(\\*|arn:[!-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 1024, false)])]), false)) }, var.function.statements)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 100 different values, each an ARN, which may have wildcards, or *
        fix       write the ARN; a template of Terraform's cannot stand in a text: pass the attribute itself
    EOT
  }

  validation {
    condition = var.function.reserved_concurrency == null ? true : alltrue([
      var.function.reserved_concurrency >= 0,
      var.function.reserved_concurrency <= 2147483647,
      floor(var.function.reserved_concurrency) == var.function.reserved_concurrency,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.reserved_concurrency
        received  ${replace(jsonencode(try(var.function.reserved_concurrency, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of requests at once, 0 to 2147483647
        fix       choose a number within the account's quota of concurrent executions
    EOT
  }

  validation {
    condition = var.function.provisioned_concurrency == null ? true : alltrue([
      var.function.provisioned_concurrency >= 1,
      var.function.provisioned_concurrency <= 2147483647,
      floor(var.function.provisioned_concurrency) == var.function.provisioned_concurrency,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.provisioned_concurrency
        received  ${replace(jsonencode(try(var.function.provisioned_concurrency, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of requests at once, 1 to 2147483647
        fix       choose a number within the account's quota of concurrent executions
    EOT
  }

  validation {
    condition = var.function.canary == null ? true : alltrue([
      var.function.canary.former_version >= 1,
      var.function.canary.former_version <= 2147483647,
      floor(var.function.canary.former_version) == var.function.canary.former_version,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.canary.former_version
        received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of versions, 1 to 2147483647
        fix       write the number of a published version, as aws lambda list-versions-by-function shows it
    EOT
  }

  validation {
    condition = var.function.canary == null ? true : alltrue([
      var.function.canary.percent >= 1,
      var.function.canary.percent <= 99,
      floor(var.function.canary.percent) == var.function.canary.percent,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.canary.percent
        received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of percent, 1 to 99
        fix       write a share between the two; remove canary to give everything to the newest version
    EOT
  }

  validation {
    condition = try(
      anytrue([
        var.function.logging == null,
        var.function.logging.format != "Text",
        alltrue([(var.function.logging.application_level == null), (var.function.logging.system_level == null)]),
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   levels with the format JSON only
        fix       choose the format JSON, or remove application_level and system_level
    EOT
  }

  validation {
    condition = try(
      anytrue([
        var.function.provisioned_concurrency == null,
        var.function.reserved_concurrency == null,
        var.function.provisioned_concurrency <= var.function.reserved_concurrency,
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.provisioned_concurrency
        received  ${replace(jsonencode(try(var.function.provisioned_concurrency, null)), "/^(.{120}).+$/", "$1…")}
        allowed   no more than reserved_concurrency, where that is given
        fix       lower it, or raise or remove reserved_concurrency
    EOT
  }

  validation {
    condition = try(((var.function.canary == null) || (var.function.provisioned_concurrency == null)), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.canary
        received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a canary without provisioned_concurrency: AWS refuses weights on an alias that has started functions
        fix       remove provisioned_concurrency as long as the canary lasts, or do without the canary
    EOT
  }
}

variable "memory" {
  description = <<-EOT
    The table in which this function remembers users: the output `function_memory` of the module, whose table may lie in another region. The function may read, write and delete its items.

    - `table_arn`: The table's ARN. Required.
    - `retention_days`: Days after the last change after which what is remembered of a user is forgotten. Default: `365`.
    - `kms_key_arn`: The ARN of the key that encrypts the table. The function may decrypt with it, by way of DynamoDB alone. Default: DynamoDB's own key.
  EOT

  type = object({
    table_arn      = string
    retention_days = optional(number, 365)
    kms_key_arn    = optional(string)
  })

  default = null

  validation {
    condition = var.memory == null ? true : can(regex("^arn:(aws:dynamodb:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:dynamodb:(cn-north-1|cn-northwest-1)|aws-us-gov:dynamodb:(us-gov-east-1|us-gov-west-1)|aws-iso:dynamodb:(us-iso-east-1|us-iso-west-1)|aws-iso-b:dynamodb:(us-isob-east-1|us-isob-west-1)|aws-iso-e:dynamodb:(eu-isoe-west-1)|aws-iso-f:dynamodb:(us-isof-east-1|us-isof-south-1)|aws-eusc:dynamodb:(eusc-de-east-1)):[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}$", var.memory.table_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: memory.table_arn
        received  ${replace(jsonencode(var.memory), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a table
        fix       write the module's output
    EOT
  }

  validation {
    condition = var.memory == null ? true : alltrue([
      var.memory.retention_days >= 1,
      var.memory.retention_days <= 3650,
      floor(var.memory.retention_days) == var.memory.retention_days,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: memory.retention_days
        received  ${replace(jsonencode(var.memory), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of days, 1 to 3650
        fix       choose how long a user may stay away and still be known
    EOT
  }

  validation {
    condition = var.memory == null ? true : var.memory.kms_key_arn == null ? true : can(regex("^arn:(aws:kms:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:kms:(cn-north-1|cn-northwest-1)|aws-us-gov:kms:(us-gov-east-1|us-gov-west-1)|aws-iso:kms:(us-iso-east-1|us-iso-west-1)|aws-iso-b:kms:(us-isob-east-1|us-isob-west-1)|aws-iso-e:kms:(eu-isoe-west-1)|aws-iso-f:kms:(us-isof-east-1|us-isof-south-1)|aws-eusc:kms:(eusc-de-east-1)):[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.memory.kms_key_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: memory.kms_key_arn
        received  ${replace(jsonencode(var.memory), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a KMS key, not of an alias
        fix       copy the ARN from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555
    EOT
  }
}

variable "code" {
  description = <<-EOT
    The function's code, when it is not this module's own: a zip, or an object in S3.

    - `zip`: A zip on the machine that runs Terraform, with an ES module `index.mjs` or a CommonJS `index.js` that exports `handler`. Default: the zip in this module.
    - `s3_bucket`: The bucket of such a zip in S3. Needs `s3_key`, and no `zip`. Default: no bucket.
    - `s3_key`: The object's key. Default: no object.
    - `s3_object_version`: The object's version, in a bucket that keeps versions. Default: the newest version.
    - `source_code_hash`: Tells Terraform that the object in S3 has changed, where its key and version stay the same. Default: that of the zip; of an object in S3, none.
  EOT

  type = object({
    zip               = optional(string)
    s3_bucket         = optional(string)
    s3_key            = optional(string)
    s3_object_version = optional(string)
    source_code_hash  = optional(string)
  })

  default  = {}
  nullable = false

  validation {
    condition = var.code.zip == null ? true : can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.zip)) && try(length(var.code.zip) <= 1024, false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.zip
        received  ${replace(jsonencode(try(var.code.zip, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the path of a zip
        fix       write the path, from where Terraform runs
    EOT
  }

  validation {
    condition = var.code.s3_bucket == null ? true : alltrue([
      can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.code.s3_bucket)),
      !can(regex("\\.\\.|^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)", var.code.s3_bucket)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_bucket
        received  ${replace(jsonencode(try(var.code.s3_bucket, null)), "/^(.{120}).+$/", "$1…")}
        allowed   3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, not an IP address
        fix       write the name of a bucket in the function's region
    EOT
  }

  validation {
    condition = var.code.s3_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.s3_key)), try(length(var.code.s3_key) <= 1024, false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_key
        received  ${replace(jsonencode(try(var.code.s3_key, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the key of an object in s3_bucket
        fix       write the object's key
    EOT
  }

  validation {
    condition = var.code.s3_object_version == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.s3_object_version)),
      try(length(var.code.s3_object_version) <= 1024, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_object_version
        received  ${replace(jsonencode(try(var.code.s3_object_version, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a version of the object
        fix       write the version's id
    EOT
  }

  validation {
    condition = var.code.source_code_hash == null ? true : can(regex("^[A-Za-z0-9+/]{43}=$", var.code.source_code_hash))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.source_code_hash
        received  ${replace(jsonencode(try(var.code.source_code_hash, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a SHA-256 in Base64
        fix       write what this prints: openssl dgst -sha256 -binary skill.zip | base64
    EOT
  }

  validation {
    condition = (var.code.s3_bucket == null) == (var.code.s3_key == null)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   s3_bucket and s3_key together
        fix       write both, or neither
    EOT
  }

  validation {
    condition = var.code.s3_bucket == null || var.code.zip == null

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   either a zip or an object in S3
        fix       remove one of them
    EOT
  }

  validation {
    condition = var.code.s3_bucket != null || (var.code.s3_object_version == null && var.code.source_code_hash == null)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   s3_object_version and source_code_hash for an object in S3; the hash of a zip is taken from the zip
        fix       remove them, or name the object
    EOT
  }

  validation {
    condition = try(fileexists(var.code.zip), var.code.zip == null)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   a zip that exists on the machine that runs Terraform
        fix       build it before the plan, and write its path from where Terraform runs; path.root is the folder of your root module
    EOT
  }
}

variable "permissions_boundary" {
  description = "The ARN of the IAM policy that bounds what the function's role may do, where your account asks for one."
  type        = string
  default     = null

  validation {
    condition = var.permissions_boundary == null ? true : alltrue([
      can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", var.permissions_boundary)),
      !can(regex(":policy/[!-~]{511,}/", var.permissions_boundary)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: permissions_boundary
        received  ${replace(jsonencode(var.permissions_boundary), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of an IAM policy
        fix       copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/boundary
    EOT
  }
}

variable "tags" {
  description = "Tags of every resource that takes them, beside the provider's `default_tags`."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      length(var.tags) <= 50,
      length(distinct([for key in keys(var.tags) : lower(key)])) == length(var.tags),
      alltrue([for key, text in var.tags : can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{1,128}$", key)) && !can(regex("(?i)^aws:", key)) && can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{0,256}$", text))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: tags
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.tags : { (key) = text } if !(can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{1,128}$", key)) && !can(regex("(?i)^aws:", key)) && can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{0,256}$", text)))]), var.tags)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a key of 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:"; values: at most 256 letters, digits, spaces and _.:/=+-@
        fix       rename the tag; shorten it, or leave out the other characters
    EOT
  }
}
