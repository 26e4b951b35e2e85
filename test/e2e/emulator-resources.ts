/** The configuration of emulator-resources.test.ts, before and after a change of each resource. */

export interface PlannedResource {
  readonly address: string;
  readonly actions: readonly string[];
  /** What cannot be changed in place. */
  readonly replacedFor?: unknown;
}

/** What a plan does, without what stays as it is. */
export function planned(shown: unknown): readonly PlannedResource[] {
  const { resource_changes = [] } = shown as {
    readonly resource_changes?: readonly {
      readonly address: string;
      readonly mode: string;
      readonly change: { readonly actions: readonly string[]; readonly replace_paths?: unknown };
    }[];
  };
  return resource_changes
    .filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
    .map(({ address, change: { actions, replace_paths: replacedFor } }) =>
      replacedFor === undefined ? { address, actions } : { address, actions, replacedFor },
    );
}

/** What can only be made, replaced and destroyed: the provider has no argument that it changes in place. */
export const NEVER_CHANGED: readonly string[] = [
  "aws_acm_certificate_validation.sign_in",
  "aws_cognito_user_pool_domain.prefix",
  "aws_lambda_layer_version.shared",
  "aws_lambda_permission.alexa",
  "aws_wafv2_web_acl_association.sign_in",
];

export function configuration(changed: boolean): string {
  const either = (before: string | number, after: string | number): string => JSON.stringify(changed ? after : before);
  // Not by the resource server's `scope_identifiers`: provider 5.100 plans the former ones, and the apply fails when a
  // scope was added ("inconsistent final plan").
  const scopes = (changed ? ["read", "write"] : ["read"])
    .map((scope) => JSON.stringify(`https://orders.example.com/${scope}`))
    .join(", ");
  return `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

# A domain of the shop's own: certificate, records, user pool domain, beside the prefix domain.

resource "aws_route53_zone" "shop" {
  name          = "example.com"
  comment       = ${either("The shop", "The shop's zone")}
  force_destroy = true
}

resource "aws_acm_certificate" "sign_in" {
  domain_name       = "auth.example.com"
  validation_method = "DNS"
  tags              = { Purpose = ${either("sign-in", "Sign-in")} }
}

resource "aws_route53_record" "validation" {
  for_each = {
    for option in aws_acm_certificate.sign_in.domain_validation_options : option.domain_name => option
  }
  zone_id = aws_route53_zone.shop.zone_id
  name    = each.value.resource_record_name
  type    = each.value.resource_record_type
  records = [each.value.resource_record_value]
  ttl     = ${either(60, 300)}
}

resource "aws_acm_certificate_validation" "sign_in" {
  certificate_arn         = aws_acm_certificate.sign_in.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_acm_certificate" "every_host" {
  domain_name       = "*.example.com"
  validation_method = "DNS"
  tags              = { Purpose = ${either("all", "All")} }
}

resource "aws_cognito_user_pool_domain" "custom" {
  user_pool_id    = aws_cognito_user_pool.shop.id
  domain          = aws_acm_certificate.sign_in.domain_name
  certificate_arn = ${changed ? "aws_acm_certificate.every_host.arn" : "aws_acm_certificate_validation.sign_in.certificate_arn"}
}

resource "aws_route53_record" "sign_in" {
  zone_id = aws_route53_zone.shop.zone_id
  name    = aws_cognito_user_pool_domain.custom.domain
  type    = "A"
  alias {
    name                   = aws_cognito_user_pool_domain.custom.cloudfront_distribution
    zone_id                = aws_cognito_user_pool_domain.custom.cloudfront_distribution_zone_id
    evaluate_target_health = ${either("false", "true")}
  }
}

resource "aws_cognito_user_pool_domain" "prefix" {
  user_pool_id = aws_cognito_user_pool.shop.id
  domain       = "example-shop"
}

# The pool, and what belongs to it.

resource "aws_cognito_user_pool" "shop" {
  name                = "shop"
  username_attributes = ["email"]
  deletion_protection = "INACTIVE"
  user_pool_tier      = "PLUS"
  user_pool_add_ons {
    advanced_security_mode = ${either("AUDIT", "ENFORCED")}
  }
}

resource "aws_cognito_user_pool_ui_customization" "pages" {
  user_pool_id = aws_cognito_user_pool_domain.prefix.user_pool_id
  css          = ${either(".label-customizable { font-weight: 400; }", ".label-customizable { font-weight: 700; }")}
}

resource "aws_cognito_resource_server" "orders" {
  user_pool_id = aws_cognito_user_pool.shop.id
  identifier   = "https://orders.example.com"
  # The provider replaces the resource server for another name.
  name = "orders"
  scope {
    scope_name        = "read"
    scope_description = ${either("Read orders", "Read all orders")}
  }
  ${changed ? 'scope {\n    scope_name        = "write"\n    scope_description = "Change orders"\n  }' : ""}
}

resource "aws_cognito_user_group" "customers" {
  user_pool_id = aws_cognito_user_pool.shop.id
  name         = "customers"
  description  = ${either("Customers", "Those who ordered once")}
  precedence   = ${either(10, 0)}
  role_arn     = aws_iam_role.function.arn
}

resource "aws_cognito_user_pool_client" "alexa" {
  user_pool_id                         = aws_cognito_user_pool.shop.id
  name                                 = "alexa"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", ${scopes}]
  callback_urls                        = ["https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV"]
  supported_identity_providers         = ["COGNITO"]
  refresh_token_validity               = ${either(3650, 365)}
  depends_on                           = [aws_cognito_resource_server.orders]
}

resource "aws_cognito_user_pool_client" "web" {
  user_pool_id                         = aws_cognito_user_pool.shop.id
  name                                 = "web"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email"]
  callback_urls                        = ["https://shop.example.com/", "https://shop.example.com/signed-in"]
  default_redirect_uri                 = "https://shop.example.com/"
  logout_urls                          = ["https://shop.example.com/bye"]
  supported_identity_providers         = ["COGNITO"]
  explicit_auth_flows                  = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  read_attributes                      = ["email", "email_verified", "name"]
  write_attributes                     = ["email", "name"]
  auth_session_validity                = ${either(3, 15)}
}

resource "aws_cognito_user_pool_client" "machine" {
  user_pool_id                         = aws_cognito_user_pool.shop.id
  name                                 = "machine"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = [${scopes}]
  depends_on                           = [aws_cognito_resource_server.orders]
  access_token_validity                = ${either(30, 60)}
  token_validity_units {
    access_token = "minutes"
  }
}

resource "aws_cognito_risk_configuration" "pool" {
  user_pool_id = aws_cognito_user_pool.shop.id
  compromised_credentials_risk_configuration {
    event_filter = ["SIGN_IN"]
    actions {
      event_action = ${either("NO_ACTION", "BLOCK")}
    }
  }
  risk_exception_configuration {
    skipped_ip_range_list = [${either("192.0.2.0/24", "198.51.100.0/24")}]
  }
}

resource "aws_cognito_risk_configuration" "alexa" {
  user_pool_id = aws_cognito_user_pool.shop.id
  client_id    = aws_cognito_user_pool_client.alexa.id
  account_takeover_risk_configuration {
    notify_configuration {
      source_arn = "arn:aws:ses:us-east-1:123456789012:identity/shop@example.com"
      block_email {
        subject   = "Stopped"
        html_body = "<p>Stopped.</p>"
        text_body = "Stopped."
      }
    }
    actions {
      high_action {
        event_action = ${either("MFA_IF_CONFIGURED", "BLOCK")}
        notify       = true
      }
    }
  }
}

resource "aws_wafv2_web_acl" "sign_in" {
  name        = "sign-in"
  description = ${either("Before the sign-in pages", "Before all sign-in pages")}
  scope       = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "sign-in"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl_association" "sign_in" {
  resource_arn = aws_cognito_user_pool.shop.arn
  web_acl_arn  = aws_wafv2_web_acl.sign_in.arn
}

# The function.

resource "aws_iam_role" "function" {
  name        = "shop-skill"
  description = ${either("Of the skill", "Of the shop's skill")}
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_layer_version" "shared" {
  layer_name          = "shared"
  filename            = "\${path.module}/layer.zip"
  compatible_runtimes = ["nodejs22.x"]
}

resource "aws_kms_key" "variables" {
  description             = ${either("Variables", "Variables of the skill")}
  deletion_window_in_days = 7
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/shop/skill"
  retention_in_days = ${either(30, 90)}
}

resource "aws_lambda_function" "skill" {
  function_name                  = "shop-skill"
  role                           = aws_iam_role.function.arn
  filename                       = "\${path.module}/function.zip"
  source_code_hash               = filebase64sha256("\${path.module}/function.zip")
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  architectures                  = ["arm64"]
  publish                        = true
  layers                         = [aws_lambda_layer_version.shared.arn]
  kms_key_arn                    = aws_kms_key.variables.arn
  reserved_concurrent_executions = ${either(10, 20)}
  memory_size                    = ${either(256, 512)}
  environment {
    variables = { COLOUR = ${either("blue", "green")} }
  }
  vpc_config {
    subnet_ids         = ["subnet-0a1b2c3d4e5f60718", ${either("subnet-0a1b2c3d4e5f60719", "subnet-0a1b2c3d4e5f6071a")}]
    security_group_ids = ["sg-0a1b2c3d4e5f60718"]
  }
  dead_letter_config {
    target_arn = ${either("arn:aws:sqs:us-east-1:123456789012:dead", "arn:aws:sqs:us-east-1:123456789012:letters")}
  }
  tracing_config {
    mode = ${either("Active", "PassThrough")}
  }
  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function.name
    application_log_level = ${either("INFO", "WARN")}
    system_log_level      = "WARN"
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.skill.function_name
  function_version = "1"
  description      = ${either("What Alexa asks", "What Alexa asks now")}
  depends_on = [aws_lambda_function.skill]
}

resource "aws_lambda_alias" "shared" {
  name             = "shared"
  function_name    = aws_lambda_function.skill.function_name
  function_version = aws_lambda_function.skill.version
  ${changed ? 'routing_config {\n    additional_version_weights = { "1" = 0.9 }\n  }' : ""}
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.skill.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = ${either(2, 3)}
}

resource "aws_lambda_permission" "alexa" {
  statement_id       = "alexa"
  function_name      = aws_lambda_function.skill.function_name
  qualifier          = aws_lambda_alias.live.name
  action             = "lambda:InvokeFunction"
  principal          = "alexa-appkit.amazon.com"
  event_source_token = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111"
}
`;
}
