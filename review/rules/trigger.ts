import { sortedJson } from "../../common/canonical-json";
import { valueAt } from "../../common/json";
import { referencesIn } from "../digest-configuration";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { accountOf, ownAccount } from "./accounts";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext } from "./rule";
import { ends, isSet, textAt } from "./values";

const COGNITO = "cognito-idp.amazonaws.com";

const permissionGone: ChangeRule = {
  id: "trigger-permission",
  severity: "block",
  types: ["aws_lambda_permission"],
  find: (change, context) => {
    if (!ends(change) || textAt(change.before, "principal") !== COGNITO || hasSuccessor(change, context)) {
      return undefined;
    }
    const isAnotherPool = change.action === "replace" && textAt(change.after, "principal") === COGNITO;
    return {
      what: "Amazon Cognito may no longer call a function that takes part in signing in.",
      who: "everybody who signs in or links, and every linked user at the next refresh if it is a token trigger",
      effect: `The permission of ${textAt(change.before, "function_name") ?? "the function"} ${isAnotherPool ? "is given for another pool, function or qualifier" : "is taken away"}. As long as the pool has the trigger, Cognito refuses every sign-in that needs it.`,
      recover: "Take the trigger out of the pool first, in an earlier change; or keep the permission.",
    };
  },
};

/** Whether another permission, or the new one in its place, lets the same pool call the same function. */
function hasSuccessor({ before }: PlannedChange, context: RuleContext): boolean {
  const allowed = allowedAfter(context);
  return [valueAt(before, ["source_arn"]), null].some((source) => allowed.has(allows(before, source)));
}

const allows = (side: PlannedChange["before"], source: unknown): string =>
  sortedJson([
    ...["principal", "action", "function_name", "qualifier"].map((name) => valueAt(side, [name]) || null),
    source || null,
  ]);

/** Made once for a plan, which may take away thousands of permissions. */
const allowedAfter = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_lambda_permission").flatMap(({ action, after }) =>
        action === "delete" || action === "forget" ? [] : [allows(after, valueAt(after, ["source_arn"]))],
      ),
    ),
);

/** A trigger sees passwords (user_migration), codes (custom senders) and claims: whose function it is, matters. */
const foreignTrigger: ChangeRule = {
  id: "trigger-foreign",
  severity: "block",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: ["lambda_config"] },
  find: (change, context) => {
    if (!isSet(change)) {
      return undefined;
    }
    const own = accountOf(textAt(change.after, "arn") ?? textAt(change.before, "arn") ?? "") ?? ownAccount(context);
    const known = new Set(arnsIn(valueAt(change.before, ["lambda_config"])));
    const fresh = [...new Set(arnsIn(valueAt(change.after, ["lambda_config"])))].filter((arn) => !known.has(arn));
    const foreign = fresh.filter((arn) => own !== undefined && accountOf(arn) !== own);
    if (foreign.length === 0) {
      return undefined;
    }
    return {
      what: "A function of another AWS account takes part in signing in.",
      who: "everybody who signs in: the function sees names, codes, and for user_migration passwords",
      effect: `The pool belongs to account ${own}; these do not: ${foreign.map(showValue).join(", ")}.`,
      recover: "Use a function of the pool's own account, deployed and reviewed with it.",
    };
  },
};

function arnsIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return value.startsWith("arn:") && value.includes(":lambda:") ? [value] : [];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(arnsIn) : [];
}

/** Whether all triggers are functions of the own account, or of the same plan. */
export function areOwnTriggers({ after, expressions }: PlannedChange, context: RuleContext): boolean {
  const block = valueAt(after, ["lambda_config", 0]);
  const arns = arnsIn(block);
  const own = ownAccount(context);
  const isOfPlan = referencesIn(expressions?.get("lambda_config")).some((it) => it.startsWith("aws_lambda_"));
  return (!hasUnknown(block) || isOfPlan) && arns.every((arn) => own === undefined || accountOf(arn) === own);
}

/** A trigger whose ARN only the apply brings is one that nobody can look at. */
const unknownTrigger: ChangeRule = {
  id: "trigger-unknown",
  severity: "warn",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: ["lambda_config"] },
  find: (change) => {
    const after = valueAt(change.after, ["lambda_config"]);
    if (change.action !== "update" || !hasUnknown(after)) {
      return undefined;
    }
    return {
      what: "A function that is not known yet takes part in signing in.",
      who: "everybody who signs in or creates an account",
      effect: "An ARN in lambda_config is known after the apply only: a new function, or one of a data source.",
      recover: "Look up in the configuration which function it is, and that it is deployed and reviewed with the pool.",
    };
  },
};

const hasUnknown = (value: unknown): boolean =>
  value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));

export const triggerRules: readonly ChangeRule[] = [permissionGone, foreignTrigger, unknownTrigger];
