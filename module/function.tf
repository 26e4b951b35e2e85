# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

resource "aws_iam_role" "skill_role" {
  count = var.existing_function == null ? 1 : 0
  name  = (var.function.role_name != null) ? var.function.role_name : var.name

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
  count = var.existing_function == null ? 1 : 0
  name  = "write-logs"

  policy = jsonencode({
    Version = "2012-10-17"

    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.skill_logs[0].arn}:*"
      },
    ]
  })

  role = aws_iam_role.skill_role[0].name
}

resource "aws_cloudwatch_log_group" "skill_logs" {
  count             = var.existing_function == null ? 1 : 0
  name              = "/aws/lambda/${local.skill_function_name}"
  retention_in_days = var.function.log_retention_days
  tags              = var.tags
}

resource "aws_lambda_function" "skill" {
  count             = var.existing_function == null ? 1 : 0
  description       = "Answers Alexa"
  architectures     = [var.function.architecture]
  filename          = local.zip
  function_name     = local.skill_function_name
  handler           = "index.handler"
  memory_size       = var.function.memory_mib
  publish           = true
  role              = aws_iam_role.skill_role[0].arn
  runtime           = "nodejs22.x"
  s3_bucket         = var.code.s3_bucket
  s3_key            = var.code.s3_key
  s3_object_version = var.code.s3_object_version
  source_code_hash  = local.zip == null ? var.code.source_code_hash : filebase64sha256(local.zip)
  tags              = var.tags
  timeout           = var.function.timeout_seconds

  environment {
    variables = merge(var.function.variables, local.skill_link_variables)
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
        anytrue([
          alltrue([
            var.domain.existing == null,
            !alltrue([(var.domain.name != null), (var.domain.link_host != "prefix")]),
            length(base64encode(join("", concat(formatlist("xxxxxx%s%s", keys(var.function.variables), values(var.function.variables)), formatlist("x%s", var.alexa.skill_ids), formatlist("x%s", var.alexa.required_scopes), formatlist("x%s", [(var.domain.prefix != null) ? var.domain.prefix : ""]))))) <= 5172,
          ]),
          alltrue([
            alltrue([(var.domain.name != null), (var.domain.link_host != "prefix")]),
            length(base64encode(join("", concat(formatlist("xxxxxx%s%s", keys(var.function.variables), values(var.function.variables)), formatlist("x%s", var.alexa.skill_ids), formatlist("x%s", var.alexa.required_scopes), formatlist("x%s", [(var.domain.name != null) ? var.domain.name : ""]))))) <= 5216,
          ]),
          alltrue([
            var.domain.existing != null,
            length(base64encode(join("", concat(formatlist("xxxxxx%s%s", keys(var.function.variables), values(var.function.variables)), formatlist("x%s", var.alexa.skill_ids), formatlist("x%s", var.alexa.required_scopes), formatlist("x%s", []))))) <= 5216,
          ]),
        ]),
        true
      )

      error_message = <<-EOT
        ${var.name}: function.variables
          received  ${replace(jsonencode(var.function.variables), "/^(.{120}).+$/", "$1…")}
          allowed   variables that take no more than 4096 bytes together with those of the link, names, values and JSON's marks
          fix       shorten them, or keep what is long in a parameter store, a table or the bundle
      EOT
    }
  }

  depends_on = [aws_cloudwatch_log_group.skill_logs, aws_iam_role_policy.skill_write_logs]
}

resource "aws_lambda_alias" "skill_live" {
  count            = var.existing_function == null ? 1 : 0
  name             = "live"
  description      = "The version that Alexa invokes"
  function_name    = aws_lambda_function.skill[0].function_name
  function_version = aws_lambda_function.skill[0].version
}

resource "aws_lambda_permission" "skill_alexa" {
  for_each           = toset(var.existing_function == null ? var.alexa.skill_ids : [])
  action             = "lambda:InvokeFunction"
  event_source_token = each.value
  function_name      = aws_lambda_function.skill[0].function_name
  principal          = "alexa-appkit.amazon.com"
  qualifier          = aws_lambda_alias.skill_live[0].name
  statement_id       = replace(each.value, ".", "-")
}
