import type { TerraformStack } from "cdktf";
import { Fn, TerraformLocal, Token } from "cdktf";
import { arnPattern } from "../../contract/aws-regions";
import type { GroupField } from "../environment/field";
import type { MemorySettings } from "../environment/memory";
import { memorySchema } from "../environment/memory";
import type { FunctionMemory } from "../function-rights";
import { memoryVariables } from "../memory-table";
import { withStaticAddress } from "../static-address";
import { choose, isGiven } from "./condition";
import type { ModuleProperty } from "./properties";

/** The memory of a module's first function, for a function in a further region: the table is the module's. */
interface SharedMemory extends Pick<MemorySettings, "kmsKeyArn" | "retentionDays"> {
  readonly tableArn: string;
}

const schema: GroupField<SharedMemory> = {
  kind: "group",
  derived: "the function remembers nobody",
  fields: {
    tableArn: {
      kind: "text",
      pattern: new RegExp(`^${arnPattern("dynamodb")}:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}$`),
      allowed: "the ARN of a table",
      fix: "write the module's output",
    },
    retentionDays: memorySchema.fields.retentionDays,
    kmsKeyArn: memorySchema.fields.kmsKeyArn,
  },
};

/** What the submodule takes. */
export const functionMemory: ModuleProperty = {
  field: schema,
  description:
    "The table in which this function remembers users: the output `function_memory` of the module, whose table may lie in another region. The function may read, write and delete its items.",
  properties: {
    tableArn: "The table's ARN.",
    retentionDays: "Days after the last change after which what is remembered of a user is forgotten.",
    kmsKeyArn:
      "The ARN of the key that encrypts the table. The function may decrypt with it, by way of DynamoDB alone.",
  },
};

/** The same, as a function takes it; only Terraform knows whether there is one. */
export function memoryOf(stack: TerraformStack, memory: SharedMemory): FunctionMemory {
  const { kmsKeyArn, retentionDays, tableArn } = memory;
  const exists = isGiven(memory);
  // arn:aws:dynamodb:{region}:{account}:table/{name}. No policy's JSON takes the quotation marks of a call.
  const inArn: string = Fn.element(Fn.split(":", tableArn), 3);
  const region = new TerraformLocal(stack, "memory_region", choose<string | undefined>(exists, inArn, undefined));
  return {
    exists,
    tableArn,
    kmsKeyArn,
    region: Token.asString(withStaticAddress(region).expression),
    variables: memoryVariables(tableArn, retentionDays),
  };
}
