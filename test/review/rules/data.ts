import type { Case } from "../rule-plans";
import { changed, ofFunction } from "../rule-plans";

export const DATA_CASES: readonly Case[] = [
  [
    "data-guard-off",
    "warn",
    () =>
      changed(
        "aws_dynamodb_table",
        { name: "t", deletion_protection_enabled: true },
        { name: "t", deletion_protection_enabled: false },
      ),
    /deletion_protection_enabled/,
    () =>
      changed(
        "aws_dynamodb_table",
        { name: "t", deletion_protection_enabled: false },
        { name: "t", deletion_protection_enabled: true },
      ),
  ],
  [
    "code-origin",
    "block",
    () => ofFunction({ layers: ["arn:aws:lambda:us-east-1:666666666666:layer:x:1"] }),
    /666666666666/,
    () => ofFunction({ layers: ["arn:aws:lambda:us-east-1:123456789012:layer:x:1"] }),
  ],
];
