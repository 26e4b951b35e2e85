/** What Terraform takes over by an import. */
import type { PlannedChange } from "../plan";
import { IMPACTS } from "./destruction-impacts";
import type { PlanRule, RuleFinding } from "./rule";

const nounOf = ({ type }: PlannedChange): string => IMPACTS[type]?.noun ?? `a resource of type ${type}`;

/** A replacement or the end of what is imported has a rule of its own. */
const isKept = ({ imported, action }: PlannedChange): boolean =>
  imported && (action === "no-op" || action === "update");

const imported: PlanRule = {
  id: "resource-imported",
  severity: "info",
  find: ({ plan }) => plan.changes.filter(isKept).map((change) => ({ ...takenOver(change), change })),
};

function takenOver(change: PlannedChange): RuleFinding {
  const isPool = change.type === "aws_cognito_user_pool";
  return {
    what: `Terraform takes over ${nounOf(change)}, which exists.`,
    who: "nobody by itself",
    effect:
      (isPool ? "Its users stay, and go on signing in. " : "") +
      (change.action === "no-op"
        ? "It stays as it is."
        : "It is also changed to fit the code: its attributes are listed, and what they mean to people is said by the other findings."),
    recover:
      "Check that no other stack looks after it: two that do undo each other. There, a removed block with destroy = false, or terraform state rm, makes Terraform forget it.",
  };
}

/**
 * UpdateUserPool sets back what a call leaves out, and the provider leaves out what it does not know: no plan shows that.
 * Amazon Cognito API, UpdateUserPool; terraform-provider-aws#49707 and #46216.
 */
const unseenSettings: PlanRule = {
  id: "adopted-pool-resets",
  severity: "warn",
  find: ({ plan }) =>
    plan.changes
      .filter((change) => change.type === "aws_cognito_user_pool" && isKept(change))
      .map((change) => ({
        change,
        severity: change.action === "update" ? ("warn" as const) : ("info" as const),
        what:
          change.action === "update"
            ? "This plan may take settings from the user pool that no plan shows."
            : "A later change of the user pool may take settings from it that no plan shows.",
        who: "users for whom such a setting works, such as those who sign in from another identity provider",
        effect:
          "Whenever Terraform changes a pool, Cognito sets back what the call leaves out, and the AWS provider leaves out what it does not know: with 5.100 and 6.62 the trigger for inbound federation, and whatever AWS adds later.",
        recover:
          "npx alexa-link adopt asks AWS whether the pool has such settings. If it has, leave the pool to whoever sets them: userPool.existing links it without changing it.",
      })),
};

export const adoptionRules: readonly PlanRule[] = [imported, unseenSettings];
