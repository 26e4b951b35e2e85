# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

resource "aws_acm_certificate" "certificate" {
  domain_name       = var.name
  tags              = var.tags
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "certificate_validation" {
  for_each        = { for option in aws_acm_certificate.certificate.domain_validation_options : option.domain_name => option }
  name            = each.value.resource_record_name
  allow_overwrite = true
  records         = [each.value.resource_record_value]
  ttl             = 60
  type            = each.value.resource_record_type
  zone_id         = var.hosted_zone_id
}

resource "aws_acm_certificate_validation" "certificate_issued" {
  certificate_arn         = aws_acm_certificate.certificate.arn
  validation_record_fqdns = [for record in aws_route53_record.certificate_validation : record.fqdn]
}
