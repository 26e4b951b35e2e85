/** Where the skill remembers, and for how long; Terraform writes it into the function's environment. */
export interface MemorySettings {
  /** The ARN of the table, which may lie in another region than the function. */
  readonly tableArn: string;
  /** After this many days without a change, what is remembered of a user is forgotten. */
  readonly retentionDays: number;
}

/** Source: Amazon DynamoDB API, TableArn; its endpoints in the partition of Alexa's regions. */
const TABLE_ARN = /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]{3,255}$/;
const DAYS = /^[1-9]\d{0,3}$/;

/**
 * Reads the settings of the memory from environment variables: `MEMORY_TABLE`, the table's ARN, and `MEMORY_DAYS`.
 *
 * @param environment where to look
 * @default - the environment of this process
 * @returns undefined where there is no `MEMORY_TABLE`: the skill remembers nothing
 * @throws Error naming the variable that is missing or malformed
 */
export function readMemorySettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): MemorySettings | undefined {
  const { MEMORY_TABLE: tableArn, MEMORY_DAYS: days = "" } = environment;
  if (tableArn === undefined) {
    return undefined;
  }
  if (!TABLE_ARN.test(tableArn) || !DAYS.test(days)) {
    throw new Error(
      "The function's environment variables need fixing: expected MEMORY_TABLE, " +
        `arn:aws:dynamodb:{region}:{account}:table/{name}, and MEMORY_DAYS, 1 to 9999; they are ${JSON.stringify(tableArn)} ` +
        `and ${JSON.stringify(days)}.`,
    );
  }
  return { tableArn, retentionDays: Number(days) };
}
