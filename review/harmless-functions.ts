import { isSame, member } from "../common/json";
import type { Better } from "./better";
import { becomes, better, EITHER, isSeen, NEW, notLess, UPDATE } from "./better";
import type { PlannedChange } from "./plan";
import { accountOf, ownAccount } from "./rules/accounts";
import { followsItsFunction, isOfItsFunction, isUnshared } from "./rules/alias";
import { scopesOf, skillIdsOf } from "./rules/function-settings";
import { oncePerPlan } from "./rules/once";
import type { RuleContext } from "./rules/rule";
import { blocksAt, numberAt, textAt, variableAt } from "./rules/values";

/**
 * An account has 1,000 calls at once to share, until it asks for more: what one function reserves, all others lack, those
 * of the link included. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MANY_CALLS = 200;

/** What the plan takes of it, all of its things together. */
const newlyTaken = oncePerPlan(({ ofType }): number =>
  [
    ["aws_lambda_function", "reserved_concurrent_executions"] as const,
    ["aws_lambda_provisioned_concurrency_config", "provisioned_concurrent_executions"] as const,
  ]
    .flatMap(([type, name]) =>
      ofType(type).map(({ action, before, after }) => {
        const [was, willBe] = [before, after].map((side) => Math.max(0, numberAt(side, name) ?? 0));
        return action === "delete" || action === "forget" ? 0 : Math.max(0, (willBe ?? 0) - (was ?? 0));
      }),
    )
    .reduce((sum, calls) => sum + calls, 0),
);

const isFew = ({ after }: PlannedChange, name: string, context: RuleContext): boolean =>
  (numberAt(after, name) ?? Number.POSITIVE_INFINITY) < MANY_CALLS && newlyTaken(context) < MANY_CALLS;

/** Whether what the skill will remember of its users goes into a table that this plan makes or keeps. */
function isTableOfPlan(after: PlannedChange["after"], context: RuleContext): boolean {
  const table = variableAt(after, "MEMORY_TABLE");
  return table !== undefined && tables(context).has(table);
}

/** By ARN, as the function reads it. */
const tables = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_dynamodb_table").flatMap(({ action, mode, after }) =>
        mode === "managed" && action !== "delete" && action !== "forget" ? (textAt(after, "arn") ?? []) : [],
      ),
    ),
);

/** Of functions and what belongs to them, what is harmless in one direction only. */
export const OF_FUNCTIONS: Readonly<Record<string, readonly Better[]>> = {
  aws_lambda_function: [
    better(
      UPDATE,
      "environment.variables.MEMORY_TABLE environment.variables.MEMORY_DAYS",
      "The skill begins to remember its users.",
      (change, context) =>
        variableAt(change.before, "MEMORY_TABLE") === undefined && isTableOfPlan(change.after, context),
    ),
    better(UPDATE, "timeout", "More time, within Alexa's.", notLess("timeout", 8)),
    better(UPDATE, "memory_size", "More memory.", notLess("memory_size")),
    better(
      UPDATE,
      "ephemeral_storage",
      "More storage.",
      ({ before, after }) =>
        (numberAt(after, "ephemeral_storage", 0, "size") ?? 0) >=
        (numberAt(before, "ephemeral_storage", 0, "size") ?? 512),
    ),
    better(
      UPDATE,
      "reserved_concurrent_executions",
      "More calls at once, of which enough are left to others.",
      (change, context) =>
        member(change.after, "reserved_concurrent_executions") === -1 ||
        ((numberAt(change.before, "reserved_concurrent_executions") ?? -1) >= 0 &&
          newlyTaken(context) < MANY_CALLS &&
          notLess("reserved_concurrent_executions", MANY_CALLS)(change, context)),
    ),
    better(NEW, "reserved_concurrent_executions", "Few calls, which others do not miss.", (change, context) =>
      isFew(change, "reserved_concurrent_executions", context),
    ),
    better(
      UPDATE,
      "dead_letter_config.target_arn",
      "Failed events are kept that were lost.",
      ({ before, after }, context) =>
        blocksAt(before, "dead_letter_config").length === 0 &&
        accountOf(textAt(after, "dead_letter_config", 0, "target_arn") ?? "") === ownAccount(context),
    ),
    better(
      UPDATE,
      "logging_config.application_log_level",
      "Errors are still written down.",
      ({ after }) =>
        isSeen(member(after, "logging_config")) &&
        blocksAt(after, "logging_config").length > 0 &&
        textAt(after, "logging_config", 0, "application_log_level") !== "FATAL",
    ),
    better(
      UPDATE,
      "logging_config.log_format",
      "People read it; nothing of this plan looks for lines of a form.",
      ({ after }, { ofType }) =>
        isSeen(member(after, "logging_config")) &&
        ["aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_subscription_filter"].every(
          (type) => ofType(type).length === 0,
        ),
    ),
    better(UPDATE, "publish", "Releases reach users.", becomes("publish", true)),
    better(UPDATE, "environment.variables.SKILL_IDS", "One skill more.", ({ before, after }) => {
      const [was, willBe] = [variableAt(before, "SKILL_IDS"), variableAt(after, "SKILL_IDS")];
      return (
        was !== undefined && willBe !== undefined && skillIdsOf(was).every((id) => skillIdsOf(willBe).includes(id))
      );
    }),
    better(UPDATE, "environment.variables.SCOPES", "The same scopes in another order.", ({ before, after }) => {
      const [was, willBe] = [before, after].map((side) => [...new Set(scopesOf(variableAt(side, "SCOPES")))].sort());
      return variableAt(after, "SCOPES") !== undefined && isSame(was, willBe);
    }),
  ],
  aws_lambda_alias: [
    better(
      NEW,
      "function_version",
      "The version of the plan's own function.",
      (change, context) => followsItsFunction(change, context) || isOfItsFunction(change, context),
    ),
    better(UPDATE, "function_version", "The version that the same apply makes.", followsItsFunction),
    better(UPDATE, "function_version", "The version that the function of this plan has.", isOfItsFunction),
    better(
      EITHER,
      "routing_config",
      "All requests go to one version.",
      ({ before, after }) => isSeen(member(after, "routing_config")) && isUnshared(before) && isUnshared(after),
    ),
  ],
  aws_lambda_provisioned_concurrency_config: [
    better(NEW, "*", "Fewer requests wait for a cold start.", (change, context) =>
      isFew(change, "provisioned_concurrent_executions", context),
    ),
    better(
      UPDATE,
      "provisioned_concurrent_executions",
      "Fewer requests wait for a cold start.",
      (change, context) =>
        newlyTaken(context) < MANY_CALLS && notLess("provisioned_concurrent_executions", MANY_CALLS)(change, context),
    ),
  ],
};
