import { created } from "../planned";
import type { Case } from "../rule-plans";
import { COGNITO, changed, POOL_ARN, policy } from "../rule-plans";

export const ACCESS_CASES: readonly Case[] = [
  [
    "function-open",
    "block",
    () =>
      created("aws_lambda_permission", "all", { action: "lambda:InvokeFunction", function_name: "f", principal: "*" }),
    /without source_arn/,
    () =>
      created("aws_lambda_permission", "one", {
        action: "lambda:InvokeFunction",
        function_name: "alexa-skill-staging",
        principal: COGNITO,
        source_arn: POOL_ARN,
      }),
  ],
  [
    "function-open",
    "block",
    () => created("aws_lambda_function_url", "u", { authorization_type: "NONE" }),
    /NONE/,
    () => created("aws_lambda_function_url", "u", { authorization_type: "AWS_IAM" }),
  ],
  [
    "resource-open",
    "block",
    () => created("aws_s3_bucket_policy", "p", { bucket: "b", policy: policy("*") }),
    /s3:GetObject/,
    () =>
      created("aws_s3_bucket_policy", "p", { bucket: "b", policy: policy({ AWS: "arn:aws:iam::123456789012:root" }) }),
  ],
  [
    "public-access",
    "block",
    () =>
      changed(
        "aws_s3_bucket_public_access_block",
        { bucket: "b", block_public_acls: true },
        { bucket: "b", block_public_acls: false },
      ),
    /block_public_acls/,
    () =>
      changed(
        "aws_s3_bucket_public_access_block",
        { bucket: "b", block_public_acls: false },
        { bucket: "b", block_public_acls: true },
      ),
  ],
];
