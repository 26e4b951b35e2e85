# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

locals {
  zip                  = var.code.s3_bucket == null ? coalesce(var.code.zip, "${path.module}/../../skill.zip") : null
  memory_region        = (var.memory != null) ? element(split(":", var.memory.table_arn), 3) : null
  skill_function_name  = (var.function.name != null) ? var.function.name : var.name
  skill_link_variables = var.link_variables
  skill_own_statements = var.function.statements
}

data "aws_region" "current" {}

resource "aws_cloudwatch_log_group" "skill_logs" {
  name              = "/aws/lambda/${local.skill_function_name}"
  retention_in_days = var.function.log_retention_days
  tags              = var.tags
}

resource "aws_iam_role" "skill_role" {
  name = (var.function.role_name != null) ? var.function.role_name : var.name

  assume_role_policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy" "skill_write_logs" {
  name = "write-logs"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.skill_logs.arn}:*"
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_use_network" {
  count = (var.function.vpc != null) ? 1 : 0
  name  = "use-network"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect = "Allow"

        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]

        Resource = "*"
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_send_dead_letters" {
  count = (var.function.dead_letters != null) ? 1 : 0
  name  = "send-dead-letters"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sns:Publish"]
        Resource = var.function.dead_letters.target_arn
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_trace" {
  count = !(var.function.tracing != "Active") ? 1 : 0
  name  = "trace"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_decrypt_variables" {
  count = (var.function.encryption != null) ? 1 : 0
  name  = "decrypt-variables"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.function.encryption.kms_key_arn
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_use_memory" {
  count = (var.memory != null) ? 1 : 0
  name  = "use-memory"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
        Resource = var.memory.table_arn
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_decrypt_memory" {
  count = alltrue([(var.memory != null) ? (var.memory.kms_key_arn != null) : false]) ? 1 : 0
  name  = "decrypt-memory"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = var.memory.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${local.memory_region}.amazonaws.com" } }
      },
    ]
  })

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy" "skill_statements" {
  count = (length(var.function.statements) >= 1) ? 1 : 0
  name  = "statements"

  policy = jsonencode(
    { Version = "2012-10-17", Statement = [for sid, it in local.skill_own_statements : { Sid = sid, Effect = "Allow", Action = it.actions, Resource = it.resources }] }
  )

  role = aws_iam_role.skill_role.name
}

resource "aws_iam_role_policy_attachment" "skill_policies" {
  for_each   = var.function.policies
  policy_arn = each.value
  role       = aws_iam_role.skill_role.name
}

resource "aws_lambda_function" "skill" {
  description                    = "Answers Alexa"
  architectures                  = [var.function.architecture]
  filename                       = local.zip
  function_name                  = local.skill_function_name
  handler                        = "index.handler"
  kms_key_arn                    = (var.function.encryption != null) ? var.function.encryption.kms_key_arn : null
  layers                         = (length(var.function.layers) < 1) ? null : var.function.layers
  memory_size                    = var.function.memory_mib
  publish                        = true
  reserved_concurrent_executions = var.function.reserved_concurrency
  role                           = aws_iam_role.skill_role.arn
  runtime                        = "nodejs22.x"
  s3_bucket                      = var.code.s3_bucket
  s3_key                         = var.code.s3_key
  s3_object_version              = var.code.s3_object_version
  source_code_hash               = local.zip == null ? var.code.source_code_hash : filebase64sha256(local.zip)
  tags                           = var.tags
  timeout                        = var.function.timeout_seconds

  environment {
    variables = merge(
      merge(
        var.function.variables,
        (var.memory != null) ? { "MEMORY_TABLE" = var.memory.table_arn, "MEMORY_DAYS" = var.memory.retention_days } : {}
      ),
      local.skill_link_variables
    )
  }

  dynamic "vpc_config" {
    for_each = (var.function.vpc != null) ? [1] : []

    content {
      security_group_ids = var.function.vpc.security_group_ids
      subnet_ids         = var.function.vpc.subnet_ids
    }
  }

  dynamic "dead_letter_config" {
    for_each = (var.function.dead_letters != null) ? [1] : []

    content {
      target_arn = var.function.dead_letters.target_arn
    }
  }

  dynamic "tracing_config" {
    for_each = (var.function.tracing != null) ? [1] : []

    content {
      mode = var.function.tracing
    }
  }

  dynamic "logging_config" {
    for_each = (var.function.logging != null) ? [1] : []

    content {
      application_log_level = (var.function.logging.format != "Text") ? (var.function.logging.application_level != null) ? var.function.logging.application_level : "INFO" : null
      log_format            = var.function.logging.format
      system_log_level      = (var.function.logging.format != "Text") ? (var.function.logging.system_level != null) ? var.function.logging.system_level : "INFO" : null
    }
  }

  lifecycle {
    precondition {
      condition = contains(["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"], data.aws_region.current.id)

      error_message = <<-EOT
        ${var.name}: the AWS provider's region
          received  ${replace(jsonencode(data.aws_region.current.id), "/^(.{120}).+$/", "$1…")}
          allowed   one of "us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"
          fix       choose the one nearest to your users: Alexa cannot invoke functions elsewhere
      EOT
    }

    precondition {
      condition = try(
        length(regexall(join("", [":lambda:", data.aws_region.current.id, ":"]), join(" ", var.function.layers))) == length(var.function.layers),
        true
      )

      error_message = <<-EOT
        ${var.name}: function.layers
          received  ${replace(jsonencode(try(var.function.layers, null)), "/^(.{120}).+$/", "$1…")}
          allowed   layers in the function's region
          fix       publish the layer there as well, and write that version's ARN
      EOT
    }

    precondition {
      condition = try(
        (var.function.encryption == null) || (length(regexall(join("", [":kms:", data.aws_region.current.id, ":"]), join(" ", [var.function.encryption.kms_key_arn]))) == length([var.function.encryption.kms_key_arn])),
        true
      )

      error_message = <<-EOT
        ${var.name}: function.encryption
          received  ${replace(jsonencode(try(var.function.encryption, null)), "/^(.{120}).+$/", "$1…")}
          allowed   a key in the function's region
          fix       write the ARN of a key there, or of the replica there of a key for several regions
      EOT
    }

    precondition {
      condition = try(
        (var.memory == null) || alltrue([!contains(keys(var.function.variables), "MEMORY_TABLE"), !contains(keys(var.function.variables), "MEMORY_DAYS")]),
        true
      )

      error_message = <<-EOT
        ${var.name}: memory
          received  ${replace(jsonencode(var.memory), "/^(.{120}).+$/", "$1…")}
          allowed   function.variables without MEMORY_TABLE and MEMORY_DAYS, which memory sets
          fix       remove these variables, or remove memory, where the table is one of yours
      EOT
    }

    precondition {
      condition = try(
        anytrue([
          var.kind == "custom",
          data.aws_region.current.id == "us-east-1",
          data.aws_region.current.id == "eu-west-1",
          data.aws_region.current.id == "us-west-2",
        ]),
        true
      )

      error_message = <<-EOT
        ${var.name}: kind
          received  ${replace(jsonencode(var.kind), "/^(.{120}).+$/", "$1…")}
          allowed   custom, or a function in us-east-1, eu-west-1 or us-west-2: Alexa finds no devices through functions elsewhere
          fix       choose one of these regions: us-east-1 for America, eu-west-1 for Europe and India, us-west-2 for Japan and Australia
      EOT
    }
  }

  depends_on = [
    aws_cloudwatch_log_group.skill_logs,
    aws_iam_role_policy.skill_write_logs,
    aws_iam_role_policy.skill_use_network,
    aws_iam_role_policy.skill_send_dead_letters,
    aws_iam_role_policy.skill_trace,
    aws_iam_role_policy.skill_decrypt_variables,
    aws_iam_role_policy.skill_use_memory,
    aws_iam_role_policy.skill_decrypt_memory,
    aws_iam_role_policy.skill_statements,
    aws_iam_role_policy_attachment.skill_policies,
  ]
}

resource "aws_lambda_alias" "skill_live" {
  name             = "live"
  description      = "The version that Alexa invokes"
  function_name    = aws_lambda_function.skill.function_name
  function_version = aws_lambda_function.skill.version

  dynamic "routing_config" {
    for_each = (var.function.canary != null) ? [1] : []

    content {
      additional_version_weights = zipmap([format("%d", var.function.canary.former_version)], [((100 - var.function.canary.percent) / 100)])
    }
  }

  lifecycle {
    precondition {
      condition = alltrue([
        (var.function.canary != null) ? (var.function.canary.former_version < tonumber(aws_lambda_function.skill.version)) : true,
      ])

      error_message = <<-EOT
        function.canary
          received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
          allowed   a former version before the one that the function has, or gets by this apply
          fix       write the version that ran before; without new code there is nothing to share requests between, so leave canary out
      EOT
    }
  }
}

resource "aws_lambda_provisioned_concurrency_config" "skill_provisioned" {
  count                             = (var.function.provisioned_concurrency != null) ? 1 : 0
  function_name                     = aws_lambda_function.skill.function_name
  provisioned_concurrent_executions = var.function.provisioned_concurrency
  qualifier                         = aws_lambda_alias.skill_live.name
}

resource "aws_lambda_permission" "skill_alexa" {
  for_each           = toset((var.kind != "smart-home") ? var.skill_ids : [])
  action             = "lambda:InvokeFunction"
  event_source_token = each.value
  function_name      = aws_lambda_function.skill.function_name
  principal          = "alexa-appkit.amazon.com"
  qualifier          = aws_lambda_alias.skill_live.name
  statement_id       = replace(each.value, ".", "-")
}

resource "aws_lambda_permission" "skill_smart_home" {
  for_each           = toset((var.kind != "custom") ? var.skill_ids : [])
  action             = "lambda:InvokeFunction"
  event_source_token = each.value
  function_name      = aws_lambda_function.skill.function_name
  principal          = "alexa-connectedhome.amazon.com"
  qualifier          = aws_lambda_alias.skill_live.name
  statement_id       = "${replace(each.value, ".", "-")}-smart-home"
}
