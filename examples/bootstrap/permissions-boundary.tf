# What the roles of an environment can do at most, whatever their own policies say: what the function's role and
# Cognito's role for SMS need. A function that may do more needs it here as well. An unbounded environment has one, too,
# and may do without it.

data "aws_iam_policy_document" "boundary" {
  for_each = var.environments

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_group_arns[each.key]}:*"]
  }

  # A text message has no ARN, a topic has one.
  statement {
    sid           = "SendSms"
    actions       = ["sns:Publish"]
    not_resources = ["arn:${local.partition}:sns:*:*:*"]
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = data.aws_iam_policy_document.boundary

  name        = "${local.names[each.key]}-boundary"
  path        = "/github/"
  description = "Bounds the roles of ${local.names[each.key]}"
  policy      = each.value.json
}
