# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

output "arn" {
  description = "The certificate's ARN, once it is issued"
  value       = aws_acm_certificate_validation.certificate_issued.certificate_arn
}
