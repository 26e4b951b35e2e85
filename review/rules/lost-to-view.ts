import type { PlannedChange } from "../plan";
import { IMPACTS } from "./destruction-impacts";
import type { PlanRule, RuleContext } from "./rule";

/** Things that hold people, links, data or the skill: another one in their place is not the same. */
export const HOLDING: readonly string[] = [
  "aws_cognito_user_pool",
  "aws_cognito_user_pool_client",
  "aws_cognito_user_pool_domain",
  "aws_lambda_function",
  "aws_dynamodb_table",
];

/**
 * Terraform no longer sees an object that was there, and makes another: in another region, account or workspace, or by
 * another provider, everything seems to have been deleted by hand. A `removed` block beside a new resource does the same.
 */
const lostToView: PlanRule = {
  id: "lost-to-view",
  severity: "block",
  find: (context) => {
    const created = new Set(context.plan.changes.flatMap(({ action, type }) => (action === "create" ? [type] : [])));
    return [
      ...unseenOf(context).map((change) => ({
        change,
        what: `Terraform does not find ${nounOf(change)} any more, and makes another, empty one.`,
        who: "every user, every link, or all data of the old one",
        effect:
          "Either somebody deleted it by hand, or the plan looks in another region, account, workspace or through another " +
          "provider than before: then the old one goes on without Terraform, and the skill moves to the new one.",
        recover:
          "Compare the region, the account, the provider and its alias, and the workspace with the last apply, and put " +
          "them back. Only if it is really gone at AWS: restore it or its data before anything is created.",
      })),
      ...context.plan.changes
        .filter(({ action, type }) => action === "forget" && HOLDING.includes(type) && created.has(type))
        .map((change) => ({
          change,
          what: `Terraform lets go of ${nounOf(change)}, and makes another, empty one.`,
          who: "every user, every link, or all data of the old one",
          effect: `${change.address} stays in AWS, and nobody looks after it. What refers to it here moves to the new one.`,
          recover: "Take the removed block back, or move the address to the new name with a moved block.",
        })),
      ...goneOf(context).map((change) => ({
        change,
        severity: HOLDING.includes(change.type) ? ("block" as const) : ("warn" as const),
        what: `Terraform does not find ${nounOf(change)} any more, and takes it out of its memory.`,
        who: HOLDING.includes(change.type) ? "every user, every link, or all data of it" : "whoever uses it",
        effect: `${change.address} is in Terraform's state, and not where the plan looks. Either somebody deleted it outside of Terraform, or the plan looks in another region, account or workspace: then it goes on without Terraform.`,
        recover:
          "Compare the region, the account, the provider and the workspace with the last apply. Only if it is really " +
          "gone, let Terraform forget it.",
      })),
    ];
  },
};

/** Not found, and not made again. */
function goneOf({ plan }: RuleContext): readonly PlannedChange[] {
  if (plan.drift.length === 0) {
    return [];
  }
  const planned = new Set(plan.changes.flatMap(({ address, previousAddress }) => [address, previousAddress]));
  return plan.drift.filter(
    ({ action, address, mode }) => action === "delete" && mode === "managed" && !planned.has(address),
  );
}

/** Created again, because the state's object was not found. */
export function unseenOf({ plan }: Pick<RuleContext, "plan">): readonly PlannedChange[] {
  if (plan.drift.length === 0) {
    return [];
  }
  const unseen = new Set(plan.drift.flatMap(({ action, address }) => (action === "delete" ? [address] : [])));
  return plan.changes.filter(
    ({ action, address, type }) => action === "create" && HOLDING.includes(type) && unseen.has(address),
  );
}

const nounOf = ({ type }: PlannedChange): string => IMPACTS[type]?.noun ?? `a resource of type ${type}`;

export const lostToViewRules: readonly PlanRule[] = [lostToView];
