import type { DynamodbTableServerSideEncryption } from "@cdktf/provider-aws/lib/dynamodb-table";
import { DynamodbTable, dynamodbTableServerSideEncryptionToTerraform } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { MemorySettings } from "./environment/memory";
import { optionalBlock } from "./module/blocks";
import type { Condition } from "./module/condition";
import { choose, countOf, isGiven } from "./module/condition";
import { withStaticAddress } from "./static-address";

export interface MemoryTableProps {
  /** The name that the environment's resources share. */
  readonly name: string;
  readonly settings: MemorySettings;
  /** Whether AWS refuses to delete the table: it goes with the pool. */
  readonly deletionProtection: Condition;
  /** Whether Terraform refuses to destroy it. */
  readonly preventDestroy: boolean;
  /** Whether there is a table, where only Terraform knows. */
  readonly exists: Condition;
}

/** What stands in the function's environment, for `readMemorySettings` of the skill library. */
export interface MemoryVariables extends Readonly<Record<string, string>> {
  readonly MEMORY_TABLE: string;
  readonly MEMORY_DAYS: string;
}

/**
 * What the skill remembers of its users: a table with one item a user, keyed by the `sub` of the user pool, which stays when a
 * skill is disabled and enabled again, and Alexa's own user id does not. Each item says when it is to be forgotten.
 */
export class MemoryTable extends Construct {
  readonly resource: DynamodbTable;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MemoryTableProps,
  ) {
    super(scope, id);
    const { deletionProtection, exists, name, preventDestroy, settings } = props;
    this.resource = withStaticAddress(
      new DynamodbTable(this, "Default", {
        ...countOf(exists),
        name: `${name}-memory`,
        billingMode: "PAY_PER_REQUEST",
        hashKey: "sub",
        attribute: [{ name: "sub", type: "S" }],
        ttl: { attributeName: "expires_at", enabled: true },
        pointInTimeRecovery: { enabled: settings.pointInTimeRecovery },
        deletionProtectionEnabled: deletionProtection,
        // Terraform takes no expression here, so the module cannot have it.
        ...(preventDestroy ? { lifecycle: { preventDestroy } } : {}),
      }),
    );
    optionalBlock<DynamodbTableServerSideEncryption>(
      this.resource,
      {
        path: "server_side_encryption",
        put: (block) => this.resource.putServerSideEncryption(block),
        toTerraform: dynamodbTableServerSideEncryptionToTerraform,
      },
      isGiven(settings.kmsKeyArn),
      { enabled: true, kmsKeyArn: settings.kmsKeyArn },
    );
  }

  /** The table's ARN; null where Terraform makes none. */
  get arn(): string | undefined {
    return choose<string | undefined>(this.props.exists, this.resource.arn, undefined);
  }

  /** What the function reads from its environment. */
  get variables(): MemoryVariables {
    return memoryVariables(this.resource.arn, this.props.settings.retentionDays);
  }
}

/**
 * What a function reads from its environment of a table.
 *
 * @internal
 */
export const memoryVariables = (tableArn: string, retentionDays: number): MemoryVariables => ({
  MEMORY_TABLE: tableArn,
  MEMORY_DAYS: Token.isUnresolved(retentionDays) ? Token.asString(retentionDays) : String(retentionDays),
});
