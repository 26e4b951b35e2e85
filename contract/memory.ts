/** The stack's output with the ARN of the table in which the skill remembers its users; null or absent without one. */
export const MEMORY_TABLE_OUTPUT = "memory_table_arn";
