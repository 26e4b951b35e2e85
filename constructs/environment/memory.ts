import { arnPattern } from "../../contract/aws-regions";
import type { GroupField } from "./field";
import { flag, number } from "./field";
import type { WithDefaults } from "./with-defaults";

/** A table of Amazon DynamoDB in which the skill remembers its users, by their `sub`. */
export interface MemoryProps {
  /**
   * Days after the last change, 1 to 3650, after which what is remembered of a user is forgotten. A change counts for what is
   * written from then on. DynamoDB deletes within a few days of that; the skill itself is exact.
   * @default 365
   */
  readonly retentionDays?: number;
  /**
   * Whether the table can be restored to any second of the last 35 days. What was deleted on a user's wish is in these backups
   * for as long.
   * @default true
   */
  readonly pointInTimeRecovery?: boolean;
  /**
   * The ARN of a key of yours in KMS, in the environment's region, that encrypts the table. The function may decrypt with it, by
   * way of DynamoDB alone; whoever applies needs `kms:CreateGrant`, `kms:Decrypt`, `kms:DescribeKey`, `kms:Encrypt`,
   * `kms:GenerateDataKey*` and `kms:ReEncrypt*`. Source: Amazon DynamoDB, "DynamoDB encryption at rest: How it works".
   * @default - DynamoDB's own key
   */
  readonly kmsKeyArn?: string;
}

/** With every default filled in. */
export type MemorySettings = WithDefaults<MemoryProps, "kmsKeyArn">;

/**
 * What may stand in `memory`.
 * @internal
 */
export const memorySchema: GroupField<MemoryProps> = {
  kind: "group",
  derived: "no table; the skill remembers nobody",
  fields: {
    retentionDays: number("days", 1, 3650, 365, "choose how long a user may stay away and still be known"),
    pointInTimeRecovery: flag(true),
    kmsKeyArn: {
      kind: "text",
      // DynamoDB takes a key's id, ARN and alias; a policy names the ARN alone.
      pattern: new RegExp(`^${arnPattern("kms")}:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$`),
      allowed: "the ARN of a KMS key, not of an alias",
      fix: "copy the ARN from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
      derived: "DynamoDB's own key",
    },
  },
};
