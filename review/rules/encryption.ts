import type { ChangeRule } from "./rule";
import { differs, isUpdate, wasWillBe } from "./values";

export const encryption: ChangeRule = {
  id: "encryption-changed",
  severity: "warn",
  types: ["aws_lambda_function", "aws_cloudwatch_log_group", "aws_secretsmanager_secret", "aws_dynamodb_table"],
  examines: {
    aws_lambda_function: ["kms_key_arn", "kms_key_id", "server_side_encryption"],
    aws_cloudwatch_log_group: ["kms_key_arn", "kms_key_id", "server_side_encryption"],
    aws_secretsmanager_secret: ["kms_key_arn", "kms_key_id", "server_side_encryption"],
    aws_dynamodb_table: ["kms_key_arn", "kms_key_id", "server_side_encryption"],
  },
  find: (change) => {
    const fields = ["kms_key_arn", "kms_key_id", "server_side_encryption"].filter((name) => differs(change, name));
    if (!isUpdate(change) || fields.length === 0) {
      return undefined;
    }
    return {
      what: "Another encryption key is used.",
      who: "whoever reads or writes the data",
      effect: `${fields.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. Without access to the new key, and to the old one for old data, reading fails.`,
      recover: "Give the roles access to the new key first, and keep the old key.",
    };
  },
};
