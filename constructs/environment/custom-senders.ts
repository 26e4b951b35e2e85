import { arnPattern } from "../../contract/aws-regions";
import type { GroupField } from "./field";
import { triggerFunctionArn } from "./triggers";

/**
 * Functions of yours that send the pool's messages in place of Amazon SES and SNS. Amazon Cognito has to be allowed to
 * invoke them. Source: Amazon Cognito, "Custom sender Lambda triggers".
 */
export interface CustomSendersProps {
  /**
   * The ARN of the key in AWS KMS with which Cognito encrypts the codes that it hands to the functions.
   * @default - none
   */
  readonly kmsKeyArn?: string;
  /**
   * The ARN of the function that sends e-mails.
   * @default - Amazon SES, or Cognito itself
   */
  readonly emailFunctionArn?: string;
  /**
   * The ARN of the function that sends text messages.
   * @default - Amazon SNS
   */
  readonly smsFunctionArn?: string;
}

/**
 * What may stand in `userPool.customSenders`.
 * @internal
 */
export const customSendersSchema: GroupField<CustomSendersProps> = {
  kind: "group",
  default: {},
  fields: {
    kmsKeyArn: {
      kind: "text",
      pattern: new RegExp(`^${arnPattern("kms")}:[0-9]{12}:key/[A-Za-z0-9-]{1,128}$`),
      allowed: "the ARN of a key in AWS KMS",
      fix: "copy it from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111",
      derived: "none",
    },
    emailFunctionArn: triggerFunctionArn("Amazon SES, or Cognito itself"),
    smsFunctionArn: triggerFunctionArn("Amazon SNS"),
  },
};
