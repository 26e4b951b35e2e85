import { sortedJson } from "../../common/canonical-json";
import { asList, member, valueAt } from "../../common/json";
import { MAX_TRIGGER_SECONDS } from "../../contract/cognito-limits";
import { COGNITO_PRINCIPAL } from "../../contract/service-principals";
import { isComputedInBlock } from "../computed";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import { originsOf } from "../secret-references";
import { showValue } from "../show-value";
import { accountOf, ownAccount } from "./accounts";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext } from "./rule";
import { differs, ends, isSet, numberAt, textAt } from "./values";

const permissionGone: ChangeRule = {
  id: "trigger-permission",
  severity: "block",
  types: ["aws_lambda_permission"],
  find: (change, context) => {
    if (!ends(change) || textAt(change.before, "principal") !== COGNITO_PRINCIPAL || hasSuccessor(change, context)) {
      return undefined;
    }
    if (isLetGo(change, context)) {
      return undefined;
    }
    const isAnotherPool = change.action === "replace" && textAt(change.after, "principal") === COGNITO_PRINCIPAL;
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

/** Whether the pool that the permission is for is in the plan, and no longer has the function: both go together. */
function isLetGo({ before }: PlannedChange, context: RuleContext): boolean {
  const name = functionName(textAt(before, "function_name"));
  const pool = context
    .ofType("aws_cognito_user_pool")
    .find(({ action, before: was }) => action === "update" && textAt(was, "arn") === textAt(before, "source_arn"));
  const after = valueAt(pool?.after, ["lambda_config"]);
  return (
    pool !== undefined &&
    name !== undefined &&
    !hasUnknown(after) &&
    !arnsIn(after).some((arn) => functionName(arn) === name)
  );
}

/** Of a name or an ARN of a function, one of its aliases or versions. */
const functionName = (text: string | undefined): string | undefined =>
  text?.startsWith("arn:") ? text.split(":")[6] : text?.split(":")[0];

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
export function areOwnTriggers(change: PlannedChange, context: RuleContext): boolean {
  const triggers = valueAt(change.after, ["lambda_config"]);
  const own = ownAccount(context);
  return (
    typeof triggers !== "symbol" &&
    asList(triggers).every((block, index) => areKnownTriggers(change, block, index)) &&
    arnsIn(triggers).every((arn) => own === undefined || accountOf(arn) === own)
  );
}

/** Whether each function that only the apply knows is one of the plan: then it is judged where it is made. */
function areKnownTriggers(change: PlannedChange, block: unknown, index: number): boolean {
  const written = asList(change.expressions?.get("lambda_config"))[index];
  return (
    typeof block !== "symbol" &&
    Object.entries(block ?? {}).every(([name, value]) => {
      const origins = originsOf(change, "lambda_config", index, name);
      const isComputed = member(written, name) === undefined && isComputedInBlock(change, name);
      return !hasHidden(value) || isComputed || (origins.length > 0 && origins.every((it) => OF_PLAN.test(it)));
    })
  );
}

const OF_PLAN = /^aws_(?:lambda_(?:alias|function)|kms_key|cognito_user_pool)\./;

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

const hasUnknown = (value: unknown): boolean => holds(value, (it) => it === UNKNOWN);

/** Or marked as a secret, which can be seen as little. */
const hasHidden = (value: unknown): boolean => holds(value, (it) => typeof it === "symbol");

const holds = (value: unknown, is: (value: unknown) => boolean): boolean =>
  is(value) || (typeof value === "object" && value !== null && Object.values(value).some((it) => holds(it, is)));

/** The functions that Cognito may invoke after the apply, by their names. */
const calledByCognito = oncePerPlan(
  ({ ofType }): ReadonlySet<string | undefined> =>
    new Set(
      ofType("aws_lambda_permission")
        .filter(({ after }) => textAt(after, "principal") === COGNITO_PRINCIPAL)
        .map(({ after }) => functionName(textAt(after, "function_name"))),
    ),
);

/** Cognito gives a function 5 seconds and calls it again, so that it may do its work three times. */
const slowTrigger: ChangeRule = {
  id: "trigger-slow",
  severity: "warn",
  types: ["aws_lambda_function"],
  examines: { aws_lambda_function: ["timeout"] },
  find: (change, context) => {
    const seconds = numberAt(change.after, "timeout");
    const isNew = change.action === "create" || differs(change, "timeout");
    const name = textAt(change.after, "function_name");
    if (
      !isSet(change) ||
      !isNew ||
      seconds === undefined ||
      seconds <= MAX_TRIGGER_SECONDS ||
      name === undefined ||
      !calledByCognito(context).has(name)
    ) {
      return undefined;
    }
    return {
      what: "A function that takes part in signing in may run longer than Cognito waits.",
      who: "everybody who signs in or creates an account while the function is slow",
      effect: `timeout is ${seconds} s. Cognito waits ${MAX_TRIGGER_SECONDS} s, then calls the function again, three times in all, while the first call goes on: it does its work several times, and the sign-in fails late. Alexa gives up after 4.5 s.`,
      recover: `Set timeout to ${MAX_TRIGGER_SECONDS} or less, to 3 where tokens wait for it.`,
    };
  },
};

export const triggerRules: readonly ChangeRule[] = [permissionGone, foreignTrigger, unknownTrigger, slowTrigger];
