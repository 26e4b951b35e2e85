import { MEMORY_VARIABLES } from "../../contract/function-variables";
import { allMatch, allOf, anyOf, includes, isUnset, joinTexts, not } from "../module/condition";
import { keysOf } from "../module/entries";
import type { EnvironmentRule } from "./environment-rule";
import { textOrNone } from "./function-rules";

/** What goes together with a memory. */
export const memoryRules: readonly EnvironmentRule[] = [
  {
    path: "memory",
    reads: ["memory", "function.variables"],
    // What memory sets would win over a table of one's own, without a word.
    holds: ({ function: { variables }, memory }) =>
      anyOf(isUnset(memory), allOf(...MEMORY_VARIABLES.map((name) => not(includes(keysOf(variables), name))))),
    received: ({ function: { variables } }) => variables,
    allowed: `function.variables without ${MEMORY_VARIABLES.join(" and ")}, which memory sets`,
    fix: "remove these variables, or remove memory, where the table is one of yours",
    preconditionOf: "function",
  },
  {
    path: "memory.kmsKeyArn",
    preconditionOf: "function",
    reads: ["region", "memory"],
    // Amazon DynamoDB takes a key of the table's region.
    holds: ({ memory, region }) =>
      anyOf(
        isUnset(memory),
        isUnset(memory?.kmsKeyArn),
        allMatch([textOrNone(memory?.kmsKeyArn)], joinTexts(":kms:", region, ":")),
      ),
    received: ({ memory }) => memory?.kmsKeyArn,
    allowed: "a key in the environment's region",
    fix: "write the ARN of a key there, or of the replica there of a key for several regions",
  },
];
